import type { Words } from '#words/catalogue.js';
import { HubProblem } from './hubProblem.js';

/** What a person is told when any page could not do something; pages add their own codes before this. */
export function problemWords(problem: HubProblem, t: Words): string {
  switch (problem.code) {
    case 'page/unreachable':
      return t.pages.problems.unreachable;
    case 'issuance/unknown-office':
    case 'issuance/unknown-counter':
    case 'office/unknown':
      return t.pages.problems.unknownOffice;
    case 'request/too-fast':
      return t.pages.problems.tooFast;
    case 'access/role':
      return t.access.refused.role;
    case 'access/office':
    case 'access/office-needed':
      return t.access.refused.office;
    default:
      return t.pages.problems.other(problem.code);
  }
}

/** What a failed request threw; the hub client throws `HubProblem` and anything else is a bug worth seeing. */
export function asProblem(thrown: unknown): HubProblem {
  if (thrown instanceof HubProblem) return thrown;
  throw thrown;
}
