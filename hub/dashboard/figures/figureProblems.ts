import type { Words } from '#words/catalogue.js';
import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';

/** What a person is told when the hub could not answer a question about figures. */
export function figureProblemWords(problem: HubProblem, t: Words): string {
  const { problems } = t.statistics;
  switch (problem.code) {
    case 'statistics/bad-range':
      return problems.badRange;
    case 'statistics/too-many-groups':
      return problems.tooManyGroups;
    case 'statistics/bad-question':
    case 'request/invalid':
      return problems.badQuestion;
    case 'statistics/busy':
      return problems.busy;
    default:
      return problemWords(problem, t);
  }
}
