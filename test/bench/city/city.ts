import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { packageRoot } from '#platform/packageFacts.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { checkSite } from '../../../hub/site.js';
import { ensureCells, rebuildCells } from '../../../hub/store/aggregates/rebuildCells.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { citySite } from '../../../simulators/history/citySite.js';
import { loadHistory } from '../../../simulators/history/loadHistory.js';

/** Raised whenever the same seed makes another history. */
const MADE_BY = 1;
const SEED = 20_261_121;
/** The last year of every history. */
export const LAST_YEAR = 2025;

const TAIPEI_MS = 8 * 3_600_000;
const yearStart = (year: number): number => Date.UTC(year, 0, 1) - TAIPEI_MS;

/** A hub's data and site file with years of past windows. */
export interface City {
  readonly folder: string;
  /** In `folder`/hub, as a hub would have it. */
  readonly database: string;
  readonly siteFile: string;
  readonly years: number;
  readonly windows: number;
  readonly bytes: number;
  /** How long it took to make, s. */
  readonly madeInS: number;
}

type Facts = Pick<City, 'windows' | 'madeInS'>;

/** Ten years of the whole city, or for a look one year of three offices. Made once, and kept in `.cache/`. */
export function city({ quick, say }: { quick: boolean; say: (line: string) => void }): City {
  const years = quick ? 1 : 10;
  const site = quick ? citySite(3) : citySite();
  const schema = createHash('sha256')
    .update(migrations.map(({ sql }) => sql).join())
    .digest('hex');
  const name = `${site.offices.length}-offices-${years}-years-seed-${SEED}-v${MADE_BY}-${schema.slice(0, 8)}`;
  const folder = join(packageRoot(), '.cache/city', name);
  const factsFile = join(folder, 'facts.json');
  if (!existsSync(factsFile)) make(folder, { site, years, say });
  const facts = JSON.parse(readFileSync(factsFile, 'utf8')) as Facts;
  const database = databaseIn(folder);
  refresh(database);
  return {
    ...facts,
    folder,
    database,
    siteFile: join(folder, 'site.json'),
    years,
    bytes: statSync(database).size,
  };
}

/** A copy in `folder` for a hub that adds to it. */
export function copyCity({ database, siteFile }: City, folder: string): { readonly siteFile: string } {
  mkdirSync(join(folder, 'hub'), { recursive: true });
  copyFileSync(database, databaseIn(folder), constants.COPYFILE_FICLONE);
  return { siteFile };
}

const databaseIn = (folder: string): string => join(folder, 'hub', 'hub.db');

/** Counts everything anew if what is counted has changed since. */
function refresh(database: string): void {
  const db = openSqlite(database, migrations);
  try {
    ensureCells(db);
  } finally {
    db.close();
  }
}

interface Plan {
  readonly site: ReturnType<typeof citySite>;
  readonly years: number;
  readonly say: (line: string) => void;
}

/** Made beside its place and moved there when it is whole. */
function make(folder: string, { site, years, say }: Plan): void {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(partial, 'hub'), { recursive: true });
  writeFileSync(join(partial, 'site.json'), JSON.stringify(site));
  const begun = systemClock.monotonic();
  const seconds = (): string => ((systemClock.monotonic() - begun) / 1000).toFixed(0);
  const db = openSqlite(databaseIn(partial), migrations);
  // Nobody needs half of it after a crash; out of WAL the only way leads through DELETE.
  for (const pragma of [
    'journal_mode = DELETE',
    'journal_mode = OFF',
    'synchronous = OFF',
    'cache_size = -1000000',
  ])
    db.pragma(pragma);
  const windows = withoutIndexes(db, say, () =>
    loadHistory(db, {
      site: checkSite(site, 'the city'),
      fromMs: yearStart(LAST_YEAR - years + 1),
      untilMs: yearStart(LAST_YEAR + 1),
      seed: SEED,
      progress: (done, share) => {
        if (done % 1_000_000 === 0)
          say(`  ${done / 1e6} million windows, ${Math.round(100 * share)} %, ${seconds()} s`);
      },
    }),
  );
  say(`  all ${windows} windows after ${seconds()} s; counting them`);
  rebuildCells(db);
  db.pragma('journal_mode = WAL');
  db.close();
  const facts: Facts = { windows, madeInS: (systemClock.monotonic() - begun) / 1000 };
  writeFileSync(join(partial, 'facts.json'), JSON.stringify(facts));
  renameSync(partial, folder);
  say(`  made in ${seconds()} s`);
}

/** Indexes that no ended window enters; statements may name them. */
const EMPTY = `'window_running', 'window_due', 'window_by_visit'`;

/** Whatever index a table can do without while it is filled is made when it is full. */
function withoutIndexes(db: Sqlite, say: (line: string) => void, fill: () => number): number {
  const indexes = db
    .prepare(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
       AND tbl_name IN ('rating_window', 'issuance') AND name NOT IN (${EMPTY})`,
    )
    .all() as Array<{ name: string; sql: string }>;
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  const windows = db.transaction(fill)();
  say('  indexes');
  for (const { sql } of indexes) db.exec(sql);
  return windows;
}
