import type { Grouping } from '#contract/statistics.js';
import { dayStart, keyOf, monthStart, yearStart } from '../../statistics/calendar.js';
import type { CellTable } from './cellTables.js';

/** How one grouping is read from a source: the expressions to select, and the group's key made from their values. */
export interface KeyReading {
  readonly columns: readonly string[];
  key(...values: readonly (string | number | null)[]): string;
}

const text = (column: string): KeyReading => ({ columns: [column], key: (value) => String(value ?? '') });
const number = (column: string, key: (value: number) => string): KeyReading => ({
  columns: [column],
  key: (value) => key(Number(value)),
});
const counterOf = (place: string): KeyReading => ({
  columns: [place, 'counter'],
  key: (office, counter) => `${office}/${counter}`,
});

type TimeGrouping = Parameters<typeof keyOf>[0];
const time = (grouping: TimeGrouping, column: string, startOf: (value: number) => number): KeyReading =>
  number(column, (value) => keyOf(grouping, startOf(value)));

/** Reads the key from the windows themselves. */
export function windowKey(grouping: Grouping): KeyReading {
  switch (grouping) {
    case 'counter':
      return counterOf('office');
    case 'office':
    case 'clerk':
    case 'kind':
    case 'service':
      return text(grouping);
    default:
      return time(grouping, 'issued_ms', (ms) => ms);
  }
}

/** Reads the key from a table that can tell it (`answers` in the plan). */
export function cellKey(grouping: Grouping, { place, unit, keys }: CellTable): KeyReading {
  switch (grouping) {
    case 'office':
      return text(place);
    case 'counter':
      return counterOf(place);
    case 'clerk':
    case 'kind':
    case 'service':
      return text(grouping);
    case 'hour':
      return number('hour', (hour) => String(hour).padStart(2, '0'));
    case 'weekday':
      return number(keys.includes('weekday') ? 'weekday' : '(day + 3) % 7 + 1', String);
    case 'week':
      return time('week', 'day - (day + 3) % 7', dayStart);
    default:
      return time(grouping, unit, STARTS[unit]);
  }
}

const STARTS = { day: dayStart, month: monthStart, year: yearStart } as const;
