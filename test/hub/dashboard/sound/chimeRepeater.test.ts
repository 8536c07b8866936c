import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { CHIMES } from '../../../../hub/dashboard/sound/chime.js';
import { ChimeRepeater } from '../../../../hub/dashboard/sound/chimeRepeater.js';

function rig() {
  const clock = new ManualClock();
  const heard: string[] = [];
  const repeater = new ChimeRepeater({
    clock,
    play(chime) {
      const name = chime === CHIMES.high ? 'high' : 'medium';
      heard.push(`${name} at ${clock.monotonic()}`);
      return () => heard.push(`hush at ${clock.monotonic()}`);
    },
  });
  return { clock, heard, repeater };
}

describe('A3 the chime repeats until the alarm is acknowledged', () => {
  it('sounds at once, then every 4 s for a medium alarm', () => {
    const { clock, heard, repeater } = rig();
    repeater.call('medium');
    clock.advance(8_000);
    expect(heard).toEqual(['medium at 0', 'medium at 4000', 'medium at 8000']);
  });

  it('falls silent at once, in the middle of a chime, and stays silent', () => {
    const { clock, heard, repeater } = rig();
    repeater.call('high');
    clock.advance(700);
    repeater.call(undefined);
    clock.advance(60_000);
    expect(heard).toEqual(['high at 0', 'hush at 700']);
  });

  it('changes to the urgent chime without waiting for the milder one to come round', () => {
    const { clock, heard, repeater } = rig();
    repeater.call('medium');
    clock.advance(1_000);
    repeater.call('high');
    clock.advance(2_500);
    expect(heard).toEqual(['medium at 0', 'hush at 1000', 'high at 1000', 'high at 3500']);
  });

  it('keeps its beat when another alarm of the same urgency arrives', () => {
    const { clock, heard, repeater } = rig();
    repeater.call('medium');
    clock.advance(1_000);
    repeater.call('medium');
    clock.advance(3_000);
    expect(heard).toEqual(['medium at 0', 'medium at 4000']);
  });
});
