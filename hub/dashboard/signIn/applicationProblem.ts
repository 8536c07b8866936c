import type { Words } from '#words/catalogue.js';
import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';
import type { ApplicationField } from './applicationDraft.js';

/** Why an application was not taken, and beside which field it is said, if it is about one. */
export function applicationProblem(
  problem: HubProblem,
  t: Words,
): { readonly field?: ApplicationField; readonly text: string } {
  const { faults } = t.access.signIn.application;
  switch (problem.code) {
    case 'account/name-taken':
      return { field: 'account', text: faults.taken };
    case 'account/unknown-office':
      return { field: 'offices', text: faults.unknownOffice };
    case 'account/too-many-applications':
      return { text: faults.tooMany };
    default:
      return { text: problemWords(problem, t) };
  }
}
