import type { Role } from '#contract/access.js';

/** Times and lengths of P2. */
export const LOCK_AFTER_FAILURES = 5;
export const LOCK_MS = 15 * 60_000;
export const ONE_TIME_MS = 72 * 3_600_000;
/** A password chosen by its owner stays so long, so that the last three cannot be cycled through. */
export const MINIMUM_AGE_MS = 24 * 3_600_000;
/** None of so many last ones, the present one among them, may be chosen again. */
export const REMEMBERED = 3;
export const SHORTEST = 8;
export const SHORTEST_OF_ADMINISTRATORS = 10;
/** So long a phrase need not mix kinds of signs. */
export const PHRASE = 15;
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u] as const;
const KINDS_NEEDED = 3;

/** Who can do most harm: city supervisors and the machine room. */
export const isAdministrator = (roles: readonly Role[], offices: readonly string[] | null): boolean =>
  roles.includes('machine-room') || (roles.includes('supervisor') && offices === null);

/** The same password, however the keyboard composed it (Unicode NFC). */
export const normalised = (password: string): string => password.normalize('NFC');

/** Of enough kinds of signs, or long enough to do without; `text` is normalised. */
export const isVaried = (text: string): boolean =>
  [...text].length >= PHRASE || KINDS.filter((kind) => kind.test(text)).length >= KINDS_NEEDED;

export interface PasswordFault {
  readonly code: 'password/too-short' | 'password/too-simple';
  readonly detail: string;
}

/** What is wrong with a password by itself; lengths are in characters. */
export function passwordFault(
  password: string,
  account: string,
  administrator: boolean,
): PasswordFault | undefined {
  const text = normalised(password);
  const length = [...text].length;
  const shortest = administrator ? SHORTEST_OF_ADMINISTRATORS : SHORTEST;
  if (length < shortest)
    return { code: 'password/too-short', detail: `expected at least ${shortest} characters` };
  if (text.toLowerCase() === account)
    return { code: 'password/too-simple', detail: 'expected another than the account name' };
  if (!isVaried(text))
    return {
      code: 'password/too-simple',
      detail: `expected three of: small letters, capitals, digits, other signs; or ${PHRASE} characters`,
    };
  return undefined;
}
