import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { ClockWatch } from '../../../hub/health/clockWatch.js';

const DAY = 24 * 3_600_000;

function watch() {
  const clock = new ManualClock();
  const steps = new ClockWatch(clock);
  steps.start();
  return { clock, steps };
}

describe('the watch over the clock', () => {
  it('W5 notices a clock that is set, forwards and backwards, and tells the largest step', () => {
    const { clock, steps } = watch();
    clock.advance(60_000);
    expect(steps.largestStep()).toBe(0);
    clock.jumpWall(-4_000);
    clock.advance(10_000);
    expect(steps.largestStep()).toBe(4_000);
    clock.jumpWall(2_500);
    expect(steps.largestStep()).toBe(4_000);
  });

  it('W5 does not take the slewing of a time client for a step', () => {
    const { clock, steps } = watch();
    for (let second = 0; second < 3_600; second++) {
      clock.advance(1_000);
      clock.jumpWall(0.5);
    }
    expect(steps.largestStep()).toBe(0);
  });

  it('W5 forgets a step after a day', () => {
    const { clock, steps } = watch();
    clock.jumpWall(5_000);
    clock.advance(DAY - 60_000);
    expect(steps.largestStep()).toBe(5_000);
    clock.advance(120_000);
    expect(steps.largestStep()).toBe(0);
    steps.stop();
  });
});
