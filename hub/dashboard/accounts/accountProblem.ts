import type { Words } from '#words/catalogue.js';
import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';

/** What a person is told when something could not be done with an account or a token. */
export function accountProblem(problem: HubProblem, t: Words): string {
  const { problems } = t.access.accounts;
  switch (problem.code) {
    case 'access/beyond-own':
      return problems.beyondOwn;
    case 'account/decided':
      return problems.decided;
    case 'account/unknown':
      return problems.unknown;
    case 'account/last-administrator':
      return problems.lastAdministrator;
    case 'account/not-approved':
      return problems.notApproved;
    case 'token/unknown':
      return problems.tokenUnknown;
    case 'session/busy':
      return t.access.signIn.faults.hubBusy;
    default:
      return problemWords(problem, t);
  }
}
