import type { Figures } from '#contract/figures.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { IssuanceKind } from '#contract/values.js';
import type { OfficeView } from '#contract/views.js';
import { openData } from '#words/openData.js';
import { screens } from '#words/screens.js';
import { type Axis, cellAt, type SummedTable, summed } from './axes.js';
import { COUNT_FIELDS, type CountField, categoryAxis, categoryCounts } from './categories.js';
import { type Published, type PublishedCounts, ratesOf, SIGN } from './rates.js';
import { type Suppression, suppressing } from './suppression.js';

/** Stands for all offices, or for both kinds; no office can be called so. */
export const ALL = '(all)';

const KINDS: readonly IssuanceKind[] = ['receipt', 'notice'];

/** One row of the published files, by field. */
export type PublishedRow = Readonly<Record<string, string | Published>>;

/** A month as it is published. */
export interface Publication {
  readonly month: string;
  readonly rows: readonly PublishedRow[];
}

type Name = OfficeView['name'];

/** Rows of the first axis: the offices, and after them the city. */
interface Rows {
  readonly names: ReadonlyMap<string, Name>;
  readonly table: SummedTable;
}

/**
 * What is published of a month, from its figures by office and kind: each office and the city, by kind and together.
 * Small counts and what would tell them are left out (S11). In steps of a few ms.
 */
export function* publishing(
  month: string,
  view: StatisticsView,
  offices: readonly OfficeView[],
): Generator<undefined, Publication> {
  const rows = countedRows(view, offices);
  const suppression = yield* suppressing(rows.table);
  return { month, rows: publishedRows(month, rows, suppression) };
}

/** Offices that were declared once and had windows then are there too. */
function countedRows({ groups }: StatisticsView, offices: readonly OfficeView[]): Rows {
  const figures = new Map<string, Figures>();
  for (const group of groups)
    if (group.figures !== undefined) figures.set(group.keys.join('/'), group.figures);
  const names = new Map<string, Name>(offices.map(({ id, name }) => [id, name]));
  for (const { keys } of groups) {
    const office = keys[0] ?? '';
    if (!names.has(office)) names.set(office, { zh: office, en: office });
  }
  const counts = [...names.keys()].map((office) =>
    KINDS.map((kind) => {
      const found = figures.get(`${office}/${kind}`);
      return found === undefined ? [] : categoryCounts(found);
    }),
  );
  const axes: SummedTable['axes'] = [withTotal(counts.length), withTotal(KINDS.length), categoryAxis];
  return { names, table: summed(axes, (office, kind, category) => counts[office]?.[kind]?.[category] ?? 0) };
}

const withTotal = (leaves: number): Axis => ({
  leaves,
  sums: [Array.from({ length: leaves }, (_, leaf) => leaf)],
});

/** The city first, then the offices in their order; of each the kinds and then both together. */
function publishedRows(month: string, { names, table }: Rows, suppression: Suppression): PublishedRow[] {
  const offices = [...names];
  const places: ReadonlyArray<readonly [string, Name, number]> = [
    [ALL, openData.city, offices.length],
    ...offices.map(([id, name], index) => [id, name, index] as const),
  ];
  return places.flatMap(([office, name, row]) =>
    [...KINDS, ALL].map((kind, column) => {
      const kindName = kind === ALL ? openData.everyone : screens.documentKinds[kind as IssuanceKind];
      const counts = publishedCounts(table, suppression, row, column);
      return {
        month,
        roc_month: rocMonth(month),
        office,
        office_zh: name.zh,
        office_en: name.en,
        kind,
        kind_zh: kindName.zh,
        ...counts,
        ...ratesOf(counts),
      };
    }),
  );
}

function publishedCounts(
  { axes, values }: SummedTable,
  { hidden }: Suppression,
  row: number,
  column: number,
): PublishedCounts {
  const entries = COUNT_FIELDS.map((field, position): [CountField, number | typeof SIGN] => {
    const cell = cellAt(axes, [row, column, position]);
    return [field, hidden[cell] ? SIGN : (values[cell] ?? 0)];
  });
  return Object.fromEntries(entries) as PublishedCounts;
}

/** 2026-10 → 115-10. */
export const rocMonth = (month: string): string => `${Number(month.slice(0, 4)) - 1911}${month.slice(4)}`;
