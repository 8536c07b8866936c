import type { MissedReason, Outcome } from '#contract/values.js';
import type { WindowView } from '#contract/views.js';

/** A window as a person sees it at one moment. */
export type WindowPhase =
  | { readonly kind: 'none' }
  /** Offered to the box, whose lamps are not on yet. */
  | { readonly kind: 'pending' }
  /** `secondsLeft` counts down to 1; `share` is what is left of the full length, 0 < share ≤ 1. */
  | { readonly kind: 'open'; readonly secondsLeft: number; readonly share: number }
  /** Past its time; the box's report is on the way. */
  | { readonly kind: 'closing' }
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly reason: MissedReason | undefined };

/** `now` is Unix ms by the hub's clock, `lengthMs` the full length of a window at the counter (W2). */
export function phaseOf(window: WindowView | undefined, now: number, lengthMs: number): WindowPhase {
  if (window === undefined) return { kind: 'none' };
  if (window.state === 'pending') return { kind: 'pending' };
  if (window.outcome !== undefined) {
    return { kind: 'ended', outcome: window.outcome, reason: window.reason };
  }
  const leftMs = Date.parse(window.closesAt ?? '') - now;
  if (!(leftMs > 0)) return { kind: 'closing' };
  return {
    kind: 'open',
    secondsLeft: Math.ceil(leftMs / 1_000),
    share: Math.min(1, leftMs / lengthMs),
  };
}
