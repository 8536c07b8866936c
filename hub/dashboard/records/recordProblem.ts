import type { Words } from '#words/catalogue.js';
import type { HubProblem } from '../api/hubProblem.js';
import { figureProblemWords } from '../figures/figureProblems.js';

type Told = keyof Words['records']['problems'];

/** Stable codes and what to do about them; what is not here is told as on every page of figures. */
const TOLD: Readonly<Record<string, Told>> = {
  'request/invalid': 'invalid',
  'request/too-large': 'tooLarge',
  'request/unsupported-media-type': 'wrongType',
  'clerk/unknown': 'clerkUnknown',
  'rating/unknown': 'ratingUnknown',
  'rating/already-excluded': 'alreadyExcluded',
  'rating/not-excluded': 'notExcluded',
  'rating/remark-missing': 'remarkMissing',
  'case/unknown': 'caseUnknown',
  'case/released': 'caseReleased',
  'case/bad-due': 'badDue',
  'case/incomplete': 'caseIncomplete',
  'holiday/bad-day': 'badDay',
  'holiday/unknown': 'holidayUnknown',
  'alarm/bad-settings': 'badSettings',
  'survey/unknown': 'surveyUnknown',
  'report/unknown': 'reportUnknown',
  'report/too-many-waiting': 'tooManyWaiting',
  'import/unreadable': 'unreadable',
  'import/wrong-encoding': 'wrongEncoding',
  'import/wrong-columns': 'wrongColumns',
  'import/too-many-rows': 'tooManyRows',
  'page/file-too-large': 'tooLarge',
  'page/file-type': 'wrongType',
  'page/file-empty': 'empty',
  'page/file-unread': 'fileUnread',
};

/** What went wrong and what to do, in the language of the page. */
export function recordProblem(problem: HubProblem, t: Words): string {
  const told = TOLD[problem.code];
  return told === undefined ? figureProblemWords(problem, t) : t.records.problems[told];
}
