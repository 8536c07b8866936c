import type { OfficeView } from '#contract/views.js';
import type { PageName } from '../session/pageRoles.js';
import type { Session } from '../session/session.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly office: OfficeView;
  readonly session: Session;
  readonly locale: Locale;
}

/** One office with the pages about it. */
export function OfficeCard({ office, session, locale }: Props) {
  const { start } = locale.t.pages;
  const query = `office=${encodeURIComponent(office.id)}`;
  return (
    <section class="card office" aria-labelledby={`office-${office.id}`}>
      <h3 id={`office-${office.id}`}>{locale.say(office.name)}</h3>
      {session.may('console') && (
        <div class="wall-link">
          <a class="button main" href={`./console.html?${query}`}>
            {start.console}
          </a>
          <span class="muted">{start.consoleHint}</span>
        </div>
      )}
      {session.may('wall') && (
        <div class="wall-link">
          <a class="button" href={`./wall.html?${query}`}>
            {start.wall}
          </a>
          <span class="muted">{start.wallHint}</span>
        </div>
      )}
      <Others query={query} session={session} locale={locale} />
      {session.may('desk') && <Desks office={office} query={query} locale={locale} />}
    </section>
  );
}

interface LinksProps extends Omit<Props, 'office'> {
  readonly query: string;
}

function Others({ query, session, locale }: LinksProps) {
  const { start } = locale.t.pages;
  const links: ReadonlyArray<readonly [PageName, string]> = [
    ['overview', locale.t.statistics.officeLink],
    ['cases', start.cases],
    ['alarm-settings', start.alarmSettings],
  ];
  const open = links.filter(([page]) => session.may(page));
  if (open.length === 0) return null;
  return (
    <div class="wall-link">
      {open.map(([page, name]) => (
        <a key={page} class="button" href={`./${page}.html?${query}`}>
          {name}
        </a>
      ))}
    </div>
  );
}

function Desks({ office, query, locale }: Omit<LinksProps, 'session'> & Pick<Props, 'office'>) {
  const { start } = locale.t.pages;
  return (
    <>
      <h4 class="muted">{start.desks}</h4>
      <ul class="desks">
        {office.counters.map((counter) => (
          <li key={counter.id}>
            <a class="button" href={`./desk.html?${query}&counter=${encodeURIComponent(counter.id)}`}>
              {counter.priority && <Icon name="priority" />}
              {locale.say(counter.name)}
              {counter.priority && <span class="unseen">{locale.t.wall.counters.priority}</span>}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
