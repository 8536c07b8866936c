import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { clockWakeups, NAP_CHECK_MS, pageWakeups } from '../../../hub/watcher/wakeups.js';

describe('finding out that a machine slept', () => {
  it('notices by the wall clock what the monotonic clock slept over, once per sleep', () => {
    const clock = new ManualClock();
    const signs: string[] = [];
    clockWakeups(clock)((sign) => signs.push(sign));
    clock.advance(60_000);
    expect(signs).toEqual([]);
    clock.jumpWall(3_600_000);
    clock.advance(NAP_CHECK_MS);
    expect(signs).toEqual(['awake']);
    clock.advance(60_000);
    expect(signs).toEqual(['awake']);
  });

  it('hears the page: its network is back, it is shown, it is kept no longer; and nothing once it is told to stop', () => {
    const clock = new ManualClock();
    const window = new EventTarget();
    const document = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
    const signs: string[] = [];
    const stop = pageWakeups({ window, document }, clock)((sign) => signs.push(sign));
    const all = () => {
      for (const name of ['online', 'pageshow']) window.dispatchEvent(new Event(name));
      for (const name of ['resume', 'visibilitychange']) document.dispatchEvent(new Event(name));
    };
    all();
    expect(signs).toEqual(['network', 'awake', 'awake']);
    document.visibilityState = 'visible';
    all();
    expect(signs).toEqual(['network', 'awake', 'awake', 'network', 'awake', 'awake', 'awake']);
    stop();
    all();
    clock.jumpWall(3_600_000);
    clock.advance(NAP_CHECK_MS);
    expect(signs).toHaveLength(7);
  });
});
