import type { Grouping } from '#contract/statistics.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { Cell, CellQuestion } from '../../../../hub/statistics/cellSource.js';
import type { Counts } from '../../../../hub/statistics/counts.js';

/** A window as it lies in the table. */
export interface Row {
  office: string;
  counter: string;
  clerk: string;
  kind: string;
  service: string | null;
  issued_ms: number;
  outcome: string | null;
  reason: string | null;
  level: number | null;
  after_ms: number | null;
  extended: number;
  flagged: number;
  excluded: number;
}

export const rowsOf = (db: Sqlite): Row[] => db.prepare('SELECT * FROM rating_window').all() as Row[];

/** Answers a question from the windows alone, slowly and in another way than the hub does. */
export function recount(rows: readonly Row[], { population, by }: CellQuestion): Cell[] {
  const { fromMs, toMs, ...filters } = population;
  const groups = new Map<string, Row[]>();
  if (by.length === 0) groups.set('[]', []);
  for (const row of rows) {
    if (row.issued_ms < fromMs || row.issued_ms >= toMs) continue;
    const shown: Record<string, unknown> = { ...row, service: row.service ?? '' };
    if (Object.entries(filters).some(([field, value]) => shown[field] !== value)) continue;
    const name = JSON.stringify(by.map((grouping) => keyOf(row, grouping)));
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups]
    .map(([name, group]) => ({ keys: JSON.parse(name) as string[], ...countsOfAll(group) }))
    .sort((one, other) => (one.keys.join('\u0000') < other.keys.join('\u0000') ? -1 : 1));
}

function keyOf(row: Row, grouping: Grouping): string {
  const taipei = new Date(row.issued_ms + 8 * 3_600_000);
  const stamp = taipei.toISOString();
  switch (grouping) {
    case 'counter':
      return `${row.office}/${row.counter}`;
    case 'hour':
      return stamp.slice(11, 13);
    case 'weekday':
      return String(taipei.getUTCDay() || 7);
    case 'day':
      return stamp.slice(0, 10);
    case 'week':
      taipei.setUTCDate(taipei.getUTCDate() - ((taipei.getUTCDay() || 7) - 1));
      return taipei.toISOString().slice(0, 10);
    case 'month':
      return stamp.slice(0, 7);
    case 'year':
      return stamp.slice(0, 4);
    default:
      return row[grouping] ?? '';
  }
}

function countsOfAll(rows: readonly Row[]): { counts: Counts; running: number } {
  const number = (test: (row: Row) => boolean): number => rows.filter(test).length;
  const isRated = (row: Row): boolean => row.outcome === 'rated' && row.excluded === 0;
  const ratings = rows.filter(isRated);
  const rated = (level: number): number => ratings.filter((row) => row.level === level).length;
  const excluded = (level: number): number =>
    number((row) => row.outcome === 'rated' && row.excluded === 1 && row.level === level);
  const missed = (reason: string): number =>
    number((row) => row.outcome === 'missed' && row.reason === reason);
  const times = ratings.map((row) => Math.round(row.after_ms ?? 0));
  const answered = (from: number, to: number): number => times.filter((ms) => ms >= from && ms < to).length;
  const counts = {
    c5: rated(5),
    c4: rated(4),
    c3: rated(3),
    c2: rated(2),
    c1: rated(1),
    expired: number((row) => row.outcome === 'expired'),
    cancelled: number((row) => row.outcome === 'cancelled'),
    boxOffline: missed('box-offline'),
    late: missed('late'),
    boxFault: missed('box-fault'),
    noBox: missed('no-box'),
    interrupted: missed('interrupted'),
    extended: number(
      (row) => row.extended === 1 && row.outcome !== null && (row.outcome !== 'rated' || isRated(row)),
    ),
    flagged: ratings.filter((row) => row.flagged === 1).length,
    x5: excluded(5),
    x4: excluded(4),
    x3: excluded(3),
    x2: excluded(2),
    x1: excluded(1),
    answerMs: times.reduce((sum, ms) => sum + ms, 0),
    answer1s: answered(0, 1_000),
    answer5s: answered(1_000, 5_000),
    answer10s: answered(5_000, 10_000),
    answer20s: answered(10_000, 20_000),
    answerLater: answered(20_000, Number.POSITIVE_INFINITY),
  };
  return { counts, running: number((row) => row.outcome === null) };
}
