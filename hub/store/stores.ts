import type { Sqlite } from '#platform/sqlite.js';
import { AccountStore } from './accountStore.js';
import { CellLedger } from './aggregates/cellLedger.js';
import { AlarmStore } from './alarmStore.js';
import { BoxSettingsStore } from './boxSettingsStore.js';
import { BoxStore } from './boxStore.js';
import { CertificateStore } from './certificateStore.js';
import { ConditionStore } from './conditionStore.js';
import { EnrolmentStore } from './enrolmentStore.js';
import { EventStore } from './eventStore.js';
import { ExclusionStore } from './exclusionStore.js';
import { JournalHeads } from './journalHeads.js';
import { JournalStore } from './journalStore.js';
import { ListStore } from './listStore.js';
import { RatingList } from './ratingList.js';
import { RestorationStore } from './restorationStore.js';
import { SealStore } from './sealStore.js';
import { SessionStore } from './sessionStore.js';
import { SubjectStore } from './subjectStore.js';
import { TokenStore } from './tokenStore.js';
import { WindowStore } from './windowStore.js';

/** Every store on one database. What windows change is written to the cells by `cells.save`, with each transaction. */
export const openStores = (db: Sqlite, cells = new CellLedger(db)) => ({
  cells,
  windows: new WindowStore(db, cells),
  boxes: new BoxStore(db),
  conditions: new ConditionStore(db),
  settings: new BoxSettingsStore(db),
  enrolments: new EnrolmentStore(db),
  certificates: new CertificateStore(db),
  alarms: new AlarmStore(db),
  events: new EventStore(db),
  seals: new SealStore(db),
  journal: new JournalStore(db),
  heads: new JournalHeads(db),
  lists: new ListStore(db),
  ratings: new RatingList(db),
  exclusions: new ExclusionStore(db),
  restorations: new RestorationStore(db),
  accounts: new AccountStore(db),
  sessions: new SessionStore(db),
  tokens: new TokenStore(db),
  subjects: new SubjectStore(db),
});
export type Stores = ReturnType<typeof openStores>;
