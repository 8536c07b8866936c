import type { Figures } from '#contract/figures.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import { type Count, index, levelCounts, mean, rates, windowCounts } from './figureRows.js';

interface Props {
  readonly figures: Figures;
  readonly locale: Locale;
}

/** Everything the figures say, as tables: for those who cannot see the drawing, and for those who want it all. */
export function FiguresTable({ figures, locale }: Props) {
  const { t } = locale;
  const f = t.wall.figures;
  return (
    <section class="card tables" aria-labelledby="table-heading">
      <h2 id="table-heading">{f.tableHeading}</h2>
      <Scrollable label={f.tableHeading}>
        <table>
          <thead>
            <tr>
              <th scope="col">{f.measure}</th>
              <th scope="col" class="number">
                {f.value}
              </th>
              <th scope="col" class="number">
                {f.intervalColumn}
              </th>
              <th scope="col">{f.basis}</th>
            </tr>
          </thead>
          <tbody>
            {rates(figures, t).map(({ name, value, interval, basis }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{value ?? '–'}</td>
                <td class="number">{interval ? `${interval.low}–${interval.high}%` : '–'}</td>
                <td>{basis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
      <div class="side">
        <CountTable heading={f.counts} rows={windowCounts(figures, t)} locale={locale} />
        <CountTable
          heading={f.answers}
          rows={[
            ...levelCounts(figures, t),
            { name: f.mean, value: mean(figures) ?? '–' },
            { name: f.index, value: index(figures) ?? '–' },
          ]}
          locale={locale}
        />
      </div>
    </section>
  );
}

interface CountTableProps {
  readonly heading: string;
  readonly rows: readonly Count[];
  readonly locale: Locale;
}

function CountTable({ heading, rows, locale }: CountTableProps) {
  const f = locale.t.wall.figures;
  return (
    <table>
      <caption>{heading}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{f.measure}</th>
          <th scope="col">{f.value}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="number">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
