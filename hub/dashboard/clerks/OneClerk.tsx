import { useEffect, useRef } from 'preact/hooks';
import type { ClerkView, Group } from '#contract/statistics.js';
import { formatShortSpan } from '#words/periods.js';
import { distributionChart } from '../../charts/distribution.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { Answer } from '../records/Answer.js';
import { CHART_LEAST_WIDTH } from '../records/chartWidth.js';
import type { Locale } from '../ui/locale.js';
import { BesideTable } from './BesideTable.js';
import type { ClerksModel } from './clerksModel.js';
import { GroupTables } from './GroupTables.js';

interface Props {
  readonly clerk: string;
  readonly model: ClerksModel;
  readonly locale: Locale;
}

/** One clerk's own page. The focus goes to the name, so that a screen reader begins there. */
export function OneClerk({ clerk, model, locale }: Props) {
  const { clerks } = locale.t.records;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <article aria-labelledby="clerk-heading" class="one-clerk">
      <div class="section-head">
        <h2 id="clerk-heading" ref={heading} tabIndex={-1}>
          {clerk}
        </h2>
        <a
          class="button"
          href={model.clerk.href('')}
          onClick={(event) => {
            event.preventDefault();
            model.clerk.go('');
          }}
        >
          {clerks.back}
        </a>
      </div>
      <Answer question={model.one} locale={locale}>
        {(view) => view.clerk === clerk && <View view={view} model={model} locale={locale} />}
      </Answer>
    </article>
  );
}

interface ViewProps {
  readonly view: ClerkView;
  readonly model: ClerksModel;
  readonly locale: Locale;
}

function View({ view, model, locale }: ViewProps) {
  const { total, office } = view;
  const { one } = locale.t.records.clerks;
  return (
    <>
      <Withheld group={total} locale={locale} />
      {total.figures !== undefined && (
        <section class="card" aria-labelledby="beside-heading">
          <h3 id="beside-heading">{one.figures}</h3>
          <BesideTable group={total} office={office} locale={locale} />
          <p class="muted">{one.overlap}</p>
        </section>
      )}
      <Drawn view={view} model={model} locale={locale} />
      <GroupTables view={view} locale={locale} />
    </>
  );
}

/** Why there is nothing, or less than usual (S6). */
function Withheld({ group, locale }: { readonly group: Group; readonly locale: Locale }) {
  const { clerks } = locale.t.records;
  const { hidden, countsOnly } = group;
  if (hidden === undefined && countsOnly !== true) return null;
  return (
    <div class="card withheld">
      <p>
        <strong>{hidden === undefined ? clerks.one.countsOnly : clerks.hidden[hidden]}</strong>
      </p>
      <p>{hidden === undefined ? clerks.one.countsOnlyWhy : clerks.hiddenWhy[hidden]}</p>
    </div>
  );
}

const isDrawable = (group: Group): boolean => group.figures !== undefined && group.countsOnly !== true;

/** Distributions are shares of answers, so only what shows percentages is drawn. */
function Drawn({ view, model, locale }: ViewProps) {
  const { one } = locale.t.records.clerks;
  const ctx = model.frame.chartContext(locale);
  const months = view.byMonth.filter(isDrawable);
  const { figures } = view.total;
  return (
    <>
      {figures !== undefined && isDrawable(view.total) && (
        <section class="card">
          <ChartFigure
            locale={locale}
            minWidth={CHART_LEAST_WIDTH}
            chart={distributionChart(
              [
                { name: view.clerk, opinion: figures },
                { name: one.office, opinion: view.office },
              ],
              ctx,
            )}
          />
        </section>
      )}
      {months.length > 1 && <Months months={months} model={model} locale={locale} />}
    </>
  );
}

interface MonthsProps {
  readonly months: readonly Group[];
  readonly model: ClerksModel;
  readonly locale: Locale;
}

function Months({ months, model, locale }: MonthsProps) {
  const { one } = locale.t.records.clerks;
  const chart = distributionChart(
    months.flatMap(({ keys, figures }) =>
      figures === undefined
        ? []
        : [{ name: formatShortSpan('month', keys[0] ?? '', locale.language), opinion: figures }],
    ),
    model.frame.chartContext(locale),
  );
  return (
    <section class="card">
      <ChartFigure locale={locale} minWidth={CHART_LEAST_WIDTH} chart={{ ...chart, title: one.months }} />
      <p class="muted">{one.monthsNote}</p>
    </section>
  );
}
