import { useRef, useState } from 'preact/hooks';
import { formatDateTime } from '#words/dates.js';
import { officeNames, roleNames } from '../session/accessWords.js';
import { focusFirstFault } from '../ui/focusFirstFault.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import type { AccountsModel, ListedAccount } from './accountsModel.js';
import { Refused } from './Refused.js';
import { isWhole, ScopeFields, within } from './ScopeFields.js';

interface Props {
  readonly model: AccountsModel;
  readonly locale: Locale;
}

/** Applications that wait for somebody to decide (P2). */
export function WaitingSection({ model, locale }: Props) {
  const { waiting } = locale.t.access.accounts;
  const items = model.pending.items.value;
  return (
    <section class="account-section" aria-labelledby="waiting-heading">
      <h2 id="waiting-heading">{waiting.heading}</h2>
      <Refused problem={model.pending.problem.value} locale={locale} />
      {items?.length === 0 && (
        <p class="muted">
          <Icon name="well" /> {waiting.none}
        </p>
      )}
      <ul class="account-cards">
        {items?.map((account) => (
          <Application key={account.id} account={account} model={model} locale={locale} />
        ))}
      </ul>
    </section>
  );
}

function Application({ account, model, locale }: Props & { readonly account: ListedAccount }) {
  const { waiting, list } = locale.t.access.accounts;
  const [decision, setDecision] = useState(() => within(account, model));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isWhole(decision)) void model.approve(account, decision);
    else focusFirstFault(form.current);
  };
  return (
    <li class="card">
      <form
        ref={form}
        class="application"
        onSubmit={submit}
        noValidate
        aria-labelledby={`name-${account.id}`}
      >
        <h3 id={`name-${account.id}`}>
          {account.name} <small class="muted">{account.account}</small>
        </h3>
        <Asked account={account} model={model} locale={locale} />
        <ScopeFields
          id={account.id}
          decision={decision}
          most={account}
          tried={tried}
          model={model}
          locale={locale}
          choose={setDecision}
        />
        <p class="muted">{waiting.narrowed}</p>
        <div class="actions">
          <button
            type="submit"
            class="button main"
            aria-disabled={model.deed.busy.value}
            aria-label={list.of(waiting.approve, account.name)}
          >
            {waiting.approve}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={model.deed.busy.value}
            aria-label={list.of(waiting.decline, account.name)}
            onClick={() => void model.decline(account)}
          >
            {waiting.decline}
          </button>
        </div>
      </form>
    </li>
  );
}

/** As it was applied for. */
function Asked({ account, model, locale }: Props & { readonly account: ListedAccount }) {
  const { menu, accounts } = locale.t.access;
  const { waiting } = accounts;
  return (
    <dl class="account-pairs">
      <div>
        <dt>{waiting.reason}</dt>
        <dd>{account.reason}</dd>
      </div>
      <div>
        <dt>{menu.roles}</dt>
        <dd>{roleNames(account.roles, locale)}</dd>
      </div>
      <div>
        <dt>{menu.offices}</dt>
        <dd>{officeNames(account.offices, model.offices.value, locale)}</dd>
      </div>
      <div>
        <dt>{waiting.appliedAt}</dt>
        <dd>{formatDateTime(account.appliedAt, locale.language)}</dd>
      </div>
    </dl>
  );
}
