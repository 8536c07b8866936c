import type { Clock } from '#platform/clock.js';

/** How long ago something was, ms, a sleep of the machine counted in: it may stop one of its clocks and not the other. */
export function stopwatch(clock: Clock): () => number {
  const monotonic = clock.monotonic();
  const wall = clock.wall();
  return () => Math.max(clock.monotonic() - monotonic, clock.wall() - wall);
}
