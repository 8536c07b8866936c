import { useRef } from 'preact/hooks';
import { formatDateTime } from '#words/dates.js';
import { SelectField } from '../records/SelectField.js';
import { Told } from '../records/Told.js';
import { PageTools } from '../session/PageTools.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import { AccountList } from './AccountList.js';
import type { AccountsModel } from './accountsModel.js';
import { Refused } from './Refused.js';
import { Slip } from './Slip.js';
import { TaskDialog } from './TaskDialog.js';
import { TokenSection } from './TokenSection.js';
import type { TokensModel } from './tokensModel.js';
import { WaitingSection } from './WaitingSection.js';

interface Props {
  readonly model: AccountsModel;
  readonly tokens: TokensModel;
  readonly choice: LocaleChoice;
}

/** Where supervisors and the machine room decide who comes in, and which programs (P1, P2). */
export function AccountsPage({ model, tokens, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const { accounts } = t.access;
  useTitle(accounts.title);
  return (
    <>
      <header class="top">
        <div>
          <h1>{accounts.title}</h1>
          <p class="muted">{accounts.lead}</p>
        </div>
        <a href="./">{t.pages.home}</a>
        <PageTools choice={choice} />
      </header>
      <main>
        <OneTime model={model} locale={locale} />
        <Told text={doneWords(model, locale)} />
        {model.task.value === undefined && <Refused problem={model.deed.problem.value} locale={locale} />}
        <OfficeChoice model={model} locale={locale} />
        <WaitingSection model={model} locale={locale} />
        <AccountList model={model} locale={locale} />
        <TokenSection model={tokens} accounts={model} locale={locale} />
      </main>
      <TaskDialog model={model} locale={locale} />
    </>
  );
}

interface PartProps {
  readonly model: AccountsModel;
  readonly locale: Locale;
}

function OneTime({ model, locale }: PartProps) {
  const { slip: words } = locale.t.access.accounts;
  const place = useRef<HTMLDivElement>(null);
  const slip = model.slip.value;
  return (
    <div ref={place} tabIndex={-1} class="slip-place">
      {slip !== undefined && (
        <Slip
          key={slip.password}
          heading={words.heading}
          note={words.once}
          lines={[
            { name: words.account, value: slip.account },
            { name: words.password, value: slip.password, secret: true },
            { name: words.expires, value: formatDateTime(slip.expiresAt, locale.language) },
          ]}
          doneLabel={words.done}
          printable
          locale={locale}
          done={() => {
            model.slip.value = undefined;
            place.current?.focus();
          }}
        />
      )}
    </div>
  );
}

function doneWords(model: AccountsModel, { t }: Locale): string | undefined {
  const done = model.done.value;
  const { waiting, task } = t.access.accounts;
  if (done === undefined) return undefined;
  return done.kind === 'declined' ? waiting.declined(done.name) : task[done.kind](done.name);
}

/** Only where there is something to choose. */
function OfficeChoice({ model, locale }: PartProps) {
  const offices = model.offices.value;
  if (offices.length < 2) return null;
  return (
    <SelectField
      id="office"
      label={locale.t.statistics.office}
      value={model.office.value}
      options={[
        ...(model.scope === null ? [{ value: '', label: locale.t.access.allOffices }] : []),
        ...offices.map(({ id, name }) => ({ value: id, label: locale.say(name) })),
      ]}
      change={(office) => {
        model.office.value = office;
      }}
    />
  );
}
