import type { Role, TokenPurpose } from '#contract/access.js';

/** A person who is signed in, as the account is at this moment. */
export interface User {
  readonly kind: 'user';
  readonly id: string;
  /** Name under which the person signs in. */
  readonly account: string;
  /** As it stands in the journal. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** `null` is every office. */
  readonly offices: readonly string[] | null;
  /** Id of the session, which is not its secret. */
  readonly session: string;
  /** May do nothing but choose another password (P2). */
  readonly mustChange: boolean;
}

/** A program that showed its token. */
export interface Program {
  readonly kind: 'token';
  readonly id: string;
  readonly purpose: TokenPurpose;
  readonly office: string;
}

/** On whose behalf something is asked. */
export type Principal = { readonly kind: 'demonstration' } | { readonly kind: 'nobody' } | User | Program;

export const DEMONSTRATION: Principal = { kind: 'demonstration' };
export const NOBODY: Principal = { kind: 'nobody' };

export const isCity = ({ offices }: Pick<User, 'offices'>): boolean => offices === null;

/** Whether the offices cover all of the others; `null` is every office, those to come too. */
export const covers = (offices: readonly string[] | null, others: readonly string[] | null): boolean =>
  offices === null || (others?.every((office) => offices.includes(office)) ?? false);

/** Whether whoever asks has anything to do with the office; `null` is the whole city. */
export function belongsTo(principal: Principal, office: string | null): boolean {
  switch (principal.kind) {
    case 'demonstration':
      return true;
    case 'nobody':
      return false;
    case 'token':
      return principal.office === office;
    case 'user':
      return covers(principal.offices, office === null ? null : [office]);
  }
}

/** Who is written into the journal for what was done; a program by the id of its token. */
export function journalName(principal: Principal): string {
  if (principal.kind === 'user') return principal.name;
  return principal.kind === 'token' ? `token ${principal.id}` : principal.kind;
}
