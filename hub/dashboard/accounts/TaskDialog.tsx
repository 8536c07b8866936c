import { useRef, useState } from 'preact/hooks';
import type { AccountDecision } from '#contract/access.js';
import { focusFirstFault } from '../ui/focusFirstFault.js';
import type { Locale } from '../ui/locale.js';
import { useModal } from '../ui/useModal.js';
import type { AccountsModel, Task } from './accountsModel.js';
import { Refused } from './Refused.js';
import { isWhole, ScopeFields } from './ScopeFields.js';

interface Props {
  readonly model: AccountsModel;
  readonly locale: Locale;
}

/** Asks once more before something is done with an account. Escape leaves it as it is. */
export function TaskDialog({ model, locale }: Props) {
  const task = model.task.value;
  return task && <Opened key={task.account.id} task={task} model={model} locale={locale} />;
}

const NOTES = { change: 'changeNote', reset: 'resetNote', disable: 'disableNote' } as const;

function Opened({ task, model, locale }: Props & { readonly task: Task }) {
  const words = locale.t.access.accounts.task;
  const { account, kind } = task;
  const dialog = useModal();
  const form = useRef<HTMLFormElement>(null);
  const [decision, setDecision] = useState<AccountDecision>({
    roles: account.roles,
    offices: account.offices,
  });
  const [tried, setTried] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (kind === 'reset') void model.reset(task);
    else if (kind === 'disable') void model.disable(task);
    else if (isWhole(decision)) void model.change(task, decision);
    else focusFirstFault(form.current);
  };
  return (
    <dialog ref={dialog} class="account-task" aria-labelledby="task-title" onCancel={() => model.close()}>
      <form ref={form} class="application" onSubmit={submit} noValidate>
        <h2 id="task-title">{words[kind]}</h2>
        <p>
          <strong>{account.name}</strong> <span class="muted">{account.account}</span>
        </p>
        <p class="muted">{words[NOTES[kind]]}</p>
        {kind === 'change' && (
          <ScopeFields
            id="task"
            decision={decision}
            tried={tried}
            model={model}
            locale={locale}
            choose={setDecision}
          />
        )}
        <Refused problem={model.deed.problem.value} locale={locale} />
        <div class="actions">
          <button type="submit" class="button main" aria-disabled={model.deed.busy.value}>
            {kind === 'change' ? words.save : words[kind]}
          </button>
          <button type="button" class="button" onClick={() => model.close()}>
            {words.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
