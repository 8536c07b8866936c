import type { SurveyView } from '#contract/surveys.js';
import type { Level } from '#contract/values.js';
import { whole } from '../../charts/text.js';
import { percentRange, plainRange } from '../records/interval.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import { cellsOf, type SurveyRow, surveyRow, WAVE_DECIMALS } from './surveyRows.js';

interface Props {
  readonly heading: string;
  /** What the first column holds. */
  readonly first: string;
  readonly rows: readonly SurveyRow[];
  /** What the middle answer is called there. */
  readonly middle: string;
  readonly locale: Locale;
}

const BEST_FIRST: readonly Level[] = [5, 4, 3, 2, 1];

/** Counts and exact percentages of every answer, the share of the satisfied with its interval, and the mean. */
export function SurveyTable({ heading, first, rows, middle, locale }: Props) {
  return (
    <section class="card">
      <h3>{heading}</h3>
      <Scrollable label={heading}>
        <table class="survey-table">
          <caption class="unseen">{heading}</caption>
          <Head columns={[first]} middle={middle} locale={locale} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <Values row={row} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
    </section>
  );
}

interface CellProps {
  readonly survey: SurveyView;
  readonly locale: Locale;
}

/** Everything the imported table held; folded, because it is the longest. */
export function CellTable({ survey, locale }: CellProps) {
  const { tables } = locale.t.records.surveys;
  return (
    <details class="card">
      <summary>{tables.cells}</summary>
      <Scrollable label={tables.cells}>
        <table class="survey-table">
          <caption class="unseen">{tables.cells}</caption>
          <Head columns={[tables.item, tables.wave]} middle={survey.middle} locale={locale} />
          {survey.items.map((item) => (
            <ItemRows key={item} item={item} survey={survey} />
          ))}
        </table>
      </Scrollable>
    </details>
  );
}

function ItemRows({ item, survey }: Omit<CellProps, 'locale'> & { readonly item: string }) {
  const cells = cellsOf(survey, item);
  return (
    <tbody>
      {cells.map(({ wave, opinion }, index) => (
        <tr key={wave}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={cells.length}>
              {item}
            </th>
          )}
          <th scope="row">{wave}</th>
          <Values row={surveyRow(wave, opinion, WAVE_DECIMALS)} />
        </tr>
      ))}
    </tbody>
  );
}

interface HeadProps {
  readonly columns: readonly string[];
  readonly middle: string;
  readonly locale: Locale;
}

function Head({ columns, middle, locale }: HeadProps) {
  const { levels } = locale.t;
  const { tables } = locale.t.records.surveys;
  const numbers = [
    ...BEST_FIRST.map((level) => (level === 3 ? middle : levels[level])),
    tables.count,
    tables.topTwo,
    tables.decided,
    tables.mean,
  ];
  return (
    <thead>
      <tr>
        {columns.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
        {numbers.map((name) => (
          <th key={name} scope="col" class="number">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Values({ row }: { readonly row: SurveyRow }) {
  const { shares, answers, topTwo, decided, mean, meanInterval } = row;
  return (
    <>
      {shares.map(({ count, percent }, index) => (
        <td key={index} class="number">
          {percent}%<small class="muted">{whole(count)}</small>
        </td>
      ))}
      <td class="number">{whole(answers)}</td>
      <td class="number">
        {topTwo === undefined ? '–' : `${topTwo.percent}%`}
        {topTwo !== undefined && <small class="muted">{percentRange(topTwo.low, topTwo.high)}</small>}
      </td>
      <td class="number">{decided === undefined ? '–' : `${decided}%`}</td>
      <td class="number">
        {mean ?? '–'}
        {meanInterval !== undefined && (
          <small class="muted">{plainRange(meanInterval.low, meanInterval.high)}</small>
        )}
      </td>
    </>
  );
}
