import { useState } from 'preact/hooks';
import type { Locale } from '../ui/locale.js';
import { useModal } from '../ui/useModal.js';
import type { NameRequest } from './wallModel.js';

interface Props {
  readonly request: NameRequest;
  readonly name: string | undefined;
  readonly locale: Locale;
  readonly answer: (name: string | undefined) => void;
}

/** As the contract's `Reference`: 1–64 characters without control characters. */
const NAME = /^\P{Cc}{1,64}$/u;

/** Asks for the supervisor's name. Escape and Cancel answer nothing; the focus returns to where it was. */
export function NameDialog({ request, name, locale, answer }: Props) {
  const { t } = locale;
  const dialog = useModal();
  const [faulty, setFaulty] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get('name');
    const given = typeof typed === 'string' ? typed.trim() : '';
    if (NAME.test(given)) answer(given);
    else setFaulty(true);
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
            defaultValue={name ?? ''}
            aria-invalid={faulty}
            aria-describedby="name-fault"
          />
          <p id="name-fault" class="faulty" aria-live="polite">
            {faulty ? t.wall.name.missing : ''}
          </p>
        </div>
        <div class="actions">
          <button type="submit" class="button main">
            {request.kind === 'acknowledge' ? t.wall.name.saveAndAcknowledge : t.wall.name.save}
          </button>
          <button type="button" class="button" onClick={() => answer(undefined)}>
            {t.wall.name.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
