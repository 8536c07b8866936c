import type { Statement } from 'better-sqlite3';
import type { ExclusionReason } from '#contract/records.js';
import type { IssuanceKind, Level } from '#contract/values.js';
import type { Sqlite } from '#platform/sqlite.js';

/** A rating with all that is said of it. Times are Unix ms. */
export interface RatingRecord {
  readonly window: string;
  readonly office: string;
  readonly counter: string;
  readonly clerk: string;
  readonly service: string | null;
  readonly kind: IssuanceKind;
  readonly level: Level;
  readonly issuedMs: number;
  readonly endedMs: number | null;
  readonly afterMs: number | null;
  readonly extended: boolean;
  readonly flagged: boolean;
  readonly source: string | null;
  readonly numbers: readonly string[];
  readonly exclusion:
    | {
        readonly by: string;
        readonly reason: ExclusionReason;
        readonly remark: string | null;
        readonly atMs: number;
      }
    | undefined;
}

/** The place of a rating in the list: by time of issue, then by id. */
export interface RatingPlace {
  readonly issuedMs: number;
  readonly id: string;
}

export interface RatingFilters {
  readonly office?: string;
  readonly counter?: string;
  readonly clerk?: string;
  readonly kind?: IssuanceKind;
  readonly service?: string;
  readonly level?: number;
  readonly excluded?: boolean;
  readonly flagged?: boolean;
}

export interface RatingStretch {
  /** Half-open, by the time of issue. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Only what comes after it in the list, which runs backwards in time. */
  readonly after?: RatingPlace;
  readonly limit: number;
}

/** What of a list is rare enough to have an index of its own, in the words by which SQLite knows that index. */
type Way = 'excluded' | 'flagged' | 'dissatisfied' | 'clerk' | 'counter' | 'rated';

/**
 * By which index a list is read. Without an office, what is rare is looked for in each of them, unless it is still common
 * in a city.
 */
export function wayOf({ office, counter, clerk, level, excluded, flagged }: RatingFilters): Way {
  if (excluded === true) return 'excluded';
  if (office !== undefined && flagged === true) return 'flagged';
  if (office !== undefined && level !== undefined && level <= 2) return 'dissatisfied';
  if (clerk !== undefined) return 'clerk';
  if (counter !== undefined) return 'counter';
  return 'rated';
}

const INDEXES: Record<Way, readonly [index: string, condition: string]> = {
  excluded: ['window_excluded', 'excluded = 1'],
  flagged: ['window_flagged', 'flagged = 1'],
  dissatisfied: ['window_dissatisfied', 'level <= 2'],
  clerk: ['window_by_clerk', '1'],
  counter: ['window_by_counter', '1'],
  rated: ['window_rated', '1'],
};

const FIELDS = ['office', 'counter', 'clerk', 'kind', 'service', 'level', 'excluded', 'flagged'] as const;

/** Ratings newest first by the time of issue, by a cursor, so that a page costs the same however deep it lies. */
export class RatingList {
  private readonly prepared = new Map<string, Statement>();
  private readonly sql;

  constructor(private readonly db: Sqlite) {
    this.sql = {
      one: db.prepare(
        `SELECT w.id AS window, w.office, w.counter, w.clerk, w.service, w.kind, w.level, w.issued_ms AS issuedMs,
           w.ended_ms AS endedMs, w.after_ms AS afterMs, w.extended, w.flagged, w.source,
           x.by, x.reason, x.remark, x.at_ms AS atMs
         FROM rating_window w LEFT JOIN exclusion x ON x.window = w.id WHERE w.id = ? AND w.outcome = 'rated'`,
      ),
      numbers: db.prepare('SELECT number FROM issuance WHERE window = ? ORDER BY issued_ms, id').pluck(),
    };
  }

  /** Undefined for a window that is unknown or was not rated. */
  one(window: string): RatingRecord | undefined {
    const row = this.sql.one.get(window) as RatingRow | undefined;
    if (row === undefined) return undefined;
    const { by, reason, remark, atMs, extended, flagged, ...rest } = row;
    return {
      ...rest,
      extended: extended === 1,
      flagged: flagged === 1,
      numbers: this.sql.numbers.all(window) as string[],
      exclusion: by === null || reason === null ? undefined : { by, reason, remark, atMs: atMs ?? 0 },
    };
  }

  /** Places in the order of the list, newest first. */
  places(filters: RatingFilters, { fromMs, toMs, after, limit }: RatingStretch): RatingPlace[] {
    const given = FIELDS.filter((field) => filters[field] !== undefined);
    const statement = this.statement(filters, given, after !== undefined);
    const values = given
      .map((field) => filters[field])
      .map((value) => (typeof value === 'boolean' ? Number(value) : value));
    const cursor = after === undefined ? [] : [after.issuedMs, after.id];
    return statement.all(...values, fromMs, toMs, ...cursor, limit) as RatingPlace[];
  }

  private statement(filters: RatingFilters, given: readonly string[], continued: boolean): Statement {
    const way = wayOf(filters);
    const [index, condition] = INDEXES[way];
    const everywhere = filters.office === undefined;
    const sql = `SELECT id, issued_ms AS issuedMs FROM rating_window INDEXED BY ${index}
      WHERE ${[
        `outcome = 'rated' AND ${condition}`,
        ...(everywhere ? ['office IN (SELECT id FROM office)'] : []),
        ...given.map((field) => `${field} = ?`),
        'issued_ms >= ? AND issued_ms < ?',
        ...(continued ? ['(issued_ms, id) < (?, ?)'] : []),
      ].join(' AND ')}
      ORDER BY issued_ms DESC, id DESC LIMIT ?`;
    let statement = this.prepared.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.prepared.set(sql, statement);
    }
    return statement;
  }
}

interface RatingRow extends Omit<RatingRecord, 'extended' | 'flagged' | 'numbers' | 'exclusion'> {
  readonly extended: number;
  readonly flagged: number;
  readonly by: string | null;
  readonly reason: ExclusionReason | null;
  readonly remark: string | null;
  readonly atMs: number | null;
}
