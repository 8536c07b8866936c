import { CodedError } from '#platform/errors.js';
import type { Rule } from './policy.js';
import { belongsTo, isCity, type Principal, type User } from './principal.js';

/** Why somebody may not; `undefined` when they may. */
export type Denial = CodedError | undefined;

/** Whether the rule lets such a one ask at all, whatever the office. */
export function admission(rule: Rule, principal: Principal): Denial {
  if (principal.kind === 'demonstration' || rule.who === 'anybody') return undefined;
  if (principal.kind === 'nobody') return denial('access/sign-in', 'sign in first, or show a valid token');
  if (principal.kind === 'token')
    return rule.programs?.includes(principal.purpose)
      ? undefined
      : denial('access/role', `a token for ${principal.purpose} is not for this`);
  if (principal.mustChange && rule.mustChange !== true)
    return denial('access/must-change', 'choose another password first');
  return hasRole(rule, principal) ? undefined : denial('access/role', 'your role is not for this');
}

/** Whether all these offices are among those of whoever asks; `null` is the whole city. */
export function admissionAt(offices: ReadonlyArray<string | null>, principal: Principal): Denial {
  if (offices.every((office) => belongsTo(principal, office))) return undefined;
  return offices.includes(null) && !(principal.kind === 'user' && isCity(principal))
    ? denial('access/office-needed', 'name one of your offices; all of them together are for city users')
    : denial('access/office', 'this is of an office that is none of yours');
}

/** Whether the audience of a message includes whoever listens. */
export function hears(audience: Pick<Rule, 'who' | 'programs'>, principal: Principal): boolean {
  return admission({ ...audience, at: [] }, principal) === undefined;
}

const hasRole = ({ who }: Rule, { roles }: User): boolean =>
  typeof who === 'string' || roles.some((role) => who.includes(role));

const denial = (code: string, message: string): CodedError => new CodedError(code, message);
