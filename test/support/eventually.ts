import { systemClock } from '#platform/clock.js';

const LOOK_EVERY_MS = 20;

/** Looks again and again at something outside this process until it is there; never longer than `ms`. */
export async function eventually<T>(
  what: string,
  ms: number,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const late = new Error(`not within ${ms} ms: ${what}`);
  const end = systemClock.monotonic() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (systemClock.monotonic() >= end) throw late;
    await new Promise<void>((resolve) => void systemClock.after(LOOK_EVERY_MS, resolve));
  }
}
