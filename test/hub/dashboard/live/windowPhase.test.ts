import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { phaseOf } from '../../../../hub/dashboard/live/windowPhase.js';
import { HubClock } from '../../../../hub/watcher/hubClock.js';
import { at, endedWindow, NOW, windowView } from '../../../support/views.js';

const seconds = (n: number) => NOW + n * 1_000;
const open = windowView(1, '1', { openedAt: at(0), closesAt: at(30) });

describe('W2 W12 a window counting down', () => {
  it('starts full and shows every second it has begun', () => {
    expect(phaseOf(open, seconds(0), 30_000)).toEqual({ kind: 'open', secondsLeft: 30, share: 1 });
    expect(phaseOf(open, seconds(0.2), 30_000)).toMatchObject({ secondsLeft: 30 });
    expect(phaseOf(open, seconds(15), 30_000)).toEqual({ kind: 'open', secondsLeft: 15, share: 0.5 });
    expect(phaseOf(open, seconds(29.9), 30_000)).toMatchObject({ secondsLeft: 1 });
  });

  it('waits for the outcome after its time, and never counts below nought', () => {
    expect(phaseOf(open, seconds(30), 30_000)).toEqual({ kind: 'closing' });
    expect(phaseOf(open, seconds(500), 30_000)).toEqual({ kind: 'closing' });
  });

  it('never shows more than a full ring, however long a joined window runs (W3)', () => {
    expect(phaseOf({ ...open, closesAt: at(50) }, seconds(0), 30_000)).toMatchObject({
      secondsLeft: 50,
      share: 1,
    });
  });

  it('is waiting while the box has not opened it, and over once it has an outcome', () => {
    expect(phaseOf(windowView(1, '1', { state: 'pending' }), NOW, 30_000)).toEqual({ kind: 'pending' });
    expect(phaseOf(endedWindow(1, '1', { outcome: 'missed', reason: 'late' }), NOW, 30_000)).toEqual({
      kind: 'ended',
      outcome: 'missed',
      reason: 'late',
    });
    expect(phaseOf(undefined, NOW, 30_000)).toEqual({ kind: 'none' });
  });
});

describe('the hub’s clock on a page', () => {
  it('follows the hub, not the machine, whatever happens to the machine’s clock', () => {
    const machine = new ManualClock(NOW + 7_200_000);
    const clock = new HubClock(machine);
    clock.set(NOW);
    machine.advance(1_500);
    machine.jumpWall(-86_400_000);
    expect(clock.now()).toBe(NOW + 1_500);
  });
});
