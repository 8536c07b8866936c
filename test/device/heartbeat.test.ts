import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clock, ManualClock, type Timer } from '#platform/clock.js';
import { Heartbeat } from '../../device/adapters/heartbeat.js';

/** An event loop that was blocked: after `pass`, all that was due by then runs, late, and nothing set anew. */
class BlockableLoop implements Clock {
  private now = 0;
  private timers: Array<{ due: number; task: () => void }> = [];

  monotonic(): number {
    return this.now;
  }

  wall(): number {
    return this.now;
  }

  after(ms: number, task: () => void): Timer {
    const timer = { due: this.now + ms, task };
    this.timers.push(timer);
    return {
      cancel: () => {
        this.timers = this.timers.filter((other) => other !== timer);
      },
    };
  }

  pass(ms: number): void {
    this.now += ms;
    const due = this.timers.filter((timer) => timer.due <= this.now);
    this.timers = this.timers.filter((timer) => timer.due > this.now);
    for (const { task } of due) task();
  }
}

describe('Heartbeat', () => {
  /** A device that answers after `delay` ms, or never. */
  const makeHeart = (delay: number | undefined) => {
    const clock = new ManualClock();
    const silences: number[] = [];
    const device = { delay, asked: 0, returns: 0 };
    const heartbeat: Heartbeat = new Heartbeat({
      clock,
      periodMs: 700,
      timeoutMs: 1_000,
      silent: () => silences.push(clock.monotonic()),
      ask: () => {
        device.asked++;
        if (device.delay === undefined) return;
        clock.after(device.delay, () => {
          if (heartbeat.answered()) device.returns++;
        });
      },
    });
    return { clock, silences, device, heartbeat };
  };

  it('B2 stays calm while the device answers within its time', () => {
    const { clock, silences, device, heartbeat } = makeHeart(900);
    heartbeat.start();
    clock.advance(15_999);
    expect(silences).toEqual([]);
    expect(device.asked).toBe(10);
  });

  it('B2 notices silence within 1.7 s of whatever moment the device falls silent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 900 }), (moment, delay) => {
        const { clock, silences, device, heartbeat } = makeHeart(delay);
        heartbeat.start();
        clock.advance(moment);
        device.delay = undefined;
        clock.advance(10_000);
        expect(silences).toHaveLength(1);
        expect((silences[0] ?? 0) - moment).toBeLessThanOrEqual(1_700 + delay);
      }),
    );
  });

  it('B2 goes on asking in silence, says once that it is silent, and once that it is back', () => {
    const { clock, silences, device, heartbeat } = makeHeart(undefined);
    heartbeat.start();
    clock.advance(6_000);
    expect(device.asked).toBeGreaterThan(3);
    device.delay = 2;
    clock.advance(6_000);
    expect(silences).toEqual([1_000]);
    expect(device.returns).toBe(1);
  });

  it('B2 does not take its own blocked process for a silent device', () => {
    const loop = new BlockableLoop();
    let silences = 0;
    const heartbeat = new Heartbeat({
      clock: loop,
      periodMs: 700,
      timeoutMs: 1_000,
      ask: () => undefined,
      silent: () => silences++,
    });
    heartbeat.start();
    loop.pass(1_500);
    // Timers run before input is read: only now the answer that came meanwhile is seen.
    heartbeat.answered();
    loop.pass(200);
    expect(silences).toBe(0);
  });

  it('asks nothing more once stopped', () => {
    const { clock, device, heartbeat } = makeHeart(undefined);
    heartbeat.start();
    heartbeat.stop();
    clock.advance(10_000);
    expect(device.asked).toBe(1);
  });
});
