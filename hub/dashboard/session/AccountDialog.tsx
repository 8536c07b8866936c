import { useEffect } from 'preact/hooks';
import type { SessionView } from '#contract/access.js';
import type { OfficeView } from '#contract/views.js';
import { formatDate } from '#words/dates.js';
import { problemWords } from '../api/problemWords.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { useModal } from '../ui/useModal.js';
import { officeNames, roleNames } from './accessWords.js';
import type { Session } from './session.js';

interface Props {
  readonly session: Session;
  readonly locale: Locale;
  readonly close: () => void;
}

/** Who is signed in, as whom and where, and what they may do about it. */
export function AccountDialog({ session, locale, close }: Props) {
  const dialog = useModal();
  const { t } = locale;
  const { menu } = t.access;
  const view = session.view.value;
  useEffect(() => void session.readOffices(), [session]);
  if (view === undefined) return null;
  return (
    <dialog ref={dialog} class="account-dialog" aria-labelledby="account-dialog-title" onCancel={close}>
      <h2 id="account-dialog-title">{menu.title}</h2>
      <p class="account-name">
        <Icon name="person" /> {view.name}
      </p>
      <Facts view={view} offices={session.offices.value} locale={locale} />
      <p class="faulty" role="status">
        {session.failure.value === undefined ? '' : problemWords(session.failure.value, t)}
      </p>
      <div class="actions">
        <button
          type="button"
          class="button main"
          aria-disabled={session.busy.value}
          onClick={() => void session.signOut('here')}
        >
          {menu.signOut}
        </button>
        <a class="button" href={session.changeAddress}>
          {menu.change}
        </a>
        <button
          type="button"
          class="button"
          aria-disabled={session.busy.value}
          onClick={() => void session.signOut('everywhere')}
        >
          {menu.signOutEverywhere}
        </button>
        <button type="button" class="button" onClick={close}>
          {menu.close}
        </button>
      </div>
    </dialog>
  );
}

interface FactsProps {
  readonly view: SessionView;
  readonly offices: readonly OfficeView[];
  readonly locale: Locale;
}

function Facts({ view, offices, locale }: FactsProps) {
  const { access } = locale.t;
  const { menu } = access;
  const facts = [
    { name: menu.account, value: view.account ?? '' },
    { name: menu.roles, value: roleNames(view.roles ?? [], locale) },
    {
      name: menu.offices,
      value: officeNames(view.offices ?? null, offices, locale),
    },
    ...(view.passwordUntil === undefined
      ? []
      : [{ name: menu.passwordUntil, value: formatDate(view.passwordUntil, locale.language) }]),
  ];
  return (
    <dl class="account-facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
