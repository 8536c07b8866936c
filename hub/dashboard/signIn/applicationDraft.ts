import type { ApplicationRequest, Role, Scope } from '#contract/access.js';
import { nameOf } from '../records/person.js';

/** What is typed of an application. */
export interface ApplicationDraft {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** `null` is every office. */
  readonly offices: readonly string[] | null;
  readonly reason: string;
}

export const EMPTY_APPLICATION: ApplicationDraft = {
  account: '',
  name: '',
  roles: [],
  offices: [],
  reason: '',
};

export type ApplicationField = keyof ApplicationDraft;

/** As the contract's `AccountName`; a test compares them. */
const ACCOUNT = /^[a-z][a-z0-9._-]{1,31}$/;
const LONGEST_REASON = 300;

/** An account name as it is meant, however the keyboard began it. */
export const accountOf = (typed: string): string => typed.trim().toLowerCase();

/** Fields that need mending before there is any point in asking the hub. */
export function applicationFaults(draft: ApplicationDraft): ReadonlySet<ApplicationField> {
  const reason = draft.reason.trim();
  const faults: ReadonlyArray<readonly [ApplicationField, boolean]> = [
    ['account', !ACCOUNT.test(accountOf(draft.account))],
    ['name', nameOf(draft.name) === undefined],
    ['roles', draft.roles.length === 0],
    ['offices', draft.offices?.length === 0],
    ['reason', reason === '' || reason.length > LONGEST_REASON],
  ];
  return new Set(faults.filter(([, wrong]) => wrong).map(([field]) => field));
}

export function requestOf(draft: ApplicationDraft): ApplicationRequest {
  return {
    account: accountOf(draft.account),
    name: draft.name.trim(),
    roles: [...draft.roles],
    offices: draft.offices === null ? null : ([...draft.offices] satisfies Scope),
    reason: draft.reason.trim(),
  };
}
