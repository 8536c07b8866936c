import { describe, expect, it } from 'vitest';
import { windowOf } from '../support/offers.js';
import { WindowScript } from '../support/windowScript.js';

const open = (lengthMs = 30_000) => new WindowScript().offer(1, { lengthMs });
const scenes = (s: WindowScript) =>
  s.seen.flatMap(({ effect }) => (effect.kind === 'show' ? [effect.scene] : []));

describe('more time', () => {
  it('W12 adds one window length, stored before it is shown, and invites again', () => {
    const s = open().wait(25_000).press('more-time');
    expect(s.of('extended')).toEqual([
      { kind: 'extended', window: windowOf(1), afterMs: 25_000, closesAfterMs: 60_000 },
    ]);
    expect(scenes(s).at(-1)).toEqual({ kind: 'invite', leftMs: 34_950, moreTime: false });
    expect(s.said.at(-1)).toEqual({ prompt: 'invite', lengthMs: 34_950 });
    s.until(59_000).press(4);
    expect(s.of('rated')).toEqual([{ kind: 'rated', window: windowOf(1), level: 4, afterMs: 59_000 }]);
  });

  it('W2 W12 a press at 60.000 s of an extended window counts, one at 60.001 s does not', () => {
    const late = (at: number) => open().wait(1_000).press('more-time').until(at).press(5).of('rated');
    expect(late(60_000)).toHaveLength(1);
    expect(late(60_001)).toHaveLength(0);
  });

  it('W12 is given once', () => {
    const s = open().wait(1_000).press('more-time').wait(1_000).press('more-time').until(70_000);
    expect(s.of('extended')).toHaveLength(1);
    expect(s.of('expired')).toEqual([{ kind: 'expired', window: windowOf(1), afterMs: 60_000 }]);
  });

  it('W12 counts the last 10 s of the extended time down anew', () => {
    const s = open().wait(24_500).press('more-time').until(60_000);
    const seconds = scenes(s).flatMap((scene) => (scene.kind === 'countdown' ? [scene.secondsLeft] : []));
    expect(seconds).toEqual([10, 9, 8, 7, 6, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('W3 W12 at a counter of 120 s a joined and extended window is never open for more than 240 s', () => {
    const s = open(120_000).wait(60_000).offer(2, { lengthMs: 120_000 }).press('more-time').wait(30_000);
    expect(s.of('extended')).toMatchObject([{ closesAfterMs: 240_000 }]);
    s.offer(3).until(300_000);
    expect(s.of('expired')).toMatchObject([{ afterMs: 240_000 }]);
  });

  it('W12 does nothing where the office does not want it, and the scene does not offer it', () => {
    const s = new WindowScript().govern({ moreTime: false }).offer(1).wait(5_000).press('more-time');
    expect(s.of('extended')).toEqual([]);
    expect(scenes(s).at(-1)).toEqual({ kind: 'invite', leftMs: 30_000, moreTime: false });
    expect(s.until(31_000).of('expired')).toHaveLength(1);
  });

  it('W8 pressed within 50 ms of a level neither is taken and one key is asked for', () => {
    for (const [first, second] of [
      ['more-time', 5],
      [5, 'more-time'],
    ] as const) {
      const s = open().wait(5_000).down(first).wait(30).down(second).wait(200);
      expect(s.records.map(({ kind }) => kind)).toEqual(['opened']);
      expect(s.said.at(-1)).toEqual({ prompt: 'one-key' });
    }
  });

  it('W6 W7 outside an open window it does nothing and is no press', () => {
    const s = new WindowScript().press('more-time').wait(90_000).offer(1).wait(1_000).press(5).wait(500);
    s.press('more-time').until(300_000);
    expect(s.records.map(({ kind }) => kind)).toEqual(['opened', 'rated']);
  });

  it('W9 stuck for more than 10 s it is a fault, and the levels keep working', () => {
    const s = open().wait(1_000).down('more-time').wait(10_100).press(3);
    expect(s.of('fault')).toEqual([
      { kind: 'fault', code: 'key-stuck', active: true, detail: 'key more-time' },
    ]);
    expect(s.of('rated')).toHaveLength(1);
  });

  it('D1 W12 is not given when it cannot be stored', () => {
    const s = open().wait(5_000);
    const before = s.state;
    s.press('more-time').wait(60);
    const unstored = s.of('extended');
    s.state = before;
    s.give({ kind: 'storage-failed', unstored });
    expect(s.state.phase.kind).toBe('broken');
    expect(scenes(s).at(-1)).toEqual({ kind: 'fault' });
  });
});
