import type { CaseView } from '#contract/cases.js';
import { dayOf, startOfDay } from '../figures/calendar.js';
import { nameOf } from '../records/person.js';
import { remarkOf } from '../records/remark.js';

/** A case as it stands in the form, all as typed. */
export interface CaseDraft {
  readonly owner: string;
  readonly due: string;
  readonly corrective: string;
  readonly preventive: string;
}
export type CaseField = keyof CaseDraft;
/** Names of the words that explain it. */
export type CaseFault = 'ownerMissing' | 'dueMissing' | 'dueEarly' | 'textBad' | 'textGone';
/** What the hub is told: whatever is given changes. */
export type CaseFields = { owner?: string; due?: string; corrective?: string; preventive?: string };

const FIELDS: readonly CaseField[] = ['owner', 'due', 'corrective', 'preventive'];

export const draftOf = ({ owner, due, corrective = '', preventive = '' }: CaseView): CaseDraft => ({
  owner,
  due,
  corrective,
  preventive,
});

/** Fields that say something else than the case. */
const differing = (draft: CaseDraft, one: CaseView): readonly CaseField[] => {
  const stored = draftOf(one);
  return FIELDS.filter((field) => draft[field].replaceAll('\r\n', '\n') !== stored[field]);
};

export const isChanged = (draft: CaseDraft, one: CaseView): boolean => differing(draft, one).length > 0;

/** What is wrong with what was changed; what is as it was is never wrong. */
export function caseFaults(draft: CaseDraft, one: CaseView): ReadonlyMap<CaseField, CaseFault> {
  const found = new Map<CaseField, CaseFault>();
  for (const field of differing(draft, one)) {
    const fault = faultOf(field, draft[field], one);
    if (fault !== undefined) found.set(field, fault);
  }
  return found;
}

function faultOf(field: CaseField, typed: string, one: CaseView): CaseFault | undefined {
  switch (field) {
    case 'owner':
      return nameOf(typed) === undefined ? 'ownerMissing' : undefined;
    case 'due':
      if (startOfDay(typed) === undefined) return 'dueMissing';
      return typed < dayOf(Date.parse(one.openedAt)) ? 'dueEarly' : undefined;
    default:
      if (typed.trim() === '') return (one[field] ?? '') === '' ? undefined : 'textGone';
      return remarkOf(typed) === undefined ? 'textBad' : undefined;
  }
}

/** The change as the hub takes it, of a draft without faults; empty where nothing is to be told. */
export function changeOf(draft: CaseDraft, one: CaseView): CaseFields {
  const change: CaseFields = {};
  for (const field of differing(draft, one)) {
    const said =
      field === 'due' ? draft.due : field === 'owner' ? nameOf(draft.owner) : remarkOf(draft[field]);
    if (said !== undefined) change[field] = said;
  }
  return change;
}
