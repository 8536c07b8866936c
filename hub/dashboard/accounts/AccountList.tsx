import type { AccountState, AccountView } from '#contract/access.js';
import { formatDateTime, formatTime } from '#words/dates.js';
import { mayGrant } from '../../access/accountRules.js';
import { SelectField } from '../records/SelectField.js';
import { officeNames, roleNames } from '../session/accessWords.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import type { AccountsModel, Task } from './accountsModel.js';
import { Refused } from './Refused.js';

interface Props {
  readonly model: AccountsModel;
  readonly locale: Locale;
}

/** Of those decided, in the order in which an account goes through them; what waits has a list of its own. */
export const DECIDED: readonly AccountState[] = ['approved', 'active', 'disabled', 'declined'];

/** Every account there is, with what may be done about it. */
export function AccountList({ model, locale }: Props) {
  const { accounts } = locale.t.access;
  const { list } = accounts;
  const items = model.accounts.items.value?.filter(({ state }) => state !== 'pending');
  return (
    <section class="account-section" aria-labelledby="accounts-heading">
      <h2 id="accounts-heading">{list.heading}</h2>
      <SelectField<AccountState | ''>
        id="state"
        label={list.filter}
        value={model.state.value}
        options={[
          { value: '', label: list.every },
          ...DECIDED.map((value) => ({ value, label: accounts.states[value] })),
        ]}
        change={(state) => {
          model.state.value = state;
        }}
      />
      <Refused problem={model.accounts.problem.value} locale={locale} />
      {items?.length === 0 && <p class="muted">{list.none}</p>}
      <ul class="account-cards">
        {items?.map((account) => (
          <Account key={account.id} account={account} model={model} locale={locale} />
        ))}
      </ul>
      {model.accounts.hasMore.value && (
        <p>
          <button type="button" class="button" onClick={() => void model.accounts.more()}>
            {list.more}
          </button>
        </p>
      )}
    </section>
  );
}

interface AccountProps extends Props {
  readonly account: AccountView;
}

function Account({ account, model, locale }: AccountProps) {
  const { access } = locale.t;
  const { list, states } = access.accounts;
  const { language } = locale;
  return (
    <li class="card account" data-state={account.state}>
      <h3>
        {account.name} <small class="muted">{account.account}</small>
      </h3>
      <p>
        <span class="account-state">{states[account.state]}</span>
        {account.lockedUntil !== undefined && (
          <span class="faulty">
            {' '}
            <Icon name="warning" /> {list.lockedUntil(formatTime(account.lockedUntil))}
          </span>
        )}
      </p>
      <p>
        {roleNames(account.roles, locale)} · {officeNames(account.offices, model.offices.value, locale)}
      </p>
      <p class="muted">
        {list.signedInAt}{' '}
        {account.signedInAt === undefined ? list.never : formatDateTime(account.signedInAt, language)}
      </p>
      <Deeds account={account} model={model} locale={locale} />
    </li>
  );
}

/** Only what the hub would do for whoever asks. */
function Deeds({ account, model, locale }: AccountProps) {
  const { list } = locale.t.access.accounts;
  if (account.state === 'declined') return null;
  if (!mayGrant(model.decider, account)) return null;
  const { decider } = model;
  const isOwn = decider.kind === 'user' && decider.account === account.account;
  const kinds: ReadonlyArray<Task['kind']> = [
    ...(account.state === 'disabled' ? [] : (['change'] as const)),
    ...(isOwn ? [] : (['reset'] as const)),
    ...(account.state === 'disabled' ? [] : (['disable'] as const)),
  ];
  return (
    <div class="actions">
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          class="button"
          aria-label={list.of(list[kind], account.name)}
          onClick={() => model.open({ kind, account })}
        >
          {list[kind]}
        </button>
      ))}
    </div>
  );
}
