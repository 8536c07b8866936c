/** What is counted in each cell, in every table alike. */
const COUNTS = `
  c5           INTEGER NOT NULL DEFAULT 0,
  c4           INTEGER NOT NULL DEFAULT 0,
  c3           INTEGER NOT NULL DEFAULT 0,
  c2           INTEGER NOT NULL DEFAULT 0,
  c1           INTEGER NOT NULL DEFAULT 0,
  expired      INTEGER NOT NULL DEFAULT 0,
  cancelled    INTEGER NOT NULL DEFAULT 0,
  box_offline  INTEGER NOT NULL DEFAULT 0,
  late         INTEGER NOT NULL DEFAULT 0,
  box_fault    INTEGER NOT NULL DEFAULT 0,
  no_box       INTEGER NOT NULL DEFAULT 0,
  interrupted  INTEGER NOT NULL DEFAULT 0,
  extended     INTEGER NOT NULL DEFAULT 0,
  flagged      INTEGER NOT NULL DEFAULT 0,
  x5           INTEGER NOT NULL DEFAULT 0,
  x4           INTEGER NOT NULL DEFAULT 0,
  x3           INTEGER NOT NULL DEFAULT 0,
  x2           INTEGER NOT NULL DEFAULT 0,
  x1           INTEGER NOT NULL DEFAULT 0,
  answer_ms    INTEGER NOT NULL DEFAULT 0,
  answer1s     INTEGER NOT NULL DEFAULT 0,
  answer5s     INTEGER NOT NULL DEFAULT 0,
  answer10s    INTEGER NOT NULL DEFAULT 0,
  answer20s    INTEGER NOT NULL DEFAULT 0,
  answer_later INTEGER NOT NULL DEFAULT 0`;

const TEXT_KEYS = new Set(['scope', 'office', 'counter', 'clerk', 'kind', 'service']);

const table = (name: string, ...keys: readonly string[]): string => `
CREATE TABLE ${name} (
${keys.map((key) => `  ${key} ${TEXT_KEYS.has(key) ? 'TEXT' : 'INTEGER'} NOT NULL,`).join('\n')}${COUNTS},
  PRIMARY KEY (${keys.join(', ')})
) STRICT, WITHOUT ROWID;
`;

/**
 * Counts of ended windows, kept with every change of a window, and indexes for what is read from the windows
 * themselves. `scope` is an office, or `*` for all of them; `day` counts from 1 January 1970 and
 * `month` from that month, both from 0; `weekday` is 1 Monday … 7, all of Asia/Taipei; `service` is empty where none was named.
 * Cells of a year exist up to `closed_year` and are kept from then on.
 *
 * Lists of ratings run newest first by `(issued_ms, id)`: of an office by `window_rated`, of a counter or clerk by theirs,
 * of the whole city by those of its offices, a day at a time. `window_rated` and `alarm_by_office` hold all that is asked of
 * many rows at once, so that none of them is looked up. What is rare has an index of its own, which serves a query that
 * repeats its condition word for word.
 */
export const aggregates = {
  number: 4,
  sql: `
CREATE TABLE cell_state (
  version     INTEGER NOT NULL,
  closed_year INTEGER NOT NULL
) STRICT;
${table('office_day', 'scope', 'day', 'kind')}
${table('office_month', 'scope', 'month', 'kind')}
${table('service_day', 'scope', 'day', 'kind', 'service')}
${table('service_month', 'scope', 'month', 'kind', 'service')}
${table('hour_day', 'scope', 'day', 'kind', 'hour')}
${table('hour_month', 'scope', 'month', 'kind', 'weekday', 'hour')}
${table('counter_day', 'office', 'day', 'counter', 'kind')}
${table('counter_month', 'office', 'month', 'counter', 'kind')}
${table('counter_year', 'office', 'year', 'counter', 'kind')}
${table('clerk_month', 'office', 'month', 'clerk', 'counter', 'kind', 'service')}
${table('clerk_year', 'office', 'year', 'clerk', 'counter', 'kind', 'service')}

DROP INDEX window_rated;
CREATE INDEX window_rated ON rating_window (office, issued_ms, level, clerk, counter, excluded)
  WHERE outcome = 'rated';
CREATE INDEX window_by_clerk ON rating_window (office, clerk, issued_ms);
CREATE INDEX window_dissatisfied ON rating_window (office, issued_ms) WHERE level <= 2;
CREATE INDEX window_flagged ON rating_window (office, issued_ms) WHERE flagged = 1;
CREATE INDEX window_excluded ON rating_window (office, issued_ms) WHERE excluded = 1;
DROP INDEX alarm_by_office;
CREATE INDEX alarm_by_office ON alarm (office, raised_ms, level, acknowledged_ms);
`,
} as const;
