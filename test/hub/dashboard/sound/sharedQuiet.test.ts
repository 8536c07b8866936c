import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { isQuiet, QUIET_MS, quietFor } from '../../../../hub/dashboard/sound/quiet.js';
import { SharedQuiet } from '../../../../hub/dashboard/sound/sharedQuiet.js';
import { alarmView } from '../../../support/views.js';

/** Two tabs, opened at different times, and how many messages passed between them. */
function tabs() {
  const takers: Array<(message: unknown) => void> = [];
  const posted: unknown[] = [];
  const tab = (age: number) => {
    const clock = new ManualClock();
    clock.advance(age);
    const own = takers.length;
    const line = {
      post(message: unknown) {
        posted.push(message);
        takers.forEach((take, index) => {
          if (index !== own) take(structuredClone(message));
        });
      },
      onMessage: (take: (message: unknown) => void) => void takers.push(take),
    };
    return { clock, quiet: new SharedQuiet(line, clock).quiet };
  };
  return { first: tab(5_000), second: tab(900_000), posted, say: (message: unknown) => takers[1]?.(message) };
}

const alarm = alarmView(1, '1');
const other = alarmView(2, '2');

describe('a pause of sound asked for in one tab', () => {
  it('holds in the other for as long and for the same alarms, and is told once', () => {
    const { first, second, posted } = tabs();
    first.quiet.value = quietFor([alarm], first.clock.monotonic());
    const now = second.clock.monotonic();
    expect(isQuiet(second.quiet.value, [alarm], now + QUIET_MS - 1)).toBe(true);
    expect(isQuiet(second.quiet.value, [alarm], now + QUIET_MS)).toBe(false);
    expect(isQuiet(second.quiet.value, [alarm, other], now)).toBe(false);
    expect(posted).toHaveLength(1);
  });

  it('ends in both when either ends it', () => {
    const { first, second, posted } = tabs();
    first.quiet.value = quietFor([alarm], first.clock.monotonic());
    second.quiet.value = undefined;
    expect(first.quiet.value).toBeUndefined();
    expect(posted).toHaveLength(2);
  });

  it('is not lengthened by a message, and nonsense is passed over', () => {
    const { second, say } = tabs();
    for (const message of [null, 7, {}, { kind: 'quiet' }, { kind: 'quiet', leftMs: 9, alarms: [1] }])
      say(message);
    expect(second.quiet.value).toBeUndefined();
    say({ kind: 'quiet', leftMs: 1e9, alarms: [alarm.id] });
    expect(isQuiet(second.quiet.value, [alarm], second.clock.monotonic() + QUIET_MS)).toBe(false);
  });
});
