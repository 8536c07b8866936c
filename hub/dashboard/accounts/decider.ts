import type { Role, Scope, SessionView, TokenPurpose } from '#contract/access.js';
import { mayGrant, mayMakeToken } from '../../access/accountRules.js';
import { DEMONSTRATION, NOBODY, type Principal } from '../../access/principal.js';
import { ROLES } from '../session/accessWords.js';

/** Every purpose of a token; a test compares them with the contract, whose schemas are too heavy for a browser. */
export const PURPOSES: readonly TokenPurpose[] = ['issuing', 'lamp', 'metrics'];

/** Whoever sits before the page as the hub's own rules see them, so that nothing is offered that it would refuse. */
export function deciderOf(view: SessionView | undefined): Principal {
  if (view?.state === 'demonstration') return DEMONSTRATION;
  if (view?.state !== 'signed-in') return NOBODY;
  const { account = '', name = '', roles = [], offices = null } = view;
  return { kind: 'user', id: '', account, name, roles, offices, session: '', mustChange: false };
}

/** Roles that may be given at these offices. */
export const grantable = (decider: Principal, offices: Scope): readonly Role[] =>
  ROLES.filter((role) => mayGrant(decider, { roles: [role], offices }));

export const purposesFor = (decider: Principal): readonly TokenPurpose[] =>
  PURPOSES.filter((purpose) => mayMakeToken(decider, purpose));
