import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { HubTime } from '../../device/hubTime.js';

const AHEAD = 500_000;

/** An exchange of which each direction takes so long. */
function exchange(clock: ManualClock, time: HubTime, there: number, back: number, ahead = AHEAD): void {
  const askedAt = clock.monotonic();
  clock.advance(there);
  const hubMs = clock.wall() + ahead;
  clock.advance(back);
  time.answered(askedAt, hubMs);
}

describe('hub time', () => {
  it('is the wall clock before the hub was heard', () => {
    const clock = new ManualClock();
    expect(new HubTime(clock).now()).toBe(clock.wall());
  });

  it('W5 is coarse from the first message and exact after the first answer', () => {
    const clock = new ManualClock();
    const time = new HubTime(clock);
    time.heard(clock.wall() + AHEAD - 80);
    expect(time.now() - clock.wall()).toBe(AHEAD - 80);
    exchange(clock, time, 5, 5);
    expect(time.now() - clock.wall()).toBe(AHEAD);
  });

  it('errs by at most half the shortest of the last 8 round trips', () => {
    const clock = new ManualClock();
    const time = new HubTime(clock);
    exchange(clock, time, 400, 0);
    exchange(clock, time, 4, 0);
    exchange(clock, time, 0, 900);
    expect(Math.abs(time.now() - clock.wall() - AHEAD)).toBeLessThanOrEqual(2);
    for (let n = 0; n < 8; n++) exchange(clock, time, 10, 10, AHEAD + 1_000);
    expect(time.now() - clock.wall()).toBe(AHEAD + 1_000);
  });

  it('does not move when the wall clock is set', () => {
    const clock = new ManualClock();
    const time = new HubTime(clock);
    exchange(clock, time, 1, 1);
    const before = time.now();
    clock.jumpWall(-86_400_000);
    clock.advance(10);
    expect(time.now()).toBe(before + 10);
  });

  it('ignores the echo of another run of the program', () => {
    const clock = new ManualClock();
    const time = new HubTime(clock);
    time.answered(clock.monotonic() + 1, clock.wall() + AHEAD);
    expect(time.now()).toBe(clock.wall());
  });

  it('holds over a lost connection until the hub is heard again', () => {
    const clock = new ManualClock();
    const time = new HubTime(clock);
    exchange(clock, time, 1, 1);
    time.expire();
    expect(time.now() - clock.wall()).toBe(AHEAD);
    time.heard(clock.wall() + 7_000);
    expect(time.now() - clock.wall()).toBe(7_000);
  });

  it('D7 follows a clock of the hub that was set ahead with its next message, and one set back with its next answer', () => {
    const clock = new ManualClock();
    const time = new HubTime(clock);
    exchange(clock, time, 2, 2);
    time.heard(clock.wall() + AHEAD + 3_600_000);
    expect(time.now() - clock.wall()).toBe(AHEAD + 3_600_000);
    exchange(clock, time, 40, 40, AHEAD);
    expect(time.now() - clock.wall()).toBe(AHEAD);
  });

  it('takes a message that was long on its way for nothing else', () => {
    const clock = new ManualClock();
    const time = new HubTime(clock);
    exchange(clock, time, 2, 2);
    time.heard(clock.wall() + AHEAD - 30_000);
    expect(time.now() - clock.wall()).toBe(AHEAD);
    exchange(clock, time, 3_000, 0);
    expect(time.now() - clock.wall()).toBe(AHEAD);
  });
});
