import type { IssuanceRequest } from '#contract/api.js';
import type { IssuanceRecord, WindowRecord } from './windowRecord.js';

export type IssuanceDecision =
  /** Known already: nothing happens (W1). */
  | { readonly kind: 'same' }
  /** The same identity says something else; `fields` differ (W1). */
  | { readonly kind: 'conflict'; readonly fields: readonly string[] }
  /** It belongs to a window already known; `offer` tells whether the box must hear of it (W3). */
  | { readonly kind: 'join'; readonly window: WindowRecord; readonly offer: boolean }
  | { readonly kind: 'open' };

export interface IssuanceFacts {
  readonly known: IssuanceRecord | undefined;
  /** The newest window of the same visit at the office. */
  readonly ofVisit: WindowRecord | undefined;
  /** The window at the counter that has not ended. */
  readonly running: WindowRecord | undefined;
  readonly now: number;
}

const COMPARED = ['counter', 'clerk', 'service', 'visit'] as const;

/**
 * What an issuance means, from what the hub knows. It is a forecast: the box, which sees its own lamps,
 * has the last word on whether a window was still open (W3).
 */
export function decideIssuance(request: IssuanceRequest, facts: IssuanceFacts): IssuanceDecision {
  if (facts.known !== undefined) {
    const known = facts.known;
    const fields = COMPARED.filter((field) => (request[field] ?? null) !== known[field]);
    return fields.length === 0 ? { kind: 'same' } : { kind: 'conflict', fields };
  }
  if (facts.ofVisit !== undefined) {
    return { kind: 'join', window: facts.ofVisit, offer: isRunning(facts.ofVisit, facts.now) };
  }
  if (facts.running !== undefined && isRunning(facts.running, facts.now)) {
    return { kind: 'join', window: facts.running, offer: true };
  }
  return { kind: 'open' };
}

function isRunning(window: WindowRecord, now: number): boolean {
  return (
    window.state === 'pending' ||
    (window.state === 'open' && window.closesMs !== null && now <= window.closesMs)
  );
}
