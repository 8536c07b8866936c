import type { Offer } from '#contract/commands.js';
import { timestamp } from '#platform/clock.js';
import { uuid } from './ids.js';

/** An offer of issuance `n`, whose window is number `1000 + n`. */
export function offerOf(n: number, fields: Partial<Offer> = {}, nowMs = Date.UTC(2026, 6, 7, 1)): Offer {
  return {
    kind: 'offer',
    sentAt: timestamp(nowMs),
    issuedAt: timestamp(nowMs),
    issuance: uuid(n),
    window: windowOf(n),
    lengthMs: 30_000,
    ...fields,
  };
}

export const windowOf = (n: number): string => uuid(1000 + n);
