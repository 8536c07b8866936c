import { dirname } from 'node:path';
import type { Clock } from '#platform/clock.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { Sqlite } from '#platform/sqlite.js';
import { AlarmDesk } from './alarms/alarmDesk.js';
import { AlarmPlans } from './alarms/alarmPlans.js';
import { AlarmRaiser } from './alarms/alarmRaiser.js';
import { type AlarmChange, AlarmRegister } from './alarms/alarmRegister.js';
import { AlarmViews } from './alarms/alarmViews.js';
import { AlarmWatch } from './alarms/alarmWatch.js';
import { ConditionDesk } from './alarms/conditionDesk.js';
import { DutyWatch } from './alarms/dutyWatch.js';
import { RateWatch } from './alarms/rateWatch.js';
import { ShelfDesk } from './alarms/shelfDesk.js';
import type { BackupStanding } from './backup/backupRules.js';
import { CaseDesk } from './cases/caseDesk.js';
import { DirectoryDisk } from './equipment/dataDisk.js';
import { EquipmentWatch } from './equipment/equipmentWatch.js';
import type { OfficeBoard } from './live/officeBoard.js';
import { ChimeTestWatch } from './signals/chimeTestWatch.js';
import { SignalDesk } from './signals/signalDesk.js';
import type { Analyst } from './statistics/analyst.js';
import { AlarmList } from './store/alarmLists.js';
import { AlarmSettingsStore } from './store/alarmSettingsStore.js';
import type { AlarmRecord } from './store/alarmStore.js';
import { BoxFactStore } from './store/boxFacts.js';
import { CaseStore } from './store/caseStore.js';
import { ChimeTestStore } from './store/chimeTestStore.js';
import { DutyStore } from './store/dutyStore.js';
import type { GroupWriter } from './store/groupWriter.js';
import { HolidayStore } from './store/holidayStore.js';
import { LampStore } from './store/lampStore.js';
import { RecentRatings } from './store/recentRatings.js';
import { ShelfStore } from './store/shelfStore.js';
import type { SiteStore } from './store/siteStore.js';
import type { Stores } from './store/stores.js';

/** Who hears, after the commit, of what happens to alarms and to those who answer them. */
export interface AlarmListener {
  readonly changed: (changes: readonly AlarmChange[]) => void;
  /** A supervisor has taken it. */
  readonly taken: (alarm: AlarmRecord) => void;
  /** Shows the rest to those who watch; not asked for before something happens. */
  readonly board: () => Pick<
    OfficeBoard,
    'shelfChanged' | 'dutyChanged' | 'lampChanged' | 'chimeTestChanged'
  >;
}

/** What the hub lends to those who look after alarms. */
export interface AlarmDeskTools {
  readonly db: Sqlite;
  readonly stores: Stores;
  /** The only way to write while the hub runs. */
  readonly writer: GroupWriter;
  readonly sites: SiteStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** Says which keys seem covered (S8). */
  readonly analyst: Pick<Analyst, 'ask'>;
  /** How the backups stand; not asked for before the start. Undefined where none are made. */
  readonly backups: () => BackupStanding | undefined;
  readonly listener: AlarmListener;
}

/** Whatever raises, shows and answers alarms. */
export interface AlarmDesks {
  readonly desk: AlarmDesk;
  readonly plans: AlarmPlans;
  readonly shelves: ShelfDesk;
  readonly views: AlarmViews;
  readonly raiser: AlarmRaiser;
  readonly cases: CaseDesk;
  readonly signals: SignalDesk;
  /** What of them works by itself, in the order of starting. */
  readonly services: readonly Service[];
}

/** Alarms from raising to closing, with what is watched for them, those who are called, and the cases that come of them. */
export function alarmDesksOf(tools: AlarmDeskTools): AlarmDesks {
  const { db, stores, clock, listener } = tools;
  const { changed } = listener;
  const parts = { ...stores, ...tools, changed };
  const plans: AlarmPlans = new AlarmPlans({
    ...parts,
    settings: new AlarmSettingsStore(db),
    duty: new DutyStore(db),
    changed: (office) => duty.tell(office),
  });
  const duty = new DutyWatch({
    ...tools,
    plans,
    changed: (office) => listener.board().dutyChanged(plans.duty(office)),
  });
  const cases = new CaseDesk({
    ...parts,
    cases: new CaseStore(db),
    holidays: new HolidayStore(db),
    plans,
  });
  const register = new AlarmRegister({ ...parts, plans });
  const shelves = new ShelfDesk({
    ...parts,
    shelves: new ShelfStore(db),
    shelved: (shelf, change) => {
      listener.board().shelfChanged(shelf);
      changed([change]);
    },
  });
  const views = new AlarmViews({ ...parts, plans, cases });
  const signals = new SignalDesk({
    ...parts,
    lamps: new LampStore(db),
    tests: new ChimeTestStore(db),
    settingsOf: (office) => plans.settingsOf(office),
    lampChanged: (lamp, from) => listener.board().lampChanged(lamp, from),
    testChanged: (test) => listener.board().chimeTestChanged(test),
  });
  const shared = { ...parts, plans, register, shelves, views, cases };
  const rates = new RateWatch({ ...shared, ratings: new RecentRatings(db) });
  tools.writer.hook(rates);
  return {
    ...{ plans, shelves, views, cases, signals },
    desk: new AlarmDesk({ ...shared, list: new AlarmList(db), taken: listener.taken }),
    raiser: new AlarmRaiser({ ...shared, rates }),
    services: [
      signals,
      new AlarmWatch(shared),
      duty,
      new ChimeTestWatch({ tests: signals.tests, clock }),
      equipmentWatch(tools, { plans, signals, conditions: new ConditionDesk(shared) }),
    ],
  };
}

function equipmentWatch(
  tools: AlarmDeskTools,
  { plans, signals, conditions }: { plans: AlarmPlans; signals: SignalDesk; conditions: ConditionDesk },
): EquipmentWatch {
  const { db } = tools;
  return new EquipmentWatch({
    ...tools,
    boxes: new BoxFactStore(db),
    lamps: signals.lampRegistry,
    chime: signals.tests,
    settingsOf: (office) => plans.settingsOf(office),
    alarms: conditions,
    conditionAlarms: conditions,
    disk: new DirectoryDisk(dirname(db.name)),
  });
}
