import { useMemo } from 'preact/hooks';
import type { Population, StatisticsView } from '#contract/statistics.js';
import { formatPeriod } from '#words/periods.js';
import { distributionChart } from '../../charts/distribution.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { DataTableView } from '../charts/DataTableView.js';
import { Answered } from '../figures/Answered.js';
import type { Locale } from '../ui/locale.js';
import { comparisonTable } from './comparisonTable.js';
import { BEFORE, besideOffice, type CountersModel, YEAR } from './countersModel.js';

interface Props {
  readonly model: CountersModel;
  readonly locale: Locale;
}

/** Two periods, or two offices, side by side. */
export function CompareSection({ model, locale }: Props) {
  const { compare } = locale.t.statistics.counters;
  return (
    <section class="card" aria-labelledby="compare-heading">
      <div class="section-head">
        <h2 id="compare-heading">{compare.heading}</h2>
        <Choice model={model} locale={locale} />
      </div>
      <Answered question={model.comparison} locale={locale}>
        {(view) => <Compared view={view} model={model} locale={locale} />}
      </Answered>
    </section>
  );
}

function Choice({ model, locale }: Props) {
  const { compare } = locale.t.statistics.counters;
  const { offices, office } = model.frame;
  const others = (offices.value ?? []).filter(({ id }) => id !== office.value);
  return (
    <div class="field">
      <label for="beside">{compare.with}</label>
      <select
        id="beside"
        value={model.beside.value}
        onChange={(event) => {
          model.beside.value = event.currentTarget.value;
        }}
      >
        <option value={BEFORE}>{compare.before}</option>
        <option value={YEAR}>{compare.year}</option>
        {others.map(({ id, name }) => (
          <option key={id} value={besideOffice(id)}>
            {locale.say(name)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Compared({ view, model, locale }: Props & { readonly view: StatisticsView }) {
  const { compare } = locale.t.statistics.counters;
  const { total, against } = view;
  const offices = model.frame.offices.value;
  const shown = useMemo(() => {
    if (against === undefined) return undefined;
    const names = populationNames(view.asked, against.asked, model, locale);
    return {
      table: comparisonTable(total, against, names, locale.t),
      chart: distributionChart(
        [
          { name: names[0], opinion: total },
          { name: names[1], opinion: against.total },
        ],
        model.frame.chartContext(locale),
      ),
    };
  }, [view, locale, offices]);
  if (shown === undefined) return null;
  return (
    <>
      <DataTableView table={shown.table} label={compare.heading} />
      <ChartFigure chart={shown.chart} locale={locale} />
    </>
  );
}

/** By what tells them apart: the offices, or the periods of one office. */
function populationNames(
  one: Population,
  other: Population,
  { frame }: CountersModel,
  { language, t }: Locale,
): readonly [string, string] {
  const kind = frame.period.value.kind === 'day' ? 'day' : 'range';
  const period = ({ from, to }: Population) =>
    formatPeriod({ kind, fromMs: Date.parse(from), toMs: Date.parse(to) }, language);
  const place = ({ office }: Population) =>
    office === undefined ? t.statistics.city : frame.nameOf(office, language);
  const name = one.office === other.office ? period : place;
  return [name(one), name(other)];
}
