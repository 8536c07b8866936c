import type { AlarmView, ShelfView } from '#contract/alarms.js';
import { dayNumber } from '../../statistics/calendar.js';
import type { OfficeState } from '../../watcher/officeState.js';

const byRaising = (a: AlarmView, b: AlarmView): number => a.raisedAt.localeCompare(b.raisedAt);

const inState = (state: OfficeState, ...states: readonly AlarmView['state'][]): AlarmView[] =>
  [...state.alarms.values()].filter((alarm) => states.includes(alarm.state)).sort(byRaising);

/** Alarms that still want an outcome and a cause (A2), oldest first. */
export const toClose = (state: OfficeState): AlarmView[] => inState(state, 'acknowledged', 'departed');

/** Citizens who left before anybody came (A2), the first one first. */
export const departed = (state: OfficeState): AlarmView[] => inState(state, 'departed');

/** Alarms of this day whatever became of them, oldest first. */
export const ofDay = (state: OfficeState, now: number): AlarmView[] =>
  [...state.alarms.values()]
    .filter(({ raisedAt }) => dayNumber(Date.parse(raisedAt)) === dayNumber(now))
    .sort(byRaising);

/** Alarms of today that no longer call, the latest first. */
export const answered = (state: OfficeState, now: number): AlarmView[] =>
  ofDay(state, now)
    .filter((alarm) => alarm.state !== 'unacknowledged')
    .reverse();

/** Counters that are silenced now (A4), the one that returns next first. */
export const shelved = (state: OfficeState, now: number): ShelfView[] =>
  [...state.shelves.values()]
    .filter(({ until }) => now < Date.parse(until))
    .sort((a, b) => a.until.localeCompare(b.until));

/** Without what was closed and belongs to a day before, so that a page open for weeks does not grow. */
export function withoutPast(state: OfficeState, day: number): OfficeState {
  const kept = [...state.alarms].filter(
    ([, alarm]) => alarm.state !== 'closed' || dayNumber(Date.parse(alarm.raisedAt)) >= day,
  );
  return { ...state, alarms: new Map(kept) };
}
