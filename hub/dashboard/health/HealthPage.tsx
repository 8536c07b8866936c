import type { CheckState, HealthCheck } from '#contract/care.js';
import { formatTimeWithSeconds } from '#words/dates.js';
import { problemWords } from '../api/problemWords.js';
import { PageTools } from '../session/PageTools.js';
import { Icon, type IconName } from '../ui/Icon.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import { BackupSection } from './BackupSection.js';
import { HeadSection } from './HeadSection.js';
import type { HealthModel } from './healthModel.js';

interface Props {
  readonly model: HealthModel;
  readonly choice: LocaleChoice;
}

/** The daily look at the lamps (R25), for those who look after the machines. No ratings are shown here (P1). */
export function HealthPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  useTitle(t.health.title);
  return (
    <>
      <header class="top">
        <div>
          <h1>{t.health.title}</h1>
          <p class="muted">{t.health.lead}</p>
        </div>
        <a href="./">{t.pages.home}</a>
        <PageTools choice={choice} />
      </header>
      <Unreachable model={model} locale={locale} />
      <main>
        <Lamps model={model} locale={locale} />
        {model.mayBackUp && <BackupSection model={model} locale={locale} />}
        <HeadSection model={model} locale={locale} />
      </main>
    </>
  );
}

interface PartProps {
  readonly model: HealthModel;
  readonly locale: Locale;
}

function Unreachable({ model, locale }: PartProps) {
  const problem = model.failure.value;
  if (problem === undefined) return null;
  const { t } = locale;
  return (
    <div class="bar" role="alert">
      <Icon name="offline" />
      <strong>{problem.code === 'page/unreachable' ? t.health.stale : problemWords(problem, t)}</strong>
    </div>
  );
}

function Lamps({ model, locale }: PartProps) {
  const { health } = locale.t;
  const view = model.health.value;
  if (view === undefined) return <p role="status">{health.loading}</p>;
  const of = (state: CheckState): number => view.checks.filter((check) => check.state === state).length;
  return (
    <section aria-labelledby="lamps-heading">
      <h2 id="lamps-heading">{health.lamps}</h2>
      <p class="summary" role="status">
        {health.summary(of('bad'), of('warning'))}
      </p>
      <ul class="lamps">
        {view.checks.map((check) => (
          <Lamp key={check.code} check={check} locale={locale} />
        ))}
      </ul>
      <p class="muted">{health.asOf(formatTimeWithSeconds(view.at), view.software)}</p>
    </section>
  );
}

const ICONS: Readonly<Record<CheckState, IconName>> = {
  good: 'well',
  warning: 'warning',
  bad: 'cancelled',
  off: 'none',
};

function Lamp({ check, locale }: { readonly check: HealthCheck; readonly locale: Locale }) {
  const { health } = locale.t;
  const { code, state, found, remedy } = check;
  return (
    <li class={`card lamp ${state}`}>
      <h3>{health.checks[code]}</h3>
      <p class="state">
        <Icon name={ICONS[state]} /> {health.states[state]}
      </p>
      <p>{locale.say(found)}</p>
      {remedy !== undefined && (
        <p class="remedy">
          <strong>{health.remedy}</strong> {locale.say(remedy)}
        </p>
      )}
    </li>
  );
}
