import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BoxEvent } from '#contract/events.js';
import { openSqlite, openToRead, type Sqlite } from '#platform/sqlite.js';
import type { Counts } from '../../../../hub/statistics/counts.js';
import { CellReader } from '../../../../hub/store/aggregates/cellReader.js';
import { checkCells, rebuildCells } from '../../../../hub/store/aggregates/rebuildCells.js';
import { migrations } from '../../../../hub/store/migrations/index.js';
import { type Random, seededRandom } from '../../../../simulators/random.js';
import { HubRig } from '../../../support/hubRig.js';
import { LiveHistory } from './liveHistory.js';
import { randomQuestion } from './randomQuestions.js';
import { recount, rowsOf } from './recount.js';

const STEPS = 150;
const ALWAYS = { fromMs: 0, toMs: Date.UTC(2100, 0, 1) };

/** Cells answer what the windows say, whatever is asked. */
function compare(db: Sqlite, random: Random, questions: number): void {
  const reader = new CellReader(db);
  const rows = rowsOf(db);
  for (let asked = 0; asked < questions && rows.length > 0; asked++) {
    const question = randomQuestion(random, rows);
    expect({ question, cells: reader.cells(question) }).toEqual({ question, cells: recount(rows, question) });
  }
}

/** What boxes reported and the hub did not keep aside. */
function counted(db: Sqlite, reported: readonly BoxEvent[]): BoxEvent[] {
  const aside = new Set(
    (db.prepare('SELECT payload FROM set_aside').pluck().all() as string[]).map(
      (payload) => (JSON.parse(payload) as BoxEvent).id,
    ),
  );
  const stored = new Set(db.prepare('SELECT id FROM event').pluck().all() as string[]);
  return reported.filter(({ id }) => stored.has(id) && !aside.has(id));
}

function tally(events: readonly BoxEvent[], excluded: ReadonlySet<string>): Partial<Counts> {
  const ratings = events.filter((event) => event.kind === 'rated');
  const kept = ratings.filter(({ window }) => !excluded.has(window));
  const of = (list: typeof ratings, level: number): number =>
    list.filter((event) => event.level === level).length;
  const out = ratings.filter(({ window }) => excluded.has(window));
  return {
    c5: of(kept, 5),
    c4: of(kept, 4),
    c3: of(kept, 3),
    c2: of(kept, 2),
    c1: of(kept, 1),
    x5: of(out, 5),
    x4: of(out, 4),
    x3: of(out, 3),
    x2: of(out, 2),
    x1: of(out, 1),
    expired: events.filter(({ kind }) => kind === 'expired').length,
    answerMs: kept.reduce((sum, { afterMs }) => sum + Math.round(afterMs), 0),
  };
}

describe('cells of a living hub', () => {
  it.each([1, 2, 3])(
    'S5 every figure equals the one recounted from the windows and the reports, seed %i',
    async (seed) => {
      const random = seededRandom(seed);
      const rig = await HubRig.start();
      const file = join(rig.folder, 'hub.db');
      const db = openToRead(file);
      const offered = db.prepare('SELECT offered FROM issuance WHERE id = ?').pluck();
      const history = new LiveHistory(rig, random, (issuance) => String(offered.get(issuance)));
      for (let step = 1; step <= STEPS; step++) {
        await history.step();
        compare(db, random, step % 50 === 0 ? 40 : 1);
      }
      const events = counted(db, history.reported);
      const [all] = new CellReader(db).cells({ population: ALWAYS, by: [] });
      expect(all?.counts).toMatchObject(tally(events, history.excluded));
      expect(events.filter(({ kind }) => kind === 'rated').length).toBeGreaterThan(10);
      expect(events.some(({ kind }) => kind === 'joined')).toBe(true);
      db.close();
      await rig.stop();
      const owner = openSqlite(file, migrations);
      const windows = rowsOf(owner).filter(({ outcome }) => outcome !== null).length;
      expect(checkCells(owner)).toEqual({ windows, differing: 0 });
      expect(rebuildCells(owner)).toBe(windows);
      compare(owner, random, 60);
      owner.close();
    },
  );
});
