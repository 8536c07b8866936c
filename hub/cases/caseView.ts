import type { CaseView } from '#contract/cases.js';
import { timestamp } from '#platform/clock.js';
import type { KnownCase } from '../store/caseStore.js';
import { caseName, isOverdue } from './caseRules.js';

/** A case as the contract tells it; what is not known is absent. */
export function caseView(record: KnownCase, nowMs: number): CaseView {
  const { id, office, rocYear, number, alarm, cause, openedMs, openedBy, owner, due, state } = record;
  return {
    id,
    office,
    rocYear,
    number,
    name: caseName(office, rocYear, number),
    alarm,
    cause,
    openedAt: timestamp(openedMs),
    openedBy,
    owner,
    due,
    state,
    overdue: isOverdue(record, nowMs),
    ...told('counter', record.counter),
    ...told('clerk', record.clerk),
    ...told('remark', record.remark),
    ...told('corrective', record.corrective),
    ...told('preventive', record.preventive),
    ...told('releasedAt', record.releasedMs === null ? null : timestamp(record.releasedMs)),
    ...told('releasedBy', record.releasedBy),
    ...told('releaseRemark', record.releaseRemark),
  };
}

const told = <K extends keyof CaseView>(name: K, value: CaseView[K] | null): Partial<Pick<CaseView, K>> =>
  value === null ? {} : ({ [name]: value } as Pick<CaseView, K>);
