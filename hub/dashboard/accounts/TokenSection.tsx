import { useEffect, useRef } from 'preact/hooks';
import type { TokenView } from '#contract/access.js';
import { formatDate, formatDateTime } from '#words/dates.js';
import { Told } from '../records/Told.js';
import { officeNames } from '../session/accessWords.js';
import type { Locale } from '../ui/locale.js';
import { useModal } from '../ui/useModal.js';
import type { AccountsModel } from './accountsModel.js';
import { Refused } from './Refused.js';
import { Slip } from './Slip.js';
import { TokenForm } from './TokenForm.js';
import type { TokensModel } from './tokensModel.js';

interface Props {
  readonly model: TokensModel;
  readonly accounts: AccountsModel;
  readonly locale: Locale;
}

/** Tokens of programs: made, listed, revoked. The token itself is shown once. */
export function TokenSection({ model, accounts, locale }: Props) {
  const { access } = locale.t;
  const { tokens, tokensLead } = access.accounts;
  const heading = useRef<HTMLHeadingElement>(null);
  const made = model.made.value;
  const items = model.list.items.value;
  const revoked = model.revoked.value;
  useFocusAfter(heading, revoked);
  return (
    <section class="account-section" aria-labelledby="tokens-heading">
      <h2 id="tokens-heading" ref={heading} tabIndex={-1}>
        {tokens.heading}
      </h2>
      <p class="muted">{tokensLead}</p>
      {made !== undefined && (
        <Slip
          key={made.id}
          heading={tokens.madeHeading}
          note={tokens.once}
          lines={[
            { name: tokens.label, value: made.label },
            { name: tokens.token, value: made.token, secret: true },
          ]}
          doneLabel={tokens.done}
          locale={locale}
          done={() => {
            model.made.value = undefined;
            heading.current?.focus();
          }}
        />
      )}
      <Told text={revoked && tokens.revokedNow(revoked.label)} />
      {model.revoking.value === undefined && <Refused problem={model.deed.problem.value} locale={locale} />}
      <Refused problem={model.list.problem.value} locale={locale} />
      <TokenForm model={model} accounts={accounts} locale={locale} />
      {items?.length === 0 && <p class="muted">{tokens.none}</p>}
      <ul class="account-cards">
        {items?.map((token) => (
          <Token key={token.id} token={token} model={model} accounts={accounts} locale={locale} />
        ))}
      </ul>
      {model.list.hasMore.value && (
        <p>
          <button type="button" class="button" onClick={() => void model.list.more()}>
            {tokens.more}
          </button>
        </p>
      )}
      {model.revoking.value && <RevokeDialog token={model.revoking.value} model={model} locale={locale} />}
    </section>
  );
}

/** The button that was pressed is gone with what it did. */
function useFocusAfter(heading: { readonly current: HTMLElement | null }, done: unknown): void {
  useEffect(() => {
    if (done !== undefined) heading.current?.focus();
  }, [heading, done]);
}

interface TokenProps extends Props {
  readonly token: TokenView;
}

function Token({ token, model, accounts, locale }: TokenProps) {
  const { language } = locale;
  const { access } = locale.t;
  const { tokens, list } = access.accounts;
  const { usedAt, revokedAt, endsAt } = token;
  return (
    <li class="card account" data-state={revokedAt === undefined ? 'active' : 'disabled'}>
      <h3>
        {token.label} <small class="muted">{access.purposes[token.purpose]}</small>
      </h3>
      <p>
        {officeNames([token.office], accounts.offices.value, locale)} ·{' '}
        {revokedAt === undefined
          ? tokens.ends(formatDate(endsAt, language))
          : tokens.revoked(formatDateTime(revokedAt, language))}
      </p>
      <p class="muted">
        {tokens.madeBy(token.madeBy, formatDate(token.madeAt, language))} ·{' '}
        {usedAt === undefined ? tokens.unused : tokens.used(formatDateTime(usedAt, language))}
      </p>
      {revokedAt === undefined && (
        <div class="actions">
          <button
            type="button"
            class="button"
            aria-label={list.of(tokens.revoke, token.label)}
            onClick={() => model.ask(token)}
          >
            {tokens.revoke}
          </button>
        </div>
      )}
    </li>
  );
}

function RevokeDialog({ token, model, locale }: Omit<TokenProps, 'accounts'>) {
  const { tokens, task } = locale.t.access.accounts;
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      class="account-task"
      aria-labelledby="revoke-title"
      onCancel={() => model.ask(undefined)}
    >
      <div class="application">
        <h2 id="revoke-title">{tokens.revokeHeading}</h2>
        <p>
          <strong>{token.label}</strong>
        </p>
        <p class="muted">{tokens.revokeNote}</p>
        <Refused problem={model.deed.problem.value} locale={locale} />
        <div class="actions">
          <button
            type="button"
            class="button main"
            aria-disabled={model.deed.busy.value}
            onClick={() => void model.revoke(token)}
          >
            {tokens.revoke}
          </button>
          <button type="button" class="button" onClick={() => model.ask(undefined)}>
            {task.cancel}
          </button>
        </div>
      </div>
    </dialog>
  );
}
