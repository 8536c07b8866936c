import { describe, expect, it } from 'vitest';
import { every, ManualClock } from '#platform/clock.js';

describe('ManualClock', () => {
  it('runs timers in order of their due time, each at its own time', () => {
    const clock = new ManualClock();
    const seen: Array<[string, number]> = [];
    clock.after(20, () => seen.push(['late', clock.monotonic()]));
    clock.after(10, () => {
      seen.push(['early', clock.monotonic()]);
      clock.after(5, () => seen.push(['nested', clock.monotonic()]));
    });
    clock.advance(30);
    expect(seen).toEqual([
      ['early', 10],
      ['nested', 15],
      ['late', 20],
    ]);
  });

  it('keeps the monotonic clock when the wall clock is set', () => {
    const clock = new ManualClock(1_000);
    clock.jumpWall(-3_600_000);
    expect(clock.monotonic()).toBe(0);
    expect(clock.wall()).toBe(1_000 - 3_600_000);
  });

  it('repeats until cancelled, even from within the task', () => {
    const clock = new ManualClock();
    let runs = 0;
    const timer = every(clock, 10, () => {
      runs++;
      if (runs === 3) timer.cancel();
    });
    clock.advance(100);
    expect(runs).toBe(3);
  });
});
