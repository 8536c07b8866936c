import { systemClock } from '#platform/clock.js';
import type { Sight } from './probe.js';

/** How long after a press its alarm could be heard and seen, ms. */
export interface PressTimes {
  readonly soundMs: readonly number[];
  readonly paintMs: readonly number[];
  /** Until both. */
  readonly bothMs: readonly number[];
}

/** Presses that do not count: a page that has just been opened is slower than it will be all day. */
const WARM_UP = 3;

/** `sight` presses, after telling by its argument when it did, and resolves with what the page says. */
export async function timePresses(
  presses: number,
  sight: (number: number, pressed: () => void) => Promise<Sight>,
): Promise<PressTimes> {
  const soundMs: number[] = [];
  const paintMs: number[] = [];
  for (let number = 1; number <= presses + WARM_UP; number++) {
    let begun = 0;
    const { soundAt, paintedAt } = await sight(number, () => {
      begun = systemClock.monotonic();
    });
    if (number <= WARM_UP) continue;
    soundMs.push(soundAt - begun);
    paintMs.push(paintedAt - begun);
  }
  return { soundMs, paintMs, bothMs: soundMs.map((ms, index) => Math.max(ms, paintMs[index] ?? 0)) };
}
