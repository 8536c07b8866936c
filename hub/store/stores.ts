import type { Sqlite } from '#platform/sqlite.js';
import { CellLedger } from './aggregates/cellLedger.js';
import { AlarmStore } from './alarmStore.js';
import { BoxSettingsStore } from './boxSettingsStore.js';
import { BoxStore } from './boxStore.js';
import { ConditionStore } from './conditionStore.js';
import { EnrolmentStore } from './enrolmentStore.js';
import { EventStore } from './eventStore.js';
import { ExclusionStore } from './exclusionStore.js';
import { JournalStore } from './journalStore.js';
import { ListStore } from './listStore.js';
import { RatingList } from './ratingList.js';
import { WindowStore } from './windowStore.js';

/** Every store on one database. What windows change is written to the cells by `cells.save`, with each transaction. */
export const openStores = (db: Sqlite, cells = new CellLedger(db)) => ({
  cells,
  windows: new WindowStore(db, cells),
  boxes: new BoxStore(db),
  conditions: new ConditionStore(db),
  settings: new BoxSettingsStore(db),
  enrolments: new EnrolmentStore(db),
  alarms: new AlarmStore(db),
  events: new EventStore(db),
  journal: new JournalStore(db),
  lists: new ListStore(db),
  ratings: new RatingList(db),
  exclusions: new ExclusionStore(db),
});
export type Stores = ReturnType<typeof openStores>;
