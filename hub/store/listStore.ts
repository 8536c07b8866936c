import type { OperationId, QueryOf } from '#contract/api.js';
import type { Sqlite } from '#platform/sqlite.js';

type Listed = Extract<OperationId, 'windows' | 'boxes' | 'setAside' | 'journal'>;

interface ListShape {
  readonly table: string;
  /** What is returned: the key under which the caller finds the record. */
  readonly id: string;
  /** Newest first, or in the order of the id where there is no time. */
  readonly order: string;
  readonly filters: Readonly<Record<string, string>>;
}

/** A UUIDv7 sorts by time, so the id of a window is its place in the list. */
const SHAPES: Record<Listed, ListShape> = {
  windows: {
    table: 'rating_window',
    id: 'id',
    order: 'id DESC',
    filters: { office: 'office = ?', counter: 'counter = ?', state: 'state = ?', outcome: 'outcome = ?' },
  },
  boxes: { table: 'box', id: 'id', order: 'id', filters: { office: 'office = ?' } },
  setAside: { table: 'set_aside', id: 'number', order: 'number DESC', filters: { office: 'office = ?' } },
  journal: { table: 'journal', id: 'number', order: 'number DESC', filters: { office: 'office = ?' } },
};

const DEFAULT_LIMIT = 100;

export interface IdPage {
  readonly ids: readonly string[];
  /** Cursor of the next page. */
  readonly next?: string;
}

/** Pages through records by a cursor, so that a page costs the same however deep it lies. */
export class ListStore {
  constructor(private readonly db: Sqlite) {}

  page<L extends Listed>(list: L, query: QueryOf<L>): IdPage {
    const shape = SHAPES[list];
    const conditions: string[] = [];
    const parameters: unknown[] = [];
    for (const [field, condition] of Object.entries(shape.filters)) {
      const value = (query as Record<string, unknown>)[field];
      if (value === undefined) continue;
      conditions.push(condition);
      parameters.push(value);
    }
    if (query.after !== undefined) {
      conditions.push(`${shape.id} ${shape.order.endsWith('DESC') ? '<' : '>'} ?`);
      parameters.push(query.after);
    }
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const ids = this.db
      .prepare(`SELECT ${shape.id} FROM ${shape.table} ${where} ORDER BY ${shape.order} LIMIT ?`)
      .pluck()
      .all(...parameters, limit + 1)
      .map(String);
    const last = ids.length > limit ? ids[limit - 1] : undefined;
    return { ids: ids.slice(0, limit), ...(last === undefined ? {} : { next: last }) };
  }
}
