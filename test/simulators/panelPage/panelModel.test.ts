import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import type { Scene } from '../../../device/ports/panel.js';
import { PanelModel } from '../../../simulators/panelPage/panelModel.js';
import type { StationState } from '../../../simulators/panelServer/station.js';

function rig() {
  const clock = new ManualClock();
  const events = new EventTarget();
  const model = new PanelModel({
    counter: '3',
    fetch: async () => Response.json({ items: [] }),
    listen: () => events as EventSource,
    audio: () => {
      throw new Error('its sound is off');
    },
    clock,
  });
  model.start();
  const hear = (scene: Scene, shownMs = 0): void => {
    const state: StationState = { scene, shownMs, held: [], running: true, plugged: true, linked: true };
    events.dispatchEvent(new MessageEvent('state', { data: JSON.stringify(state) }));
  };
  const left = () => model.look.value.secondsLeft;
  return { clock, events, hear, left };
}

const invite = (leftMs: number): Scene => ({ kind: 'invite', leftMs, moreTime: true });

describe('the seconds on a panel page', () => {
  it('W2 count down from the length of the window', () => {
    const { clock, hear, left } = rig();
    hear(invite(30_000));
    expect(left()).toBe(30);
    const seen: unknown[] = [];
    for (let second = 0; second < 20; second++) {
      clock.advance(1_000);
      seen.push(left());
    }
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => 29 - index));
  });

  it('are those of the box on a page that is opened later', () => {
    const { clock, hear, left } = rig();
    hear(invite(60_000), 12_300);
    expect(left()).toBe(48);
    clock.advance(700);
    expect(left()).toBe(47);
  });

  it('begin anew with each invitation, and give way to the countdown of the box', () => {
    const { clock, hear, left } = rig();
    hear(invite(30_000));
    clock.advance(15_000);
    hear(invite(45_000));
    clock.advance(1_000);
    expect(left()).toBe(44);
    hear({ kind: 'countdown', secondsLeft: 7, moreTime: false });
    clock.advance(5_000);
    expect(left()).toBe(7);
    hear({ kind: 'accepted' });
    expect(left()).toBeUndefined();
  });

  it('end with the line to the simulator', () => {
    const { clock, events, hear, left } = rig();
    hear(invite(30_000));
    events.dispatchEvent(new Event('error'));
    clock.advance(5_000);
    expect(left()).toBeUndefined();
  });
});
