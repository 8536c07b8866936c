import type { Sqlite } from '#platform/sqlite.js';
import { AlarmStore } from './alarmStore.js';
import { BoxSettingsStore } from './boxSettingsStore.js';
import { BoxStore } from './boxStore.js';
import { ConditionStore } from './conditionStore.js';
import { EnrolmentStore } from './enrolmentStore.js';
import { EventStore } from './eventStore.js';
import { ListStore } from './listStore.js';
import { StatisticsStore } from './statisticsStore.js';
import { WindowStore } from './windowStore.js';

/** Every store on one database. */
export const openStores = (db: Sqlite) => ({
  windows: new WindowStore(db),
  boxes: new BoxStore(db),
  conditions: new ConditionStore(db),
  settings: new BoxSettingsStore(db),
  enrolments: new EnrolmentStore(db),
  alarms: new AlarmStore(db),
  events: new EventStore(db),
  lists: new ListStore(db),
  statistics: new StatisticsStore(db),
});
export type Stores = ReturnType<typeof openStores>;
