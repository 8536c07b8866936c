import type { Sqlite } from '#platform/sqlite.js';
import { closingText } from '../../hub/alarms/closingText.js';
import { type AlarmRecord, AlarmStore } from '../../hub/store/alarmStore.js';
import { CaseStore } from '../../hub/store/caseStore.js';
import type { Deed } from '../../hub/store/journalStore.js';
import { namedRandom } from '../random.js';
import { rocYearOf } from './calendar.js';
import type { PastAlarm, PastClosing } from './pastAlarm.js';
import type { PastCase } from './pastCase.js';
import type { PastWindow } from './pastWindow.js';
import { TimedIds } from './timedIds.js';

const DEPART_MS = 180_000;

/** Stores alarms with every step of their lives, and the cases some became. Returns what people did, in no order. */
export function loadAlarms(db: Sqlite, windows: readonly PastWindow[], seed: number): Deed[] {
  const alarms = new AlarmStore(db);
  const deeds: Deed[] = [];
  const complaints: Complaint[] = [];
  for (const window of windows) {
    const { alarm, office } = window;
    if (alarm === null) continue;
    alarms.insert(recordOf(window, alarm));
    for (const step of stepsOf(alarm)) alarms.addStep({ alarm: alarm.id, ...step });
    deeds.push(...deedsOf(office, alarm));
    if (alarm.case !== null && alarm.closed !== null)
      complaints.push({ office, alarm: alarm.id, closed: alarm.closed, found: alarm.case });
  }
  return [...deeds, ...loadCases(new CaseStore(db), complaints, seed)];
}

function recordOf({ id: window, office, counter }: PastWindow, alarm: PastAlarm): AlarmRecord {
  const { id, level, raisedMs, called, acknowledged, departedMs, closed } = alarm;
  const state = stateOf(alarm);
  return {
    ...{ id, office, counter, window, level, state, raisedMs, departedMs },
    source: 'rating',
    priority: level === 1 ? 'high' : 'medium',
    condition: null,
    facts: null,
    acknowledgedMs: acknowledged?.atMs ?? null,
    acknowledgedBy: acknowledged?.by ?? null,
    closedMs: closed?.atMs ?? null,
    closedBy: closed?.by ?? null,
    outcome: closed?.outcome ?? null,
    cause: closed?.cause ?? null,
    remark: closed?.remark ?? null,
    rung: called.length,
    dueMs: state === 'unacknowledged' ? raisedMs + DEPART_MS : null,
    isolated: false,
  };
}

function stateOf({ acknowledged, departedMs, closed }: PastAlarm): AlarmRecord['state'] {
  if (closed !== null) return 'closed';
  if (departedMs !== null) return 'departed';
  return acknowledged === null ? 'unacknowledged' : 'acknowledged';
}

/** In the order in which they happened. */
function stepsOf({ raisedMs, called, acknowledged, departedMs, closed }: PastAlarm) {
  const step = (
    name: 'raised' | 'called' | 'acknowledged' | 'departed' | 'closed',
    atMs: number,
    by?: string,
  ) => ({
    step: name,
    atMs,
    by: by ?? null,
    detail: name === 'closed' && closed !== null ? detailOf(closed) : null,
  });
  return [
    step('raised', raisedMs),
    ...called.map(({ atMs, by }) => step('called', atMs, by)),
    ...(acknowledged === null ? [] : [step('acknowledged', acknowledged.atMs, acknowledged.by)]),
    ...(departedMs === null ? [] : [step('departed', departedMs)]),
    ...(closed === null ? [] : [step('closed', closed.atMs, closed.by)]),
  ];
}

const detailOf = ({ outcome, cause }: PastClosing): string => `${outcome}/${cause}`;

function deedsOf(office: string, { id: subject, acknowledged, closed }: PastAlarm): Deed[] {
  return [
    ...(acknowledged === null
      ? []
      : [{ ...acknowledged, action: 'alarm/acknowledged', office, subject, detail: null }]),
    ...(closed === null
      ? []
      : [
          {
            ...{ atMs: closed.atMs, by: closed.by, action: 'alarm/closed', office, subject },
            detail: closingText(closed, 0),
          },
        ]),
  ];
}

interface Complaint {
  readonly office: string;
  readonly alarm: string;
  readonly closed: PastClosing;
  readonly found: PastCase;
}

/** Numbered in the order of their opening. */
function loadCases(cases: CaseStore, complaints: Complaint[], seed: number): Deed[] {
  const ids = new TimedIds(namedRandom(seed, 'cases'));
  complaints.sort((one, other) => one.closed.atMs - other.closed.atMs);
  return complaints.flatMap(({ office, alarm, closed, found }) => {
    const { owner, due, corrective, preventive, released } = found;
    const id = ids.next(closed.atMs);
    const rocYear = rocYearOf(closed.atMs);
    const number = cases.newestNumber(office, rocYear) + 1;
    cases.insert({
      ...{ id, office, rocYear, number, alarm, owner, due, corrective, preventive },
      openedMs: closed.atMs,
      openedBy: closed.by,
      state: released === null ? 'open' : 'released',
      releasedMs: released?.atMs ?? null,
      releasedBy: released?.by ?? null,
      releaseRemark: null,
    });
    return released === null
      ? []
      : [
          {
            ...{ ...released, action: 'case/released', office, subject: id },
            detail: `${office}-${rocYear}-${String(number).padStart(3, '0')}`,
          },
        ];
  });
}
