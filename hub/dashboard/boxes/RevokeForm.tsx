import { useState } from 'preact/hooks';
import type { BoxView } from '#contract/views.js';
import { NameField } from '../records/NameField.js';
import { useSession } from '../session/sessionContext.js';
import type { Locale } from '../ui/locale.js';
import type { BoxesModel } from './boxesModel.js';

interface Props {
  readonly box: BoxView;
  readonly model: BoxesModel;
  readonly locale: Locale;
}

/** Asks before a box is shut out: only whoever stands at it can bring it back. */
export function RevokeForm({ box, model, locale }: Props) {
  const { revoke, actions } = locale.t.boxes;
  const signedIn = useSession()?.name;
  const [typed, setTyped] = useState('');
  const [faulty, setFaulty] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = signedIn ?? typed.trim();
    setFaulty(name === '');
    if (name !== '') void model.revoke(box.id, name);
  };
  return (
    <form class="task" onSubmit={submit} noValidate>
      <h2 id="task-title">{revoke.heading(box.id)}</h2>
      <p>{revoke.note}</p>
      <NameField id="revoked-by" value={typed} faulty={faulty} locale={locale} edit={setTyped} />
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={model.busy.value}>
          {revoke.go}
        </button>
        <button type="button" class="button" onClick={() => model.close()}>
          {actions.cancel}
        </button>
      </div>
    </form>
  );
}
