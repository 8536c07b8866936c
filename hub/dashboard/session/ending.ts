/** A session is about to end: because nothing is done, or because it has lasted as long as it may. */
export type Ending =
  | { readonly kind: 'idle' | 'end'; readonly leftMs: number }
  | { readonly kind: 'over' }
  | undefined;

/** Long enough to read the warning and to answer it (WCAG 2.2.1). */
export const WARNING_MS = 120_000;
/** A page that sounds alarms hangs on a wall where nobody may look for a while; it asks much earlier to be signed in anew. */
export const LIVE_WARNING_MS = 15 * 60_000;

/** What is to be said of a session with so many ms left, of each limit that applies; the nearer end counts. */
export function ending(
  idleMs: number | undefined,
  endMs: number | undefined,
  warningMs = WARNING_MS,
): Ending {
  const kind = (idleMs ?? Number.POSITIVE_INFINITY) < (endMs ?? Number.POSITIVE_INFINITY) ? 'idle' : 'end';
  const leftMs = (kind === 'idle' ? idleMs : endMs) ?? Number.POSITIVE_INFINITY;
  if (leftMs <= 0) return { kind: 'over' };
  return leftMs <= warningMs ? { kind, leftMs } : undefined;
}
