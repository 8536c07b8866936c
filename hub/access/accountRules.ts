import type { Role } from '#contract/access.js';
import { covers, type Principal } from './principal.js';

/** What an account may, and where. */
export interface Reach {
  readonly roles: readonly Role[];
  /** `null` is every office. */
  readonly offices: readonly string[] | null;
}

/** What a person of one role may give away and take: the machine room cannot open ratings to anybody. */
const GRANTS: Readonly<Record<Role, readonly Role[]>> = {
  clerk: [],
  officer: [],
  supervisor: ['clerk', 'officer', 'supervisor'],
  'machine-room': ['machine-room'],
};

/**
 * Whether whoever decides may give, change or take an account of these roles and offices: nobody beyond their own
 * offices, a supervisor no machine room unless of the city, and a city user only by a city supervisor.
 */
export function mayGrant(principal: Principal, { roles, offices }: Reach): boolean {
  if (principal.kind === 'demonstration') return true;
  if (principal.kind !== 'user' || !covers(principal.offices, offices)) return false;
  const isCitySupervisor = principal.offices === null && principal.roles.includes('supervisor');
  if (isCitySupervisor) return true;
  if (offices === null) return false;
  const grantable = principal.roles.flatMap((role) => GRANTS[role]);
  return roles.every((role) => grantable.includes(role));
}

/** Whether it is the account of whoever decides. */
export const isOwn = (principal: Principal, { id }: { readonly id: string }): boolean =>
  principal.kind === 'user' && principal.id === id;

/** Whether nothing of it is beyond the other. */
export const isWithin = (reach: Reach, other: Reach): boolean =>
  covers(other.offices, reach.offices) && reach.roles.every((role) => other.roles.includes(role));

/** Whether an account touches an office of whoever decides, so that it is theirs to see and to decide. */
export function concerns(principal: Principal, offices: readonly string[] | null): boolean {
  if (principal.kind === 'demonstration') return true;
  if (principal.kind !== 'user') return false;
  return (
    principal.offices === null ||
    offices === null ||
    principal.offices.some((office) => offices.includes(office))
  );
}

/** A lamp is told of single ratings, so that only who may see those lets one in. */
export function mayMakeToken(principal: Principal, purpose: 'issuing' | 'lamp' | 'metrics'): boolean {
  if (principal.kind === 'demonstration') return true;
  return principal.kind === 'user' && (purpose !== 'lamp' || principal.roles.includes('supervisor'));
}

/** Whether it is somebody who can make every other account. */
export const isCitySupervisor = ({ roles, offices }: Reach): boolean =>
  offices === null && roles.includes('supervisor');
