import type { ComponentChildren } from 'preact';
import { formatDateTime } from '#words/dates.js';
import { formatPeriod } from '#words/periods.js';
import { PageTools } from '../session/PageTools.js';
import { useSession } from '../session/sessionContext.js';
import { Icon } from '../ui/Icon.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import { figureProblemWords } from './figureProblems.js';
import type { FrameModel } from './frameModel.js';
import { OfficePicker } from './OfficePicker.js';
import { PeriodPicker } from './PeriodPicker.js';

/** The pages of figures, in the order of their navigation; each lies in `<name>.html`. */
export const FIGURE_PAGES = ['overview', 'counters', 'clerks', 'details', 'surveys', 'reports'] as const;
export type FigurePage = (typeof FIGURE_PAGES)[number];

interface Props {
  readonly page: FigurePage;
  readonly model: FrameModel;
  readonly choice: LocaleChoice;
  /** What the page is asked about by; both unless told. */
  readonly pickers?: { readonly office?: boolean; readonly period?: boolean };
  readonly children: ComponentChildren;
}

/** What every page of figures has around it: where one is, what is looked at, where else one may go. */
export function FiguresFrame({ page, model, choice, pickers = {}, children }: Props) {
  const { office = true, period = true } = pickers;
  const locale = choice.locale.value;
  const { t } = locale;
  const scope = [office && scopeWords(model, locale), period && periodWords(model, locale)].filter(Boolean);
  const title = t.statistics.pages[page];
  useTitle([title, ...scope].join(' · '));
  return (
    <>
      <header class="frame-head">
        <div class="top">
          <a href="./" class="home">
            {t.pages.home}
          </a>
          <PageTools choice={choice} />
        </div>
        <Navigation page={page} model={model} locale={locale} />
        <div class="titles">
          <h1>{title}</h1>
          {scope.length > 0 && <p class="scope">{scope.join(' · ')}</p>}
        </div>
        <Troubles model={model} locale={locale} />
        {(office || period) && (
          <section class="pickers" aria-label={t.statistics.selection}>
            {office && <OfficePicker model={model} locale={locale} />}
            {period && <PeriodPicker model={model} locale={locale} />}
          </section>
        )}
      </header>
      <main>{children}</main>
      <footer class="muted">{t.statistics.asOf(formatDateTime(model.now.value, locale.language))}</footer>
    </>
  );
}

const periodWords = (model: FrameModel, locale: Locale): string =>
  formatPeriod(model.period.value, locale.language);

function scopeWords(model: FrameModel, { t, language }: Locale): string {
  const office = model.office.value;
  return office === '' ? t.statistics.city : model.nameOf(office, language);
}

interface NavigationProps {
  readonly page: FigurePage;
  readonly model: FrameModel;
  readonly locale: Locale;
}

function Navigation({ page, model, locale }: NavigationProps) {
  const { statistics } = locale.t;
  const session = useSession();
  return (
    <nav aria-label={statistics.navigation}>
      <ul>
        {FIGURE_PAGES.filter((one) => session?.may(one) ?? true).map((one) => (
          <li key={one}>
            <a href={model.link(`${one}.html`)} aria-current={one === page ? 'page' : undefined}>
              {statistics.pages[one]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Troubles({ model, locale }: { readonly model: FrameModel; readonly locale: Locale }) {
  const { t } = locale;
  const { failure, fault } = model;
  if (failure.value === undefined && fault.value === undefined) return null;
  return (
    <div class="trouble" role="alert">
      {fault.value !== undefined && (
        <p class="faulty">
          <Icon name="warning" /> {t.statistics.period.faults[fault.value]}
        </p>
      )}
      {failure.value !== undefined && (
        <p class="faulty">
          <Icon name="offline" /> {figureProblemWords(failure.value, t)}{' '}
          <button type="button" class="button" onClick={() => void model.load()}>
            {t.statistics.again}
          </button>
        </p>
      )}
    </div>
  );
}
