import type { Role } from '#contract/access.js';
import type { OfficeView } from '#contract/views.js';
import type { Locale } from '../ui/locale.js';

/** Every role there is, in the order of the contract; a test compares them, for its schemas are too heavy for a browser. */
export const ROLES: readonly Role[] = ['clerk', 'supervisor', 'officer', 'machine-room'];

/** 主管、業務承辦人員; Supervisor, Officer in charge. */
export const roleNames = (roles: readonly Role[], { t, language }: Locale): string =>
  roles.map((role) => t.access.roles[role]).join(language === 'zh' ? '、' : ', ');

/** Offices by name; one the page does not know by its id. */
export function officeNames(
  ids: readonly string[] | null,
  known: readonly OfficeView[],
  { t, language, say }: Locale,
): string {
  if (ids === null) return t.access.allOffices;
  const named = ids.map((id) => known.find((office) => office.id === id)?.name);
  return named
    .map((name, at) => (name === undefined ? ids[at] : say(name)))
    .join(language === 'zh' ? '、' : ', ');
}
