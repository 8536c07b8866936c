import { hash } from 'node:crypto';
import { chainStart, sealOf } from '#contract/seal.js';

/** Why an event is kept aside although it may be well formed (D5). */
export type SealReason = 'seal/missing' | 'seal/bad-signature' | 'seal/broken-chain';

/** The `prev` of whatever follows this text. */
export const linkAfter = (text: string): string => hash('sha256', text, 'base64url');

/** The `prev` of number 1. */
export const firstLink = (box: string, epoch: string): string => linkAfter(chainStart(box, epoch));

/** An event and those beside it, as far as they are known. */
export interface Neighbourhood {
  readonly box: string;
  readonly epoch: string;
  readonly seq: number;
  readonly text: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * Whether an event continues the chain, and those stored beyond a gap continue it (D5). Within an epoch no event without a
 * seal follows one that has it. Signatures are looked at elsewhere.
 */
export function breakOf({ box, epoch, seq, text, before, after }: Neighbourhood): SealReason | undefined {
  const seal = sealOf(text);
  if (seal === undefined) {
    if (before !== undefined && sealOf(before) !== undefined) return 'seal/missing';
  } else {
    const expected = seq === 1 ? firstLink(box, epoch) : before === undefined ? undefined : linkAfter(before);
    if (expected !== undefined && seal.prev !== expected) return 'seal/broken-chain';
  }
  const next = after === undefined ? undefined : sealOf(after);
  return next !== undefined && next.prev !== linkAfter(text) ? 'seal/broken-chain' : undefined;
}
