import type { AlarmCause, AlarmOutcome, EquipmentCode } from '#contract/alarms.js';
import type { Level } from '#contract/values.js';
import type { Sqlite } from '#platform/sqlite.js';
import { rocYearAt } from '../../hub/cases/caseRules.js';
import { type AlarmRecord, AlarmStore } from '../../hub/store/alarmStore.js';
import { CaseStore } from '../../hub/store/caseStore.js';
import { uuid } from './ids.js';

/** What a test knows of an alarm before anything is stored. Times are Unix ms. */
export interface RecordedAlarm {
  readonly source: AlarmRecord['source'];
  readonly office: string;
  readonly counter: string | null;
  readonly window: string | null;
  readonly level: Level | null;
  readonly code: EquipmentCode | null;
  readonly raisedMs: number;
  /** Who was called, in that order; the same person may be called again. */
  readonly called: readonly string[];
  readonly acknowledgedMs: number | null;
  readonly departedMs: number | null;
  readonly closed: {
    readonly atMs: number;
    readonly outcome: AlarmOutcome;
    readonly cause: AlarmCause;
  } | null;
  readonly shelvedMs: number | null;
  readonly isolated: boolean;
  /** Of the case it became. */
  readonly case: { readonly due: string; readonly releasedMs: number | null } | null;
}

export const OUTCOMES: readonly AlarmOutcome[] = ['solved', 'citizen-left', 'mis-press', 'complaint'];
export const CAUSES: readonly AlarmCause[] = ['staff', 'rule', 'waiting', 'documents', 'other'];

const BY = '張主管';
const CHAIN = [BY, '李秘書', '陳主任'] as const;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A rating's alarm with a life that its index decides: six of seven were met, most are closed, a few became cases. */
export function ratingAlarm(
  index: number,
  rated: Pick<RecordedAlarm, 'office' | 'counter' | 'window' | 'raisedMs'> & { readonly level: Level },
): RecordedAlarm {
  const { raisedMs } = rated;
  const met = index % 7 !== 0;
  const delayMs = 5_000 + (index % 90) * 1_000;
  const acknowledgedMs = met ? raisedMs + delayMs : null;
  const departedMs = met ? null : raisedMs + 3 * MINUTE_MS;
  const outcome = OUTCOMES[index % 11 === 0 ? 3 : index % 3] ?? 'solved';
  const closedMs = (acknowledgedMs ?? raisedMs + 3 * MINUTE_MS) + (1 + (index % 40)) * MINUTE_MS;
  return {
    ...rated,
    source: 'rating',
    code: null,
    called: CHAIN.slice(0, met && delayMs < MINUTE_MS ? 1 : 2),
    acknowledgedMs,
    departedMs,
    closed: index % 5 === 4 ? null : { atMs: closedMs, outcome, cause: CAUSES[index % 5] ?? 'other' },
    shelvedMs: index % 13 === 0 ? raisedMs + 1_000 : null,
    isolated: false,
    case:
      index % 5 === 4 || outcome !== 'complaint'
        ? null
        : {
            due: new Date(closedMs + 7 * DAY_MS).toISOString().slice(0, 10),
            releasedMs: index % 2 === 0 ? closedMs + (3 + (index % 12)) * DAY_MS : null,
          },
  };
}

/** Stores them as the hub would: each with its steps, and its case. */
export function storeAlarms(db: Sqlite, alarms: readonly RecordedAlarm[]): void {
  const store = new AlarmStore(db);
  const cases = new CaseStore(db);
  db.transaction(() => {
    for (const [index, alarm] of alarms.entries()) {
      const id = uuid(10_000_000 + index);
      store.insert(recordOf(alarm, id));
      for (const step of stepsOf(alarm)) store.addStep({ alarm: id, by: null, detail: null, ...step });
      storeCase(cases, alarm, id, index);
    }
  })();
}

function recordOf(alarm: RecordedAlarm, id: string): AlarmRecord {
  const { source, office, counter, window, level, code, raisedMs, acknowledgedMs, departedMs, closed } =
    alarm;
  const state =
    closed !== null
      ? 'closed'
      : departedMs !== null
        ? 'departed'
        : acknowledgedMs !== null
          ? 'acknowledged'
          : 'unacknowledged';
  return {
    ...{ id, source, office, counter, window, level, state, raisedMs, acknowledgedMs, departedMs },
    priority: source === 'equipment' ? 'low' : level === 1 ? 'high' : 'medium',
    condition: null,
    facts: code === null ? null : JSON.stringify({ code }),
    acknowledgedBy: acknowledgedMs === null ? null : BY,
    closedMs: closed?.atMs ?? null,
    closedBy: closed === null ? null : BY,
    outcome: closed?.outcome ?? null,
    cause: closed?.cause ?? null,
    remark: null,
    rung: 0,
    dueMs: null,
    isolated: alarm.isolated,
  };
}

function stepsOf({ raisedMs, called, acknowledgedMs, departedMs, closed, shelvedMs }: RecordedAlarm) {
  return [
    { step: 'raised' as const, atMs: raisedMs },
    ...called.map((by, at) => ({ step: 'called' as const, atMs: raisedMs + at * MINUTE_MS, by })),
    ...(shelvedMs === null ? [] : [{ step: 'shelved' as const, atMs: shelvedMs, by: BY }]),
    ...(acknowledgedMs === null ? [] : [{ step: 'acknowledged' as const, atMs: acknowledgedMs, by: BY }]),
    ...(departedMs === null ? [] : [{ step: 'departed' as const, atMs: departedMs }]),
    ...(closed === null ? [] : [{ step: 'closed' as const, atMs: closed.atMs, by: BY }]),
  ];
}

function storeCase(cases: CaseStore, alarm: RecordedAlarm, id: string, index: number): void {
  const { office, closed } = alarm;
  if (alarm.case === null || closed === null) return;
  const { due, releasedMs } = alarm.case;
  const rocYear = rocYearAt(closed.atMs);
  cases.insert({
    id: uuid(20_000_000 + index),
    ...{ office, rocYear, alarm: id, due, releasedMs },
    number: cases.newestNumber(office, rocYear) + 1,
    openedMs: closed.atMs,
    openedBy: BY,
    owner: '王負責',
    corrective: '已說明並致歉',
    preventive: '增開櫃檯',
    state: releasedMs === null ? 'open' : 'released',
    releasedBy: releasedMs === null ? null : BY,
    releaseRemark: null,
  });
}
