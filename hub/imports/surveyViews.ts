import type { SurveySummary, SurveyView } from '#contract/surveys.js';
import { timestamp } from '#platform/clock.js';
import { opinionOf } from '../statistics/measures/opinion.js';
import type { StoredSurvey, SurveyCellRecord } from '../store/surveyStore.js';

/** Items and waves stand in the order in which the table named them first. */
export function surveySummary(survey: StoredSurvey, cells: readonly SurveyCellRecord[]): SurveySummary {
  const { id, title, atMs, by, asked, responded } = survey;
  return {
    id,
    title,
    importedAt: timestamp(atMs),
    importedBy: by,
    items: labels(cells, 'item'),
    waves: labels(cells, 'wave'),
    ...(asked === null ? {} : { asked }),
    ...(responded === null ? {} : { responded }),
  };
}

/** Sums are of counts, so that a rate over several waves weighs each answer alike. */
export function surveyView(survey: StoredSurvey, cells: readonly SurveyCellRecord[]): SurveyView {
  const summary = surveySummary(survey, cells);
  return {
    ...summary,
    middle: survey.middle,
    cells: cells.map(({ item, wave, levels }) => ({ item, wave, opinion: opinionOf(levels) })),
    byItem: summary.items.map((item) => ({
      item,
      opinion: sumOf(cells.filter((cell) => cell.item === item)),
    })),
    byWave: summary.waves.map((wave) => ({
      wave,
      opinion: sumOf(cells.filter((cell) => cell.wave === wave)),
    })),
    total: sumOf(cells),
  };
}

const labels = (cells: readonly SurveyCellRecord[], of: 'item' | 'wave'): string[] => [
  ...new Set(cells.map((cell) => cell[of])),
];

const sumOf = (cells: readonly SurveyCellRecord[]): SurveyView['total'] =>
  opinionOf([0, 1, 2, 3, 4].map((level) => cells.reduce((sum, { levels }) => sum + (levels[level] ?? 0), 0)));
