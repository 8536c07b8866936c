import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimDirectory } from '#platform/dataDirectory.js';
import { openSqlite } from '#platform/sqlite.js';
import { cellsAreCurrent, checkCells } from '../../../hub/store/aggregates/rebuildCells.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { citySite } from '../../../simulators/history/citySite.js';
import { giveHistory, type HistoryOrder, hasNoWindows } from '../../../simulators/history/giveHistory.js';
import { verifyFolder } from '../../hub/integrity/tamperRig.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Noon in Taipei on a Wednesday. */
const NOW = Date.UTC(2026, 6, 8, 4);

function order(fields: Partial<HistoryOrder> = {}): HistoryOrder {
  const folder = temporaryFolder();
  const site = join(folder, 'site.json');
  const [office] = citySite(1).offices;
  writeFileSync(site, JSON.stringify({ offices: [{ ...office, counters: office?.counters.slice(0, 3) }] }));
  return { data: join(folder, 'hub'), site, months: 2, seed: 3, nowMs: NOW, ...fields };
}

function look<T>({ data }: HistoryOrder, sql: string): T {
  const db = openSqlite(join(data, 'hub.db'), migrations);
  try {
    return db.prepare(sql).get() as T;
  } finally {
    db.close();
  }
}

describe('a hub that is given a history', () => {
  it('D5 verifies whole: the journal says of every alarm what its row says', async () => {
    const given = order();
    giveHistory(given);
    const { findings, windows } = await verifyFolder(given.data);
    expect(findings.all()).toEqual([]);
    expect(windows.withoutEvents.simulated).toBeGreaterThan(1_500);
  });

  it('has it whole: windows, documents, alarms, exclusions with their journal, and boxes from its beginning', () => {
    const given = order();
    const windows = giveHistory(given);
    expect(windows).toBeGreaterThan(1_500);
    const found = look<Record<string, number>>(
      given,
      `SELECT (SELECT count(*) FROM rating_window WHERE state = 'ended') AS windows,
         (SELECT count(*) FROM issuance i JOIN rating_window w ON w.id = i.window AND w.id = i.offered) AS documents,
         (SELECT min(issued_ms) FROM rating_window) AS first, (SELECT max(ended_ms) FROM rating_window) AS last,
         (SELECT count(*) FROM rating_window WHERE level <= 2) AS dissatisfied,
         (SELECT count(*) FROM alarm WHERE source = 'rating' AND counter IS NOT NULL) AS alarms,
         (SELECT count(*) FROM alarm WHERE state = 'closed' AND outcome IS NOT NULL AND cause IS NOT NULL) AS closed,
         (SELECT count(*) FROM alarm WHERE acknowledged_ms > raised_ms) AS acknowledged,
         (SELECT count(*) FROM journal WHERE action = 'alarm/acknowledged') AS noted,
         (SELECT count(*) FROM journal a JOIN journal b ON b.number = a.number + 1 WHERE b.at_ms < a.at_ms) AS disorder,
         (SELECT count(*) FROM alarm_step WHERE step = 'closed') AS closings,
         (SELECT count(*) FROM case_file) AS cases,
         (SELECT count(*) FROM alarm_step s WHERE step = 'called' AND by NOT IN
           (SELECT value->>'person' FROM alarm_settings, json_each(body, '$.chain'))) AS strangers,
         (SELECT count(*) FROM alarm WHERE outcome = 'complaint') AS complaints,
         (SELECT count(*) FROM rating_window WHERE excluded = 1) AS excluded,
         (SELECT count(*) FROM exclusion) AS exclusions,
         (SELECT count(*) FROM journal WHERE action = 'rating/excluded') AS entries,
         (SELECT min(from_ms) FROM assignment) AS placed`,
    );
    expect(found).toMatchObject({ windows, documents: windows, placed: Date.UTC(2026, 3, 30, 16) });
    expect(found.first).toBeLessThan(Date.UTC(2026, 4, 5));
    expect(found.last).toBeLessThan(NOW);
    expect(found.last).toBeGreaterThan(NOW - 3_600_000);
    expect(found.alarms).toBe(found.dissatisfied);
    expect(found.alarms).toBeGreaterThan(5);
    expect(found.closed).toBeGreaterThan(0.9 * (found.alarms ?? 0));
    expect([found.closings, found.noted, found.cases]).toEqual([
      found.closed,
      found.acknowledged,
      found.complaints,
    ]);
    expect([found.disorder, found.strangers]).toEqual([0, 0]);
    expect([found.exclusions, found.entries]).toEqual([found.excluded, found.excluded]);
  });

  it('has its windows counted, exactly', () => {
    const given = order();
    const windows = giveHistory(given);
    const db = openSqlite(join(given.data, 'hub.db'), migrations);
    try {
      expect(cellsAreCurrent(db)).toBe(true);
      expect(checkCells(db)).toEqual({ windows, differing: 0 });
    } finally {
      db.close();
    }
  });

  it('is not given a second one', () => {
    const given = order();
    expect(hasNoWindows(given.data)).toBe(true);
    const windows = giveHistory(given);
    expect(hasNoWindows(given.data)).toBe(false);
    expect(() => giveHistory({ ...given, seed: 4 })).toThrow(
      expect.objectContaining({ code: 'history/not-new' }) as Error,
    );
    expect(look<{ count: number }>(given, 'SELECT count(*) AS count FROM rating_window').count).toBe(windows);
  });

  it('keeps nothing of a history that was broken off', () => {
    const given = order({ months: 24 });
    const brokenOff = new Error('no longer');
    const progress = (): void => {
      throw brokenOff;
    };
    expect(() => giveHistory({ ...given, progress })).toThrow(brokenOff);
    expect(hasNoWindows(given.data)).toBe(true);
  });

  it('must be stopped', () => {
    const given = order();
    mkdirSync(given.data);
    const directory = claimDirectory(given.data);
    try {
      expect(() => giveHistory(given)).toThrow(expect.objectContaining({ code: 'data/in-use' }) as Error);
    } finally {
      directory.release();
    }
  });
});
