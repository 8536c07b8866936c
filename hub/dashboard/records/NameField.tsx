import { useNamed } from '../session/sessionContext.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly id: string;
  readonly value: string;
  readonly faulty: boolean;
  readonly locale: Locale;
  readonly edit: (typed: string) => void;
}

/** Asks for the name of whoever does something; the hub's journal keeps it. Whoever is signed in is not asked. */
export function NameField({ id, value, faulty, locale, edit }: Props) {
  const { person } = locale.t.records;
  if (useNamed()) return null;
  return (
    <div class="field">
      <label for={id}>{person.label}</label>
      <input
        id={id}
        value={value}
        autocomplete="name"
        maxLength={64}
        required
        aria-invalid={faulty}
        aria-describedby={`${id}-fault`}
        onInput={(event) => edit(event.currentTarget.value)}
      />
      <p id={`${id}-fault`} class="faulty" aria-live="polite">
        {faulty ? person.missing : ''}
      </p>
    </div>
  );
}
