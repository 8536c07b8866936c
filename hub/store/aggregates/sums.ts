import { COUNT_FIELDS, type CountField, type Counts } from '../../statistics/counts.js';

/** Counts in the order of `COUNT_FIELDS`, as the tables of cells have them. */
export type Sums = number[];

const FIELDS = COUNT_FIELDS.map((field, position) => [field, position] as const);
const POSITION = Object.fromEntries(FIELDS) as Record<CountField, number>;

/** Columns of the counts, e.g. `boxOffline` in `box_offline`. */
export const COUNT_COLUMNS: readonly string[] = COUNT_FIELDS.map((field) =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);

export const noSums = (): Sums => new Array<number>(COUNT_FIELDS.length).fill(0);

/** Adds `times` the counts of a window, in place. */
export function addWindow(sums: Sums, counts: Partial<Counts>, times: number): void {
  for (const field of Object.keys(counts) as CountField[]) {
    const position = POSITION[field];
    sums[position] = (sums[position] ?? 0) + times * (counts[field] ?? 0);
  }
}

export function addSums(sums: Sums, more: Sums): void {
  for (let position = 0; position < sums.length; position++)
    sums[position] = (sums[position] ?? 0) + (more[position] ?? 0);
}

/** Adds `times` the counts of a row, which begin at `offset`. A sum of no rows is null and counts nothing. */
export function addRow(sums: Sums, row: readonly unknown[], offset: number, times: number): void {
  for (let position = 0; position < sums.length; position++)
    sums[position] = (sums[position] ?? 0) + times * Number(row[offset + position]);
}

export const isEmpty = (sums: Sums): boolean => sums.every((count) => count === 0);

export function countsIn(sums: Sums): Counts {
  const counts: Partial<Record<CountField, number>> = {};
  for (const [field, position] of FIELDS) counts[field] = sums[position] ?? 0;
  return counts as Counts;
}
