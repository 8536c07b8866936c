import type { OfficeView } from '#contract/views.js';
import { Icon } from '../ui/Icon.js';
import { LanguageSwitch } from '../ui/LanguageSwitch.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import type { StartModel } from './startModel.js';

interface Props {
  readonly model: StartModel;
  readonly choice: LocaleChoice;
}

export function StartPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  useTitle(t.pages.product);
  return (
    <>
      <header class="top">
        <h1>{t.pages.product}</h1>
        <LanguageSwitch choice={choice} />
      </header>
      <main>
        <p class="lead">{t.pages.start.lead}</p>
        <h2>{t.pages.start.offices}</h2>
        <Offices offices={model.offices.value} locale={locale} />
        <p>
          <a href="./overview.html">{t.statistics.startLink}</a>
        </p>
        <p>
          <a href="./boxes.html">{t.pages.start.boxes}</a>
        </p>
      </main>
    </>
  );
}

interface OfficesProps {
  readonly offices: readonly OfficeView[] | 'loading' | 'failed';
  readonly locale: Locale;
}

function Offices({ offices, locale }: OfficesProps) {
  const { start } = locale.t.pages;
  if (offices === 'loading') return <p role="status">{start.loading}</p>;
  if (offices === 'failed')
    return (
      <p role="alert" class="faulty">
        <Icon name="warning" /> {start.failed}
      </p>
    );
  if (offices.length === 0) return <p>{start.none}</p>;
  return offices.map((office) => <Office key={office.id} office={office} locale={locale} />);
}

function Office({ office, locale }: { readonly office: OfficeView; readonly locale: Locale }) {
  const { start } = locale.t.pages;
  const query = `office=${encodeURIComponent(office.id)}`;
  return (
    <section class="card office" aria-labelledby={`office-${office.id}`}>
      <h3 id={`office-${office.id}`}>{locale.say(office.name)}</h3>
      <div class="wall-link">
        <a class="button main" href={`./console.html?${query}`}>
          {start.console}
        </a>
        <span class="muted">{start.consoleHint}</span>
      </div>
      <div class="wall-link">
        <a class="button" href={`./wall.html?${query}`}>
          {start.wall}
        </a>
        <span class="muted">{start.wallHint}</span>
      </div>
      <div class="wall-link">
        <a class="button" href={`./overview.html?${query}`}>
          {locale.t.statistics.officeLink}
        </a>
        <a class="button" href={`./cases.html?${query}`}>
          {start.cases}
        </a>
        <a class="button" href={`./alarm-settings.html?${query}`}>
          {start.alarmSettings}
        </a>
      </div>
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
    </section>
  );
}
