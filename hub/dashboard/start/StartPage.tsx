import type { OfficeView } from '#contract/views.js';
import { PageTools } from '../session/PageTools.js';
import type { Session } from '../session/session.js';
import { Icon } from '../ui/Icon.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import { OfficeCard } from './OfficeCard.js';
import type { StartModel } from './startModel.js';

interface Props {
  readonly model: StartModel;
  readonly session: Session;
  readonly choice: LocaleChoice;
}

/** Leads to every page that is for whoever sits before it (P1). */
export function StartPage({ model, session, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  useTitle(t.pages.product);
  return (
    <>
      <header class="top">
        <h1>{t.pages.product}</h1>
        <PageTools choice={choice} />
      </header>
      <main>
        <p class="lead">{t.pages.start.lead}</p>
        <h2>{t.pages.start.offices}</h2>
        <Offices offices={model.offices.value} session={session} locale={locale} />
        <Beyond session={session} locale={locale} />
      </main>
    </>
  );
}

interface OfficesProps {
  readonly offices: readonly OfficeView[] | 'loading' | 'failed';
  readonly session: Session;
  readonly locale: Locale;
}

function Offices({ offices, session, locale }: OfficesProps) {
  const { start } = locale.t.pages;
  if (offices === 'loading') return <p role="status">{start.loading}</p>;
  if (offices === 'failed')
    return (
      <p role="alert" class="faulty">
        <Icon name="warning" /> {start.failed}
      </p>
    );
  const own = offices.filter(({ id }) => session.scope?.includes(id) ?? true);
  if (own.length === 0) return <p>{start.none}</p>;
  return own.map((office) => (
    <OfficeCard key={office.id} office={office} session={session} locale={locale} />
  ));
}

/** What belongs to no single office. */
function Beyond({ session, locale }: Omit<OfficesProps, 'offices'>) {
  const { t } = locale;
  const links = [
    { page: 'overview', name: t.statistics.startLink, shown: session.scope === null },
    { page: 'boxes', name: t.pages.start.boxes, shown: true },
    { page: 'health', name: t.access.links.health, shown: true },
    { page: 'accounts', name: t.access.links.accounts, shown: true },
  ] as const;
  return links
    .filter(({ page, shown }) => shown && session.may(page))
    .map(({ page, name }) => (
      <p key={page}>
        <a href={`./${page}.html`}>{name}</a>
      </p>
    ));
}
