import type { Words } from '#words/catalogue.js';
import { formatTime } from '#words/dates.js';
import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';

const TIME = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/;

/** Why somebody is not let in: the same words for an unknown account and a wrong password. */
export function signInProblem(problem: HubProblem, t: Words): string {
  const { faults } = t.access.signIn;
  switch (problem.code) {
    case 'session/refused':
    case 'request/invalid':
      return faults.refused;
    case 'session/locked':
      return lockedWords(problem, t);
    case 'session/too-many-attempts':
      return faults.tooMany;
    case 'session/busy':
      return faults.hubBusy;
    default:
      return problemWords(problem, t);
  }
}

/** The hub names the time at which the lock ends in what it says of it. */
function lockedWords({ message }: HubProblem, t: Words): string {
  const { faults } = t.access.signIn;
  const [until] = TIME.exec(message) ?? [];
  return until === undefined ? faults.locked : faults.lockedUntil(formatTime(until));
}

/** Why a password could not be changed, and beside which field it is said. */
export function changeProblem(
  problem: HubProblem,
  t: Words,
): { readonly field: 'current' | 'next'; readonly text: string } {
  const { change } = t.access.signIn;
  switch (problem.code) {
    case 'session/refused':
      return { field: 'current', text: change.wrong };
    case 'session/locked':
      return { field: 'current', text: lockedWords(problem, t) };
    case 'password/too-short':
      return { field: 'next', text: change.short };
    case 'password/too-simple':
      return { field: 'next', text: change.simple };
    case 'password/used-before':
      return { field: 'next', text: change.used };
    case 'password/too-young':
      return { field: 'next', text: change.young };
    default:
      return { field: 'next', text: signInProblem(problem, t) };
  }
}
