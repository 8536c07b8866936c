import { useState } from 'preact/hooks';
import { FieldFault } from '../records/FieldFault.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly autocomplete: 'current-password' | 'new-password';
  /** What is wrong; empty for nothing. */
  readonly fault: string;
  readonly locale: Locale;
  readonly edit: (typed: string) => void;
  /** Ids of what else describes it. */
  readonly describedBy?: string;
}

/** May be pasted into, filled in by a password manager and looked at (WCAG 3.3.8). */
export function PasswordField(props: Props) {
  const { id, label, value, autocomplete, fault, locale, edit, describedBy = '' } = props;
  const { signIn } = locale.t.access;
  const [shown, setShown] = useState(false);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="password">
        <input
          {...(shown ? { type: 'text' as const } : { type: 'password' as const })}
          id={id}
          name={autocomplete}
          value={value}
          autocomplete={autocomplete}
          autocapitalize="none"
          spellcheck={false}
          maxLength={128}
          aria-invalid={fault !== ''}
          aria-describedby={`${id}-fault ${describedBy}`}
          onInput={(event) => edit(event.currentTarget.value)}
        />
        <button type="button" class="button" aria-controls={id} onClick={() => setShown(!shown)}>
          {shown ? signIn.hide : signIn.show}
        </button>
      </div>
      <FieldFault id={`${id}-fault`} text={fault} />
    </div>
  );
}
