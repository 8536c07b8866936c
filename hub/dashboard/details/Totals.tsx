import type { Figures, Opinion } from '#contract/figures.js';
import { Answer } from '../records/Answer.js';
import { percentRange } from '../records/interval.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import { type Rate, rate } from '../wall/figureRows.js';
import type { DetailsModel } from './detailsModel.js';

interface Props {
  readonly model: DetailsModel;
  readonly locale: Locale;
}

/** The figures of the population without and with the excluded ratings, side by side (S10). */
export function Totals({ model, locale }: Props) {
  const { totals } = locale.t.records.details;
  return (
    <section class="card totals" aria-labelledby="totals-heading">
      <h2 id="totals-heading">{totals.heading}</h2>
      {model.oneClerk.value ? (
        <p class="muted">{totals.one}</p>
      ) : (
        <>
          <p class="muted">{totals.scope}</p>
          <Answer question={model.totals} locale={locale}>
            {({ total }) => <TotalsTable figures={total} locale={locale} />}
          </Answer>
        </>
      )}
    </section>
  );
}

function TotalsTable({ figures, locale }: { readonly figures: Figures; readonly locale: Locale }) {
  const { totals } = locale.t.records.details;
  const { figures: measures } = locale.t.wall;
  const all = figures.withExcluded ?? figures;
  return (
    <Scrollable label={totals.heading}>
      <table>
        <caption class="unseen">{totals.heading}</caption>
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col" class="number">
              {totals.ratings}
            </th>
            <th scope="col" class="number">
              {measures.satisfaction}
            </th>
            <th scope="col" class="number">
              {measures.dissatisfaction}
            </th>
          </tr>
        </thead>
        <tbody>
          <TotalsRow name={totals.without} rated={figures.rated} opinion={figures} locale={locale} />
          <TotalsRow name={totals.with(figures.excluded)} rated={all.rated} opinion={all} locale={locale} />
        </tbody>
      </table>
    </Scrollable>
  );
}

interface RowProps {
  readonly name: string;
  readonly rated: number;
  readonly opinion: Pick<Opinion, 'satisfaction' | 'dissatisfaction'>;
  readonly locale: Locale;
}

function TotalsRow({ name, rated, opinion, locale: { t } }: RowProps) {
  const { figures } = t.wall;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{rated}</td>
      <Share share={rate(figures.satisfaction, opinion.satisfaction, t)} />
      <Share share={rate(figures.dissatisfaction, opinion.dissatisfaction, t)} />
    </tr>
  );
}

const Share = ({ share: { value, interval } }: { readonly share: Rate }) => (
  <td class="number">
    {value ?? '–'}
    {interval !== undefined && <small class="bounds">{percentRange(interval.low, interval.high)}</small>}
  </td>
);
