import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { canWrite, openSqlite } from '#platform/sqlite.js';
import { Hub } from '../../hub/hub.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { SiteStore } from '../../hub/store/siteStore.js';
import { hubDesks } from '../support/hubDesks.js';
import { LoopBroker } from '../support/hubRig.js';
import { eastSite } from '../support/sites.js';
import { temporaryFolder } from '../support/temporary.js';

function database() {
  const folder = temporaryFolder();
  const db = openSqlite(join(folder, 'hub.db'), migrations);
  onTestFinished(() => void db.close());
  return { folder, db };
}

/** Size and time of change of every file. */
const traces = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.endsWith('-shm'))
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    });

describe('a database asked whether it can be written', () => {
  it('says yes, within a transaction too, and writes nothing for it', () => {
    const { folder, db } = database();
    const before = traces(folder);
    expect(canWrite(db)).toBe(true);
    expect(db.inTransaction).toBe(false);
    expect(traces(folder)).toEqual(before);
    db.transaction(() => expect(canWrite(db)).toBe(true))();
  });

  it('says no while another process keeps it from writing, and when it is closed', () => {
    const { folder, db } = database();
    const other = openSqlite(join(folder, 'hub.db'), migrations);
    onTestFinished(() => void other.close());
    db.pragma('busy_timeout = 0');
    other.exec('BEGIN IMMEDIATE');
    expect(canWrite(db)).toBe(false);
    other.exec('ROLLBACK');
    expect(canWrite(db)).toBe(true);
    db.close();
    expect(canWrite(db)).toBe(false);
  });
});

describe('B7 the hub about its own health', () => {
  async function start(broker: LoopBroker) {
    const { db, folder } = database();
    const sites = new SiteStore(db);
    const clock = new ManualClock();
    sites.apply(eastSite, clock.wall());
    const hub = new Hub({
      db,
      sites,
      broker,
      ...hubDesks(db, clock, folder),
      clock,
      ids: systemIds,
      logger: silentLogger,
      software: 'test',
      http: { host: '127.0.0.1', port: 0, requestsPerMinute: 100, pages: folder },
    });
    await hub.start();
    onTestFinished(() => hub.stop());
    return { hub, db };
  }

  it('is well while its broker is and its database can be written', async () => {
    let well = true;
    const broker = Object.assign(new LoopBroker(), { healthy: () => well });
    const { hub, db } = await start(broker);
    expect(hub.healthy()).toBe(true);
    well = false;
    expect(hub.healthy()).toBe(false);
    well = true;
    db.close();
    expect(hub.healthy()).toBe(false);
  });

  it('is not restarted for a broker elsewhere that is out of reach', async () => {
    const broker = new LoopBroker();
    const { hub } = await start(broker);
    broker.up = false;
    expect(hub.healthy()).toBe(true);
  });
});
