import type { Database, Statement } from 'better-sqlite3';

/**
 * Maps a record's camelCase fields to snake_case columns and back. Columns come from one list per table, so a
 * statement and its record cannot drift apart.
 */
export class RowMap<T extends object> {
  readonly columns: string;
  private readonly pairs: ReadonlyArray<readonly [field: keyof T & string, column: string]>;

  constructor(
    fields: ReadonlyArray<keyof T & string>,
    private readonly booleans: ReadonlySet<string> = new Set(),
  ) {
    this.pairs = fields.map((field) => [field, snake(field)] as const);
    this.columns = this.pairs.map(([, column]) => column).join(', ');
  }

  /** `INSERT INTO table (…) VALUES (…)` taking the record's values in order. */
  insertSql(table: string): string {
    return `INSERT INTO ${table} (${this.columns}) VALUES (${this.pairs.map(() => '?').join(', ')})`;
  }

  values(record: T): unknown[] {
    return this.pairs.map(([field]) => this.toColumn(record[field]));
  }

  /**
   * Prepares a query that selects exactly `columns`, for `first` and `all`. Its rows come as arrays, which cost half
   * of what objects do.
   */
  query(db: Database, sql: string): Statement {
    return db.prepare(sql).raw();
  }

  first(statement: Statement, ...parameters: unknown[]): T | undefined {
    const row = statement.get(...parameters);
    return row === undefined ? undefined : this.fromRow(row);
  }

  all(statement: Statement, ...parameters: unknown[]): T[] {
    return statement.all(...parameters).map((row) => this.fromRow(row));
  }

  /** An updater that writes just the given fields; statements are prepared once per set of fields. */
  updater(db: Database, table: string): (id: string, change: Partial<T>) => void {
    const prepared = new Map<string, Statement>();
    return (id, change) => {
      const fields = this.pairs.filter(([field]) => change[field] !== undefined);
      if (fields.length === 0) return;
      const assignments = fields.map(([, column]) => `${column} = ?`).join(', ');
      let statement = prepared.get(assignments);
      if (statement === undefined) {
        statement = db.prepare(`UPDATE ${table} SET ${assignments} WHERE id = ?`);
        prepared.set(assignments, statement);
      }
      statement.run(...fields.map(([field]) => this.toColumn(change[field])), id);
    };
  }

  private fromRow(row: unknown): T {
    const values = row as readonly unknown[];
    const record: Record<string, unknown> = {};
    let position = 0;
    for (const [field] of this.pairs) {
      const value = values[position++];
      record[field] = this.booleans.has(field) ? value === 1 : value;
    }
    return record as T;
  }

  private toColumn(value: unknown): unknown {
    return typeof value === 'boolean' ? Number(value) : value;
  }
}

function snake(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
