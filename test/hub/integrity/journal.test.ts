import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalHead } from '#contract/care.js';
import { ManualClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { Findings } from '../../../hub/integrity/audit/findings.js';
import { auditJournal } from '../../../hub/integrity/audit/journalAudit.js';
import { DayHeads } from '../../../hub/integrity/dayHeads.js';
import { entryHash } from '../../../hub/integrity/journalChain.js';
import { AuditStore } from '../../../hub/store/auditStore.js';
import { GroupWriter } from '../../../hub/store/groupWriter.js';
import { JournalHeads } from '../../../hub/store/journalHeads.js';
import { type Deed, JournalStore } from '../../../hub/store/journalStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { readHeads, verifyCommand } from '../../../hub/verifyCommand.js';
import { HubRig } from '../../support/hubRig.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';
import { inHere, tampered, twoDays } from './tamperRig.js';

const DAY_MS = 86_400_000;
/** Of the seventh of July in Taipei. */
const BEFORE_MIDNIGHT = Date.UTC(2026, 6, 7, 15, 55);
const deed: fc.Arbitrary<Deed> = fc.record({
  atMs: fc.nat(2_000_000_000),
  by: fc.string({ unit: 'grapheme', maxLength: 12 }),
  action: fc.constantFrom('rating/excluded', 'case/opened'),
  office: fc.option(fc.constantFrom('east', 'west')),
  subject: fc.string({ maxLength: 12 }),
  detail: fc.option(fc.string({ unit: 'grapheme', maxLength: 30 })),
});

function found(db: Sqlite): string[] {
  const findings = new Findings();
  auditJournal(new AuditStore(db), [], findings);
  return findings.all().map(({ code }) => code);
}

const opened = (file = join(temporaryFolder(), 'hub.db')): Sqlite => openSqlite(file, migrations);

describe('D5 the journal is a chain', () => {
  it('D5 whatever is written, across rollbacks, restarts and a second program, it is whole', () => {
    const step = fc.oneof(deed, fc.constantFrom('rollback' as const, 'restart' as const, 'other' as const));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const file = join(temporaryFolder(), 'hub.db');
        let db = opened(file);
        let expected = 0;
        const entry: Deed = { atMs: 1, by: 'a', action: 'x', office: null, subject: 's', detail: null };
        for (const each of steps) {
          if (each === 'restart') db = opened(file);
          else if (each === 'rollback') {
            db.exec('BEGIN');
            new JournalStore(db).append(entry);
            db.exec('ROLLBACK');
          } else {
            new JournalStore(each === 'other' ? opened(file) : db).append(each === 'other' ? entry : each);
            expected++;
          }
        }
        expect(new JournalStore(db).end()?.number ?? 0).toBe(expected);
        expect(found(db)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  it('D5 no two entries have the same hash but by being the same', () => {
    fc.assert(
      fc.property(deed, deed, (one, other) => {
        const [first, second] = [one, other].map((each) => entryHash({ ...each, number: 1 }, ''));
        expect(first === second).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('D5 what was written before there was a chain is chained by the migration', () => {
    const file = join(temporaryFolder(), 'hub.db');
    const old = openSqlite(
      file,
      migrations.filter(({ number }) => number < 6),
    );
    const insert = old.prepare(
      "INSERT INTO journal (at_ms, by, action, office, subject, detail) VALUES (?, 'wang', 'x', NULL, 's', '細節')",
    );
    for (let entry = 0; entry < 1_200; entry++) insert.run(entry);
    old.close();
    const db = opened(file);
    expect(found(db)).toEqual([]);
    expect(
      new JournalStore(db).append({
        ...{ atMs: 1, by: 'a', action: 'x' },
        office: null,
        subject: 's',
        detail: null,
      }).number,
    ).toBe(1_201);
    expect(found(db)).toEqual([]);
  });

  it('D5 each day has its head soon after midnight, listed newest first and one by one', async () => {
    const clock = new ManualClock(BEFORE_MIDNIGHT);
    const db = opened();
    const writer = new GroupWriter({ db, clock });
    const [heads, journal] = [new JournalHeads(db), new JournalStore(db)];
    const days = new DayHeads({ heads, journal, writer, clock, logger: silentLogger });
    days.start();
    expect(heads.page({})).toEqual({ items: [] });
    for (let day = 0; day < 3; day++) {
      clock.advance(day === 0 ? 600_000 : DAY_MS);
      writer.flush();
    }
    const { items } = heads.page({});
    expect(items.map(({ day, number }) => [day, number])).toEqual([
      ['2026-07-09', 3],
      ['2026-07-08', 2],
      ['2026-07-07', 1],
    ]);
    const first = heads.page({ limit: 2 });
    expect(first.items).toEqual(items.slice(0, 2));
    expect(heads.page({ limit: 2, after: first.next ?? '' }).items).toEqual(items.slice(2));
    days.stop();
    days.start();
    clock.advance(60_000);
    writer.flush();
    expect(heads.page({}).items).toEqual(items);
    days.stop();
  });

  it('D5 a hub that was off at midnight ends the days it missed at its next start, if there is anything to end', async () => {
    const clock = new ManualClock(BEFORE_MIDNIGHT);
    const rig = await HubRig.start(eastSite, temporaryFolder(), clock);
    await rig.restart();
    expect(await rig.get('/journal/heads')).toEqual({ items: [] });
    await rig.stop();
    const db = new Database(join(rig.folder, 'hub.db'));
    const deed = { by: 'wang', action: 'x', office: null, subject: 's', detail: null };
    new JournalStore(db).append({ ...deed, atMs: clock.wall() });
    db.close();
    clock.advance(3 * DAY_MS);
    await rig.restart();
    await rig.settle();
    const { items } = await rig.get<{ items: JournalHead[] }>('/journal/heads');
    expect(items.map(({ day }) => day)).toEqual(['2026-07-09']);
  });
});

describe('rating-hub verify', () => {
  const run = async (flags: readonly string[], folder?: string) => {
    const lines = { out: [] as string[], err: [] as string[] };
    const status = await verifyCommand(
      flags,
      { out: (text) => void lines.out.push(text), err: (text) => void lines.err.push(text), environment: {} },
      folder === undefined ? undefined : inHere(join(folder, 'hub.db')),
    );
    return { status, out: lines.out.join(''), err: lines.err.join('') };
  };

  it('D5 says that all is well with 0, and names the first bad record of each kind with 1', async () => {
    const lived = await twoDays();
    const good = tampered(lived, () => undefined);
    expect(await run(['--data', good], good)).toMatchObject({ status: 0, err: '' });
    const bad = tampered(lived, (db) => db.exec("UPDATE rating_window SET level = 5 WHERE box = 'box-2'"));
    const { status, out } = await run(['--data', bad], bad);
    expect(status).toBe(1);
    expect(out).toMatch(/^window\/level \(2\), first: window [0-9a-f-]{36}: the level is not the one/m);
  });

  it('D5 answers a wrong argument, missing data and bad heads with 2, naming what was expected', async () => {
    expect(await run(['--dta', 'x'])).toMatchObject({ status: 2 });
    expect((await run(['--data', temporaryFolder()])).err).toContain('verify/no-data');
    expect(() => readHeads('2026-11-21 7 xyz')).toThrow(
      expect.objectContaining({ code: 'verify/bad-heads' }),
    );
    expect(readHeads(`# kept by wang\n\n2026-11-21 7 ${'a'.repeat(64)}\r\n`)).toEqual([
      { day: '2026-11-21', number: 7, hash: 'a'.repeat(64) },
    ]);
    expect((await run(['--help'])).out).toContain('--head');
  });
});
