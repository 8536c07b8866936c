import type { AlarmView, BoxView, RatingView, WindowView } from '#contract/views.js';
import { timestamp } from '#platform/clock.js';
import { priorityOf } from '../alarms/alarmRules.js';
import type { AlarmRecord } from '../store/alarmStore.js';
import type { BoxRecord } from '../store/boxStore.js';
import type { IssuanceRecord, WindowRecord } from '../windows/windowRecord.js';

/** Records as the outside sees them. */

export function windowView(window: WindowRecord, issuances: readonly IssuanceRecord[]): WindowView {
  return {
    id: window.id,
    office: window.office,
    counter: window.counter,
    clerk: window.clerk,
    ...given('service', window.service),
    ...given('visit', window.visit),
    ...given('box', window.box),
    state: window.state,
    issuedAt: timestamp(window.issuedMs),
    ...given('openedAt', time(window.openedMs)),
    ...given('closesAt', time(window.closesMs)),
    ...given('endedAt', time(window.endedMs)),
    ...given('outcome', window.outcome),
    ...given('reason', window.reason),
    extraPresses: window.extraPresses,
    flagged: window.flagged,
    issuances: issuances.map(({ id, kind, number, issuedMs, voidedMs }) => ({
      id,
      kind,
      number,
      issuedAt: timestamp(issuedMs),
      ...given('voidedAt', time(voidedMs)),
    })),
  };
}

export function alarmView(alarm: AlarmRecord, window: WindowRecord): AlarmView {
  return {
    id: alarm.id,
    window: alarm.window,
    office: alarm.office,
    counter: window.counter,
    clerk: window.clerk,
    ...given('service', window.service),
    kind: window.kind,
    level: alarm.level,
    priority: priorityOf(alarm.level),
    state: alarm.state,
    raisedAt: timestamp(alarm.raisedMs),
    ...given('acknowledgedAt', time(alarm.acknowledgedMs)),
    ...given('acknowledgedBy', alarm.acknowledgedBy),
  };
}

/** Only for a rated window. */
export function ratingView(window: WindowRecord & { level: NonNullable<WindowRecord['level']> }): RatingView {
  return {
    window: window.id,
    office: window.office,
    counter: window.counter,
    clerk: window.clerk,
    ...given('service', window.service),
    kind: window.kind,
    level: window.level,
    at: timestamp(window.endedMs ?? window.issuedMs),
    afterMs: window.afterMs ?? 0,
    flagged: window.flagged,
  };
}

export interface Numbering {
  readonly contiguous: number;
  readonly missing: number;
}

export function boxView(box: BoxRecord, numbering: Numbering): BoxView {
  return {
    id: box.id,
    office: box.office,
    ...given('counter', box.counter),
    presence: box.presence,
    ...given('since', time(box.sinceMs)),
    ...given('seenAt', time(box.seenMs)),
    ...given('software', box.software),
    ...given('panel', box.panel),
    ...given('voice', box.voice),
    ...given('storage', box.storage),
    unacked: box.unacked,
    contiguous: numbering.contiguous,
    missing: numbering.missing,
    setAside: box.setAside,
    idlePresses: [...box.idlePresses],
    stuckKeys: [...box.stuckKeys],
  };
}

function given<K extends string, V>(key: K, value: V | null): { [P in K]?: V } {
  return value === null ? {} : ({ [key]: value } as { [P in K]?: V });
}

const time = (ms: number | null): string | null => (ms === null ? null : timestamp(ms));
