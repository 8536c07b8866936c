import { onTestFinished } from 'vitest';
import { DEFAULT_ALARM_SETTINGS } from '#contract/alarms.js';
import { ManualClock } from '#platform/clock.js';
import { openSqlite } from '#platform/sqlite.js';
import { CaseDesk } from '../../../hub/cases/caseDesk.js';
import { CellLedger } from '../../../hub/store/aggregates/cellLedger.js';
import { type AlarmRecord, AlarmStore } from '../../../hub/store/alarmStore.js';
import { CaseStore } from '../../../hub/store/caseStore.js';
import { GroupWriter } from '../../../hub/store/groupWriter.js';
import { HolidayStore } from '../../../hub/store/holidayStore.js';
import { JournalStore } from '../../../hub/store/journalStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { loadWindows } from '../../../hub/store/windowLoader.js';
import type { IssuanceRecord, WindowRecord } from '../../../hub/windows/windowRecord.js';
import { countedIds, uuid } from '../../support/ids.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';

/** So many hours after midnight of a day in Taipei. */
export const taipei = (day: string, hour = 0): number =>
  Date.parse(`${day}T00:00:00.000+08:00`) + hour * 3_600_000;

/** Ids of windows and alarms, far from those the desk counts. */
const FAR = 1_000_000;
type LoadedState = { readonly state: 'ended'; readonly endedMs: number; readonly outcome: 'rated' };

/** A desk of cases on a real file, of offices with seven days for each case. */
export function caseRig(nowMs: number) {
  const file = `${temporaryFolder()}/hub.db`;
  const db = openSqlite(file, migrations);
  onTestFinished(() => void db.close());
  new SiteStore(db).apply(eastSite, nowMs);
  const clock = new ManualClock(nowMs);
  const writer = new GroupWriter({ db, clock });
  const journal = new JournalStore(db);
  const alarms = new AlarmStore(db);
  const cases = new CaseStore(db);
  const desk = new CaseDesk({
    cases,
    holidays: new HolidayStore(db),
    plans: { settingsOf: (office) => ({ ...DEFAULT_ALARM_SETTINGS, caseDays: office === 'west' ? 3 : 7 }) },
    writer,
    journal,
    clock,
    ids: countedIds(),
  });
  let made = FAR;
  /** An alarm about a dissatisfied rating of `clerk`, closed as a complaint in the moment it becomes a case. */
  const alarm = (office = 'east', clerk = '王小明'): AlarmRecord => {
    made += 3;
    const record = alarmRecord(made, office, clock.wall());
    db.transaction(() => {
      loadWindows(db, [loaded(made, office, clerk, clock.wall())], new CellLedger(db));
      alarms.insert(record);
    })();
    return record;
  };
  const open = (record = alarm(), by = '陳課長'): Promise<string> =>
    writer.write(() => desk.open(record, by, clock.wall()));
  return { db, clock, writer, journal, cases, desk, alarm, open };
}

const alarmRecord = (id: number, office: string, atMs: number): AlarmRecord => ({
  id: uuid(id),
  source: 'rating',
  office,
  counter: '1',
  window: uuid(id + 1),
  level: 2,
  priority: 'medium',
  condition: null,
  facts: null,
  state: 'closed',
  raisedMs: atMs,
  acknowledgedMs: atMs,
  acknowledgedBy: '陳課長',
  departedMs: null,
  closedMs: atMs,
  closedBy: '陳課長',
  outcome: 'complaint',
  cause: 'waiting',
  remark: '等候超過一小時',
  rung: 0,
  dueMs: null,
  isolated: false,
});

function loaded(id: number, office: string, clerk: string, issuedMs: number) {
  const document = {
    office,
    counter: '1',
    clerk,
    kind: 'receipt',
    service: null,
    visit: null,
    issuedMs,
  } as const;
  const window: WindowRecord & LoadedState = {
    ...document,
    id: uuid(id + 1),
    box: null,
    state: 'ended',
    lengthMs: 30_000,
    openedMs: issuedMs,
    closesMs: issuedMs + 30_000,
    endedMs: issuedMs + 4_000,
    outcome: 'rated',
    reason: null,
    provisional: false,
    level: 2,
    afterMs: 4_000,
    extraPresses: 0,
    extended: false,
    flagged: false,
    excluded: false,
    source: null,
    dueMs: null,
  };
  const issuance: IssuanceRecord = {
    ...document,
    id: uuid(id + 2),
    number: `N${id}`,
    receivedMs: issuedMs,
    voidedMs: null,
    offered: uuid(id + 1),
    window: uuid(id + 1),
  };
  return { window, issuance };
}
