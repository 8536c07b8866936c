import { useState } from 'preact/hooks';
import { nameOf } from '../records/person.js';
import type { Locale } from '../ui/locale.js';
import { useModal } from '../ui/useModal.js';
import type { Supervisor } from './supervisor.js';

interface Props {
  readonly supervisor: Supervisor;
  readonly locale: Locale;
}

/** Asks for the supervisor's name while it is wanted. */
export function NameDialog({ supervisor, locale }: Props) {
  return supervisor.request.value && <Asking supervisor={supervisor} locale={locale} />;
}

/** Escape and Cancel answer nothing; the focus returns to where it was. */
function Asking({ supervisor, locale }: Props) {
  const { t } = locale;
  const answer = (name: string | undefined): void => supervisor.answer(name);
  const dialog = useModal();
  const [faulty, setFaulty] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get('name');
    const given = typeof typed === 'string' ? nameOf(typed) : undefined;
    if (given === undefined) setFaulty(true);
    else answer(given);
  };
  return (
    <dialog ref={dialog} aria-labelledby="name-title" onCancel={() => answer(undefined)}>
      <form class="name" onSubmit={submit} noValidate>
        <h2 id="name-title">{t.wall.name.title}</h2>
        <p class="muted">{t.wall.name.why}</p>
        <div class="field">
          <label for="supervisor">{t.wall.name.label}</label>
          <input
            id="supervisor"
            name="name"
            autocomplete="name"
            maxLength={64}
            defaultValue={supervisor.name.value ?? ''}
            aria-invalid={faulty}
            aria-describedby="name-fault"
          />
          <p id="name-fault" class="faulty" aria-live="polite">
            {faulty ? t.wall.name.missing : ''}
          </p>
        </div>
        <div class="actions">
          <button type="submit" class="button main">
            {supervisor.request.value?.purpose === 'acknowledge'
              ? t.wall.name.saveAndAcknowledge
              : t.wall.name.save}
          </button>
          <button type="button" class="button" onClick={() => answer(undefined)}>
            {t.wall.name.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
