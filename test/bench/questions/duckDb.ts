import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '#platform/packageFacts.js';
import { openToRead } from '#platform/sqlite.js';

const run = promisify(execFile);

/** Installed for the comparison alone, because its packages differ from machine to machine. */
const DUCKDB = '@duckdb/node-api@1.5.6-r.1';

/** As much of its interface as is used here. */
interface DuckDbModule {
  readonly DuckDBInstance: {
    create(file: string): Promise<{ connect(): Promise<DuckDbConnection>; closeSync(): void }>;
  };
}
interface DuckDbConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  closeSync(): void;
}

const COLUMNS = {
  office: 'VARCHAR',
  counter: 'VARCHAR',
  clerk: 'VARCHAR',
  kind: 'VARCHAR',
  service: 'VARCHAR',
  issued_ms: 'BIGINT',
  outcome: 'VARCHAR',
  reason: 'VARCHAR',
  level: 'TINYINT',
  after_ms: 'DOUBLE',
  extended: 'TINYINT',
  flagged: 'TINYINT',
  excluded: 'TINYINT',
} as const;

/** Lines written at once. */
const LINES = 20_000;

/** DuckDB with the ended windows of a hub's database in a table of its own. */
export class DuckDb {
  private constructor(
    private readonly close: () => void,
    private readonly connection: DuckDbConnection,
  ) {}

  /** Loads the windows of the hub's `database` into `file` unless they are there. Throws when DuckDB cannot be had. */
  static async open(file: string, database: string, say: (line: string) => void): Promise<DuckDb> {
    const { DuckDBInstance } = await install(say);
    const loaded = existsSync(file);
    const partial = `${file}.partial`;
    if (!loaded) {
      rmSync(partial, { force: true });
      say('  loading the same windows into DuckDB');
      const instance = await DuckDBInstance.create(partial);
      const connection = await instance.connect();
      await load(connection, database, `${file}.csv`);
      connection.closeSync();
      instance.closeSync();
      renameSync(partial, file);
    }
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    return new DuckDb(() => {
      connection.closeSync();
      instance.closeSync();
    }, connection);
  }

  async rows(sql: string): Promise<unknown[][]> {
    return (await this.connection.runAndReadAll(sql)).getRows();
  }

  stop(): void {
    this.close();
  }
}

async function install(say: (line: string) => void): Promise<DuckDbModule> {
  const folder = join(packageRoot(), '.cache/duckdb');
  if (!existsSync(join(folder, 'node_modules/@duckdb/node-api'))) {
    say(`  installing ${DUCKDB} into .cache/duckdb`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', DUCKDB], { cwd: folder });
  }
  return createRequire(join(folder, 'package.json'))('@duckdb/node-api') as DuckDbModule;
}

async function load(connection: DuckDbConnection, database: string, csv: string): Promise<void> {
  try {
    await writeCsv(database, csv);
    const columns = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);
    await connection.run(`CREATE TABLE rating_window (${columns.join(', ')})`);
    await connection.run(`COPY rating_window FROM '${csv}' (HEADER false, DELIMITER ',', NULLSTR '')`);
    await connection.run('CHECKPOINT');
  } finally {
    rmSync(csv, { force: true });
  }
}

/** No value of a made history holds a comma, a quote or a line break. */
async function writeCsv(database: string, csv: string): Promise<void> {
  const db = openToRead(database);
  const out = createWriteStream(csv);
  const line = Object.keys(COLUMNS)
    .map((column) => `coalesce(${column}, '')`)
    .join(` || ',' || `);
  let lines: string[] = [];
  const write = async (): Promise<void> => {
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
    lines = [];
  };
  for (const text of db
    .prepare(`SELECT ${line} FROM rating_window WHERE outcome IS NOT NULL`)
    .pluck()
    .iterate()) {
    lines.push(String(text));
    if (lines.length === LINES) await write();
  }
  if (lines.length > 0) await write();
  out.end();
  await once(out, 'finish');
  db.close();
}
