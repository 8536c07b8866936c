import type { ClerkView, Group } from '#contract/statistics.js';
import type { IssuanceKind } from '#contract/values.js';
import { formatSpan } from '#words/periods.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import { SideCell } from './BesideTable.js';
import { side } from './besideRows.js';

interface Props {
  readonly view: ClerkView;
  readonly locale: Locale;
}

/** The clerk's ratings by kind, service and month; each group hidden or reduced by itself (S6). */
export function GroupTables({ view, locale }: Props) {
  const { t, language } = locale;
  const { one } = t.records.clerks;
  const kind = (key: string) => t.documentKinds[key as IssuanceKind] ?? key;
  const service = (key: string) => (key === '' ? one.noService : key);
  const month = (key: string) => formatSpan('month', key, language);
  return (
    <div class="groups">
      <GroupTable
        heading={one.byKind}
        first={locale.t.records.details.filters.kind}
        groups={view.byKind}
        name={kind}
        locale={locale}
      />
      <GroupTable
        heading={one.byService}
        first={one.service}
        groups={view.byService}
        name={service}
        locale={locale}
      />
      <GroupTable
        heading={one.byMonth}
        first={one.month}
        groups={view.byMonth}
        name={month}
        locale={locale}
      />
    </div>
  );
}

interface TableProps {
  readonly heading: string;
  /** What the first column holds. */
  readonly first: string;
  readonly groups: readonly Group[];
  readonly name: (key: string) => string;
  readonly locale: Locale;
}

function GroupTable({ heading, first, groups, name, locale }: TableProps) {
  const { clerks } = locale.t.records;
  const { figures } = locale.t.wall;
  return (
    <section class="card">
      <h3>{heading}</h3>
      {groups.length === 0 ? (
        <p>{clerks.one.none}</p>
      ) : (
        <Scrollable label={heading}>
          <table>
            <caption class="unseen">{heading}</caption>
            <thead>
              <tr>
                <th scope="col">{first}</th>
                <th scope="col" class="number">
                  {figures.satisfaction}
                </th>
                <th scope="col" class="number">
                  {figures.responseRate}
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <Row key={group.keys[0]} group={group} name={name(group.keys[0] ?? '')} locale={locale} />
              ))}
            </tbody>
          </table>
        </Scrollable>
      )}
    </section>
  );
}

interface RowProps {
  readonly group: Group;
  readonly name: string;
  readonly locale: Locale;
}

function Row({ group: { figures, hidden, countsOnly = false }, name, locale }: RowProps) {
  const { clerks } = locale.t.records;
  return (
    <tr>
      <th scope="row">
        {name}
        {countsOnly && <small class="reduced">{clerks.one.countsOnly}</small>}
      </th>
      {figures === undefined ? (
        <td colSpan={2} class="hidden muted">
          {clerks.hidden[hidden ?? 'too-few']}
        </td>
      ) : (
        <>
          <SideCell side={side(figures.satisfaction, countsOnly, locale.t)} locale={locale} />
          <SideCell side={side(figures.responseRate, countsOnly, locale.t)} locale={locale} />
        </>
      )}
    </tr>
  );
}
