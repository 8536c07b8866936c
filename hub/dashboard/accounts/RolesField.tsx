import type { Role } from '#contract/access.js';
import { FieldFault } from '../records/FieldFault.js';
import { ROLES } from '../session/accessWords.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly roles: readonly Role[];
  /** Those that may be chosen; all unless told. */
  readonly offered?: readonly Role[];
  /** What is wrong; empty for nothing. */
  readonly fault: string;
  readonly locale: Locale;
  readonly choose: (roles: readonly Role[]) => void;
}

/** One or more roles, each with what it may do. */
export function RolesField({ id, label, roles, offered = ROLES, fault, locale, choose }: Props) {
  const { access } = locale.t;
  const toggle = (role: Role): void =>
    choose(ROLES.filter((one) => (one === role ? !roles.includes(one) : roles.includes(one))));
  return (
    <fieldset class="field ticks" aria-describedby={`${id}-fault`}>
      <legend>{label}</legend>
      {ROLES.filter((role) => offered.includes(role)).map((role) => (
        <label key={role} class="tick">
          <input
            type="checkbox"
            name={id}
            value={role}
            checked={roles.includes(role)}
            aria-invalid={fault !== ''}
            onChange={() => toggle(role)}
          />
          <span>
            {access.roles[role]} <small>{access.roleHints[role]}</small>
          </span>
        </label>
      ))}
      <FieldFault id={`${id}-fault`} text={fault} />
    </fieldset>
  );
}
