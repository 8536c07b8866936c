import { onTestFinished } from 'vitest';
import type { AlarmSource, AlarmView } from '#contract/alarms.js';
import type { Level } from '#contract/values.js';
import { ManualClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { openSqlite } from '#platform/sqlite.js';
import { alarmDesksOf } from '../../hub/alarmDesks.js';
import { type AlarmChange, AlarmRegister } from '../../hub/alarms/alarmRegister.js';
import { ConditionDesk } from '../../hub/alarms/conditionDesk.js';
import type { Condition } from '../../hub/alarms/conditions.js';
import type { AlarmRecord } from '../../hub/store/alarmStore.js';
import { GroupWriter } from '../../hub/store/groupWriter.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { SiteStore } from '../../hub/store/siteStore.js';
import { openStores } from '../../hub/store/stores.js';
import { offeredWindow } from '../../hub/windows/windowProjector.js';
import { hubDesks } from './hubDesks.js';
import { eastSite } from './sites.js';
import { temporaryFolder } from './temporary.js';

/** The desks of alarms on a real database, without a hub around them; what they tell is kept. */
export function alarmBench(folder = temporaryFolder(), clock = new ManualClock()) {
  const db = openSqlite(`${folder}/hub.db`, migrations);
  onTestFinished(() => void db.close());
  const sites = new SiteStore(db);
  sites.apply(eastSite, clock.wall());
  const stores = openStores(db);
  const writer = new GroupWriter({ db, clock });
  const changes: AlarmChange[] = [];
  const changed = (more: readonly AlarmChange[]) => void changes.push(...more);
  const tools = {
    ...{ db, stores, writer, sites, clock, ids: systemIds, logger: silentLogger },
    analyst: hubDesks(db, clock, folder).analyst,
    backups: () => undefined,
  };
  const desks = alarmDesksOf({ ...tools, listener: { changed, taken: nobody, board: () => BOARD } });
  const register = new AlarmRegister({ ...stores, ...desks, ids: systemIds });
  const conditions = new ConditionDesk({ ...tools, ...stores, register, changed });

  /** One look at equipment, at which this is wrong. */
  const reconcile = (...present: Condition[]): void => {
    conditions.reconcile(present);
    writer.flush();
  };

  const close = async (id: string): Promise<void> => {
    const closing = { by: 'wu', outcome: 'solved', cause: 'other' } as const;
    for (const deed of [desks.desk.acknowledge(id, { by: 'wu' }), desks.desk.close(id, closing)]) {
      writer.flush();
      await deed;
    }
  };

  /** A rating of a window that opened and ended now. Returns the window. */
  const press = (counter: string, level: Level): string => {
    const [now, id] = [clock.wall(), systemIds.uuid()];
    const place = {
      office: 'east',
      counter,
      clerk: 'lin',
      kind: 'receipt',
      service: null,
      visit: null,
    } as const;
    const told = { number: id, issuedMs: now, receivedMs: now, voidedMs: null, offered: id, window: id };
    const offered = offeredWindow({ id, ...place, ...told }, { lengthMs: 30_000, box: `box-${counter}` });
    const ended = {
      state: 'ended',
      openedMs: now,
      endedMs: now,
      outcome: 'rated',
      level,
      afterMs: 0,
    } as const;
    let raised: readonly AlarmChange[] = [];
    writer.add({
      run: () => {
        stores.windows.insert({ ...offered, ...ended });
        raised = desks.raiser.rated({ ...offered, ...ended }, level, now);
      },
      committed: () => changed(raised),
      failed: (error) => {
        throw error;
      },
    });
    writer.flush();
    return id;
  };

  const alarms = (source: AlarmSource, limit = 100): readonly AlarmView[] =>
    desks.desk.list({ source, limit }).items;
  const current = (office: string): readonly AlarmRecord[] => stores.alarms.current(office, 0, 500);
  return { folder, clock, db, reconcile, close, press, alarms, current, changes };
}

const nobody = (): void => undefined;
const BOARD = { shelfChanged: nobody, dutyChanged: nobody, lampChanged: nobody, chimeTestChanged: nobody };
