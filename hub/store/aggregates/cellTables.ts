/** What tells the cells of a table apart, beside place and time. */
export type CellKey = 'counter' | 'clerk' | 'kind' | 'service' | 'weekday' | 'hour';
export type CellUnit = 'day' | 'month' | 'year';

/** One table of cells. Its primary key is place, unit and keys, in this order. */
export interface CellTable {
  readonly name: string;
  /** `scope` tables count every office and, under `*`, all of them. */
  readonly place: 'scope' | 'office';
  readonly unit: CellUnit;
  readonly keys: readonly CellKey[];
  /** A table before this one that tells apart everything this one does; absent: only the windows do. */
  readonly sumOf?: string;
  /** About how many rows a month of one office takes, by which the cheapest table for a question is chosen. */
  readonly rows: number;
}

/** The scope of all offices; no office can have this name. */
export const CITY = '*';

const CLERK = ['clerk', 'counter', 'kind', 'service'] as const;

/** Every table of migration 4. */
export const CELL_TABLES: readonly CellTable[] = [
  { name: 'hour_day', place: 'scope', unit: 'day', keys: ['kind', 'hour'], rows: 450 },
  {
    name: 'hour_month',
    place: 'scope',
    unit: 'month',
    keys: ['kind', 'weekday', 'hour'],
    sumOf: 'hour_day',
    rows: 100,
  },
  { name: 'office_day', place: 'scope', unit: 'day', keys: ['kind'], sumOf: 'hour_day', rows: 50 },
  { name: 'office_month', place: 'scope', unit: 'month', keys: ['kind'], sumOf: 'office_day', rows: 2 },
  { name: 'service_day', place: 'scope', unit: 'day', keys: ['kind', 'service'], rows: 400 },
  {
    name: 'service_month',
    place: 'scope',
    unit: 'month',
    keys: ['kind', 'service'],
    sumOf: 'service_day',
    rows: 20,
  },
  { name: 'counter_day', place: 'office', unit: 'day', keys: ['counter', 'kind'], rows: 600 },
  {
    name: 'counter_month',
    place: 'office',
    unit: 'month',
    keys: ['counter', 'kind'],
    sumOf: 'counter_day',
    rows: 26,
  },
  {
    name: 'counter_year',
    place: 'office',
    unit: 'year',
    keys: ['counter', 'kind'],
    sumOf: 'counter_month',
    rows: 3,
  },
  { name: 'clerk_month', place: 'office', unit: 'month', keys: CLERK, rows: 800 },
  { name: 'clerk_year', place: 'office', unit: 'year', keys: CLERK, sumOf: 'clerk_month', rows: 90 },
];
