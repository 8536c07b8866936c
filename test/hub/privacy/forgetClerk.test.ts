import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { operate } from '../../../hub/operations.js';
import { type Forgetting, forgetClerk } from '../../../hub/privacy/forgetClerk.js';
import { CellReader } from '../../../hub/store/aggregates/cellReader.js';
import { checkCells } from '../../../hub/store/aggregates/rebuildCells.js';
import { JournalStore } from '../../../hub/store/journalStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { HubRig } from '../../support/hubRig.js';

const NAME = 'ling-very-rare-name';
const ALL = { population: { fromMs: 0, toMs: Date.UTC(2100, 0, 1) }, by: [] };

function within<T>(folder: string, task: (db: Sqlite) => T): T {
  const db = openSqlite(join(folder, 'hub.db'), migrations);
  try {
    return task(db);
  } finally {
    db.close();
  }
}

/** Data of a hub at which two clerks were rated; the hub is stopped. */
async function worked(): Promise<string> {
  const rig = await HubRig.start();
  const box = rig.box('box-1').online();
  for (const [clerk, level] of [
    [NAME, 5],
    ['chen', 4],
    [NAME, 1],
  ] as const) {
    const { window, issuance } = await rig.issue('1', { clerk });
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: window.id, level, afterMs: 2_000 });
    await rig.settle();
    rig.clock.advance(60_000);
  }
  await rig.stop();
  return rig.folder;
}

const order = (data: string, change: Partial<Forgetting> = {}): Forgetting => ({
  ...{ data, name: NAME, office: undefined, by: 'wang', clock: new ManualClock() },
  random: () => Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  ...change,
});

const clerks = (db: Sqlite, table: string): unknown[] =>
  db.prepare(`SELECT DISTINCT clerk FROM ${table} ORDER BY clerk`).pluck().all();

describe('rating-hub forget-clerk', () => {
  it('P5 replaces the name everywhere by one pseudonym, and leaves no trace of it in any file', async () => {
    const data = await worked();
    expect(forgetClerk(order(data))).toEqual({ pseudonym: 'former-010203040506', windows: 2, documents: 2 });
    within(data, (db) => {
      for (const table of ['rating_window', 'issuance', 'clerk_month'])
        expect(clerks(db, table)).toEqual(['chen', 'former-010203040506']);
    });
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const traces = files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes(NAME));
    expect(traces.map(({ name }) => name)).toEqual([]);
  });

  it('P5 S5 changes no figure, and keeps the ratings of the clerk together', async () => {
    const data = await worked();
    const before = within(data, (db) => new CellReader(db).cells(ALL));
    forgetClerk(order(data));
    within(data, (db) => {
      expect(new CellReader(db).cells(ALL)).toEqual(before);
      expect(checkCells(db)).toEqual({ windows: 3, differing: 0 });
    });
  });

  it('D5 touches nothing that a box signed, and is journalled without the name', async () => {
    const data = await worked();
    const events = (db: Sqlite) => db.prepare('SELECT * FROM event ORDER BY box, epoch, seq').all();
    const before = within(data, events);
    expect(before).not.toHaveLength(0);
    forgetClerk(order(data));
    within(data, (db) => {
      expect(events(db)).toEqual(before);
      const { number } = new JournalStore(db).end() ?? { number: 0 };
      expect(new JournalStore(db).entry(number)).toMatchObject({
        ...{ by: 'wang', action: 'clerk/forgotten', subject: 'former-010203040506' },
        detail: '2 windows, 2 documents',
      });
    });
  });

  it('is done whole or not at all', async () => {
    const data = await worked();
    within(data, (db) =>
      db.exec(`CREATE TRIGGER refuse BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no'); END`),
    );
    expect(() => forgetClerk(order(data))).toThrow('no');
    within(data, (db) => expect(clerks(db, 'rating_window')).toEqual(['chen', NAME]));
  });

  it('is done at one office alone where one is named', async () => {
    const data = await worked();
    expect(() => forgetClerk(order(data, { office: 'west' }))).toThrow(
      expect.objectContaining({ code: 'forget/unknown' }),
    );
    expect(forgetClerk(order(data, { office: 'east' })).windows).toBe(2);
  });

  it('refuses a name nobody has, counts that are wrong, a hub that runs, and a folder without data', async () => {
    const data = await worked();
    const code = (expected: string) => expect.objectContaining({ code: expected });
    expect(() => forgetClerk(order(data, { name: 'nobody' }))).toThrow(code('forget/unknown'));
    expect(() => forgetClerk(order(join(data, 'none')))).toThrow(code('forget/no-data'));
    const directory = claimDirectory(data);
    expect(() => forgetClerk(order(data))).toThrow(code('data/in-use'));
    directory.release();
    within(data, (db) => db.exec('UPDATE clerk_month SET c5 = c5 + 1'));
    expect(() => forgetClerk(order(data))).toThrow(code('forget/figures'));
  });
});

describe('the commands of privacy', () => {
  const run = async (command: 'privacy' | 'forget-clerk', ...args: string[]) => {
    let [out, err] = ['', ''];
    const status = await operate(command, args, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      environment: {},
    });
    return { status, out, err };
  };

  it('R51 print the inventory and forget a clerk from a terminal', async () => {
    expect((await run('privacy')).out).toContain('個人資料之項目彙整表');
    expect((await run('privacy', '--language', 'en', '--format', 'csv')).out).toContain('rating_window,');
    const data = await worked();
    const done = await run('forget-clerk', '--data', data, '--name', NAME, '--by', 'wang');
    expect(done).toMatchObject({ status: 0, err: '' });
    expect(done.out).toMatch(/^2 windows and 2 documents are of former-[0-9a-f]{12} now\.\n$/);
  });

  it.each([
    [['--by', 'wang'], 2, /--name is ""/],
    [['--name', 'x'], 2, /--by is ""/],
    [['--name', 'x', '--by', 'wang', '--office', 'A B'], 2, /--office is "A B"/],
    [['--name', 'x', '--by', 'wang', '--data', '/nowhere'], 1, /holds no hub\.db/],
  ])('refuse %j with status %i', async (args, status, words) => {
    expect(await run('forget-clerk', ...args)).toMatchObject({ status, err: expect.stringMatching(words) });
  });

  it('tell what they do', async () => {
    expect((await run('forget-clerk', '--help')).out).toMatch(/--name.*--by/s);
    expect((await run('privacy', '--help')).out).toMatch(/--language.*--format/s);
  });
});
