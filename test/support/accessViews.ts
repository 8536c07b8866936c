import type { AccountView, Role, SessionView, TokenView } from '#contract/access.js';
import { at, uuid } from './views.js';

/** Somebody who is signed in for the next 15 minutes, at the east office unless told. */
export function signedIn(roles: readonly Role[], change: Partial<SessionView> = {}): SessionView {
  return {
    state: 'signed-in',
    account: 'lin.meihua',
    name: '林美華',
    roles: [...roles],
    offices: ['east'],
    idleUntil: at(900),
    endsAt: at(8 * 3_600),
    passwordUntil: at(60 * 86_400),
    ...change,
  };
}

/** An application of yesterday. */
export function accountView(n: number, change: Partial<AccountView & { reason: string }> = {}) {
  return {
    id: uuid(n),
    account: `account-${n}`,
    name: `陳小姐${n}`,
    roles: ['clerk', 'officer'] satisfies Role[] as Role[],
    offices: ['east'],
    state: 'pending' as AccountView['state'],
    appliedAt: at(-86_400),
    reason: '新到任，負責 3 號櫃檯',
    ...change,
  };
}

export function tokenView(n: number, change: Partial<TokenView> = {}): TokenView {
  return {
    id: uuid(n),
    purpose: 'issuing',
    office: 'east',
    label: `規費系統${n}`,
    madeAt: at(-86_400),
    madeBy: '林美華',
    endsAt: at(300 * 86_400),
    ...change,
  };
}
