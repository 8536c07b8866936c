import type { ExclusionReason, ExclusionRequest } from '#contract/records.js';
import { nameOf } from '../records/person.js';
import { remarkOf } from '../records/remark.js';

/** What was filled in so far to exclude a rating. */
export interface ExclusionDraft {
  readonly by: string;
  readonly reason: ExclusionReason | undefined;
  readonly remark: string;
}

export interface JudgedExclusion {
  /** Present where nothing is wrong. */
  readonly request: ExclusionRequest | undefined;
  readonly faults: ReadonlySet<keyof ExclusionDraft>;
}

/** The request a draft makes, or which fields keep it from being one; `other` needs a remark (S10). */
export function exclusionOf({ by, reason, remark }: ExclusionDraft): JudgedExclusion {
  const name = nameOf(by);
  const said = remarkOf(remark);
  const faults = new Set<keyof ExclusionDraft>();
  if (name === undefined) faults.add('by');
  if (reason === undefined) faults.add('reason');
  if (remark.trim() !== '' ? said === undefined : reason === 'other') faults.add('remark');
  if (name === undefined || reason === undefined || faults.size > 0) return { request: undefined, faults };
  return { request: { by: name, reason, ...(said !== undefined && { remark: said }) }, faults };
}
