import type { ResultOf } from '#contract/api.js';
import type { QuestionId, QuestionOf } from './analyst.js';
import type { StatisticsDesk } from './statisticsDesk.js';

/** Every question by its name. */
type Answers = { readonly [I in QuestionId]: (desk: StatisticsDesk, question: QuestionOf<I>) => ResultOf<I> };

const ANSWERS: Answers = {
  statistics: (desk, question) => desk.statistics(question),
  trend: (desk, question) => desk.trend(question),
  funnel: (desk, question) => desk.funnel(question),
  alarmFigures: (desk, question) => desk.alarmFigures(question),
  equipment: (desk, question) => desk.equipment(question),
  screening: (desk, question) => desk.screening(question),
  clerk: (desk, question) => desk.clerk(question),
  ratings: (desk, question) => desk.ratings(question),
};

/** Asks a desk by the name of the question; throws what the desk throws. */
export const askDesk = <I extends QuestionId>(
  desk: StatisticsDesk,
  id: I,
  question: QuestionOf<I>,
): ResultOf<I> => ANSWERS[id](desk, question);
