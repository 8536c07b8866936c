import type { Words } from '#words/catalogue.js';
import type { OfficeState } from '../../watcher/officeState.js';
import { problemWords } from '../api/problemWords.js';
import type { AlarmProblem } from './acknowledging.js';

/** What to tell somebody whose deed at an alarm was refused; who was faster is named as soon as the page knows it. */
export function alarmProblem(
  { alarm, problem }: AlarmProblem,
  state: OfficeState | undefined,
  t: Words,
): string {
  const { alarms } = t.wall;
  const known = state?.alarms.get(alarm);
  switch (problem.code) {
    case 'alarm/already-acknowledged':
      return known?.acknowledgedBy === undefined ? alarms.already : alarms.alreadyBy(known.acknowledgedBy);
    case 'alarm/closed':
      return known?.closedBy === undefined ? alarms.closed : alarms.closedBy(known.closedBy);
    case 'alarm/departed':
      return alarms.left;
    case 'alarm/unknown':
      return alarms.gone;
    case 'alarm/foreign-office':
      return alarms.foreign;
    default:
      return problemWords(problem, t);
  }
}
