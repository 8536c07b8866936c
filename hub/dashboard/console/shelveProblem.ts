import type { Words } from '#words/catalogue.js';
import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';

/** Why a counter could not be silenced, or not be heard again. */
export function shelveProblem(problem: HubProblem, t: Words): string {
  const { shelve } = t.consolePage;
  if (problem.code === 'alarm/already-shelved') return shelve.already;
  if (problem.code === 'alarm/not-shelved') return shelve.notShelved;
  if (problem.code === 'alarm/closed') return t.wall.alarms.closed;
  return problemWords(problem, t);
}
