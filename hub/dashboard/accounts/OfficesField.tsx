import type { OfficeView } from '#contract/views.js';
import { FieldFault } from '../records/FieldFault.js';
import type { Locale } from '../ui/locale.js';

type Chosen = readonly string[] | null;

interface Props {
  readonly id: string;
  readonly label: string;
  readonly chosen: Chosen;
  readonly offered: readonly OfficeView[];
  /** Whether every office, those to come too, may be chosen. */
  readonly city: boolean;
  /** What is wrong; empty for nothing. */
  readonly fault: string;
  readonly locale: Locale;
  readonly choose: (offices: Chosen) => void;
}

/** Some offices, or all of them. */
export function OfficesField({ id, label, chosen, offered, city, fault, locale, choose }: Props) {
  const toggle = (office: string): void => {
    const some = chosen ?? [];
    choose(some.includes(office) ? some.filter((one) => one !== office) : [...some, office]);
  };
  return (
    <fieldset class="field ticks offices" aria-describedby={`${id}-fault`}>
      <legend>{label}</legend>
      {city && (
        <label class="tick">
          <input
            type="checkbox"
            name={id}
            value=""
            checked={chosen === null}
            aria-invalid={fault !== ''}
            onChange={() => choose(chosen === null ? [] : null)}
          />
          <span>{locale.t.access.allOffices}</span>
        </label>
      )}
      {chosen !== null &&
        offered.map(({ id: office, name }) => (
          <label key={office} class="tick">
            <input
              type="checkbox"
              name={id}
              value={office}
              checked={chosen.includes(office)}
              aria-invalid={fault !== ''}
              onChange={() => toggle(office)}
            />
            <span>{locale.say(name)}</span>
          </label>
        ))}
      <FieldFault id={`${id}-fault`} text={fault} />
    </fieldset>
  );
}
