import { ANSWER_CLASSES_MS } from '#contract/figures.js';
import type { Grouping } from '#contract/statistics.js';
import type { CellPopulation, CellQuestion } from '../../../hub/statistics/cellSource.js';
import { COUNT_FIELDS, type CountField, type Counts } from '../../../hub/statistics/counts.js';

/** What the two databases write differently. */
export interface Dialect {
  /** Whole-number division. */
  divide(value: string, by: number): string;
  /** Year, or year and month, of Unix ms in Taipei. */
  calendar(taipeiMs: string, format: string): string;
  /** `column` rounded as JavaScript rounds. */
  round(column: string): string;
  /** A condition that is always met and leads into an index by office and time. */
  readonly everyOffice?: string;
}

export const sqliteDialect: Dialect = {
  divide: (value, by) => `(${value}) / ${by}`,
  calendar: (taipeiMs, format) => `strftime('${format}', (${taipeiMs}) / 1000, 'unixepoch')`,
  round: (column) => `cast(${column} + 0.5 AS INTEGER)`,
  everyOffice: 'office IN (SELECT id FROM office)',
};

export const duckDialect: Dialect = {
  divide: (value, by) => `(${value}) // ${by}`,
  calendar: (taipeiMs, format) => `strftime(make_timestamp((${taipeiMs}) * 1000), '${format}')`,
  round: (column) => `cast(floor(${column} + 0.5) AS BIGINT)`,
};

/** Of longer times SQLite counts sooner when it reads all windows as they lie. */
const INDEX_PAYS_MS = 400 * 86_400_000;

const TAIPEI = 'issued_ms + 28800000';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The aggregate over the windows that answers the question: its groups, then every count, in the order of the groups. */
export function plainSql({ population, by }: CellQuestion, dialect: Dialect): string {
  const keys = by.map((grouping) => keySql(grouping, dialect));
  const counts = COUNT_FIELDS.map((field) => `${countSql(field, dialect)} AS ${field}`);
  const groups = by.length === 0 ? '' : ` GROUP BY ${keys.join(', ')} ORDER BY ${keys.join(', ')}`;
  const which = where(population, dialect);
  return `SELECT ${[...keys, ...counts].join(', ')} FROM rating_window WHERE ${which}${groups}`;
}

function where({ fromMs, toMs, ...filters }: CellPopulation, { everyOffice }: Dialect): string {
  const conditions = Object.entries(filters).map(([column, value]) => `${column} = '${value}'`);
  const isShort = toMs - fromMs < INDEX_PAYS_MS;
  if (filters.office === undefined && isShort && everyOffice !== undefined) conditions.push(everyOffice);
  return [...conditions, `issued_ms >= ${fromMs}`, `issued_ms < ${toMs}`].join(' AND ');
}

function keySql(grouping: Grouping, { divide, calendar }: Dialect): string {
  const day = divide(TAIPEI, DAY_MS);
  switch (grouping) {
    case 'counter':
      return `office || '/' || counter`;
    case 'service':
      return `coalesce(service, '')`;
    case 'hour':
      return `(${divide(TAIPEI, HOUR_MS)}) % 24`;
    case 'weekday':
      return `(${day} + 3) % 7 + 1`;
    case 'day':
      return day;
    case 'week':
      return `${day} - (${day} + 3) % 7`;
    case 'month':
      return calendar(TAIPEI, '%Y-%m');
    case 'year':
      return calendar(TAIPEI, '%Y');
    default:
      return grouping;
  }
}

const MISSED: Partial<Record<CountField, string>> = {
  boxOffline: 'box-offline',
  late: 'late',
  boxFault: 'box-fault',
  noBox: 'no-box',
  interrupted: 'interrupted',
};
const RATED = `outcome = 'rated' AND excluded = 0`;
const CLASSES: readonly CountField[] = ['answer1s', 'answer5s', 'answer10s', 'answer20s', 'answerLater'];

function countSql(field: CountField, { round }: Dialect): string {
  const count = (condition: string): string => `sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  const answer = round('after_ms');
  const answerClass = CLASSES.indexOf(field);
  if (answerClass >= 0) {
    const bounds = [
      ...(answerClass === 0 ? [] : [`${answer} >= ${ANSWER_CLASSES_MS[answerClass - 1]}`]),
      ...(answerClass === ANSWER_CLASSES_MS.length ? [] : [`${answer} < ${ANSWER_CLASSES_MS[answerClass]}`]),
    ];
    return count([RATED, ...bounds].join(' AND '));
  }
  if (field === 'answerMs') return `sum(CASE WHEN ${RATED} THEN ${answer} ELSE 0 END)`;
  if (/^c\d$/.test(field)) return count(`${RATED} AND level = ${field.slice(1)}`);
  if (/^x\d$/.test(field)) return count(`outcome = 'rated' AND excluded = 1 AND level = ${field.slice(1)}`);
  if (field === 'extended') return count(`extended = 1 AND NOT (outcome = 'rated' AND excluded = 1)`);
  if (field === 'flagged') return count(`${RATED} AND flagged = 1`);
  const reason = MISSED[field];
  return count(reason === undefined ? `outcome = '${field}'` : `outcome = 'missed' AND reason = '${reason}'`);
}

/** The counts of one row, whose groups come first. */
export function countsAt(row: readonly unknown[], groups: number): Counts {
  return Object.fromEntries(
    COUNT_FIELDS.map((field, index) => [field, Number(row[groups + index] ?? 0)]),
  ) as Counts;
}

/** The key of a group as the contract writes it. */
export function keyOf(grouping: Grouping, value: unknown): string {
  const text = String(value);
  if (grouping === 'hour') return text.padStart(2, '0');
  if (grouping === 'day' || grouping === 'week')
    return new Date(Number(text) * DAY_MS).toISOString().slice(0, 10);
  return text;
}
