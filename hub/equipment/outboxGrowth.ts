/** What is known of how many unsent events a box holds. */
export type OutboxGrowth =
  | { readonly kind: 'calm' }
  /** Above the limit at this monotonic moment, with so many. */
  | { readonly kind: 'watched'; readonly atMs: number; readonly unacked: number }
  | { readonly kind: 'growing' };

export interface OutboxLook {
  readonly online: boolean;
  readonly unacked: number;
  /** More than so many is too many. */
  readonly above: number;
}

export const calmOutbox: OutboxGrowth = { kind: 'calm' };
export const growingOutbox: OutboxGrowth = { kind: 'growing' };

/** A box that comes back with many sends them in this time, or at least some of them. */
const AGAIN_AFTER_MS = 60_000;

/**
 * Whether the outbox of a box grows although the box is connected (A6): too many unsent events on two looks a minute apart,
 * and not fewer on the second. It has grown until fewer than half the limit are left; what a box holds that is away
 * nobody knows, so its going changes nothing then.
 */
export function nextGrowth(
  state: OutboxGrowth,
  { online, unacked, above }: OutboxLook,
  now: number,
): OutboxGrowth {
  if (state.kind === 'growing') return online && unacked < above / 2 ? calmOutbox : state;
  if (!online || unacked <= above) return calmOutbox;
  if (state.kind === 'calm') return { kind: 'watched', atMs: now, unacked };
  if (now - state.atMs < AGAIN_AFTER_MS) return state;
  return unacked >= state.unacked ? growingOutbox : { kind: 'watched', atMs: now, unacked };
}
