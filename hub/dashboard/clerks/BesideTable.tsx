import type { Figures } from '#contract/figures.js';
import type { Group } from '#contract/statistics.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import { besideRows, type Side } from './besideRows.js';

interface Props {
  readonly group: Group;
  readonly office: Figures;
  readonly locale: Locale;
}

export function BesideTable({ group, office, locale }: Props) {
  const { one } = locale.t.records.clerks;
  return (
    <Scrollable label={one.figures}>
      <table class="beside">
        <caption class="unseen">{one.figures}</caption>
        <thead>
          <tr>
            <th scope="col">{locale.t.wall.figures.measure}</th>
            <th scope="col" class="number">
              {one.clerk}
            </th>
            <th scope="col" class="number">
              {one.office}
            </th>
          </tr>
        </thead>
        <tbody>
          {besideRows(group, office, locale.t).map(({ name, clerk, office: all }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <SideCell side={clerk} locale={locale} />
              <SideCell side={all} locale={locale} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}

/** A value never without its interval and what it was counted from (S3). */
export function SideCell({ side, locale }: { readonly side: Side; readonly locale: Locale }) {
  const { value, interval, basis } = side;
  return (
    <td class="number side">
      {value !== undefined && <strong>{value}</strong>}
      {interval !== undefined && (
        <span>
          <span class="unseen">{locale.t.records.clerks.one.interval} </span>
          {interval}
        </span>
      )}
      <small class="muted">{basis}</small>
    </td>
  );
}
