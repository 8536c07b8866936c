import type { Opinion } from '#contract/figures.js';
import type { SurveyView } from '#contract/surveys.js';
import { meanLevel, percent, percentOf } from '#words/percent.js';

/** A share of the answers: how many, and the percentage half-up from the counts. */
export interface Share {
  readonly count: number;
  readonly percent: string;
}

export interface SurveyRow {
  readonly name: string;
  readonly answers: number;
  /** By answer, best first, the middle one third. */
  readonly shares: readonly Share[];
  /** Levels 5 and 4, with the Wilson 95 % interval. */
  readonly topTwo: { readonly percent: string; readonly low: string; readonly high: string } | undefined;
  /** The same without the middle answer. */
  readonly decided: string | undefined;
  /** Three decimals, and its 95 % interval with as many. */
  readonly mean: string | undefined;
  readonly meanInterval: { readonly low: string; readonly high: string } | undefined;
}

/** Printed tables give the whole with three decimals and a single wave with two (requirements §4). */
export const OVERALL_DECIMALS = 3;
export const WAVE_DECIMALS = 2;

/** One line of a survey's table; every percentage comes from the counts and nothing makes them add up (S4). */
export function surveyRow(name: string, opinion: Opinion, decimals: number): SurveyRow {
  const { levels, satisfaction, satisfactionOfDecided, spread } = opinion;
  const answers = levels.reduce((sum, count) => sum + count, 0);
  return {
    name,
    answers,
    shares: levels.map((count) => ({
      count,
      percent: answers === 0 ? '–' : percent(count, answers, decimals),
    })),
    topTwo: satisfaction && {
      percent: percent(satisfaction.count, satisfaction.of, decimals),
      low: percentOf(satisfaction.low, decimals),
      high: percentOf(satisfaction.high, decimals),
    },
    decided:
      satisfactionOfDecided && percent(satisfactionOfDecided.count, satisfactionOfDecided.of, decimals),
    mean: meanLevel(levels, 3),
    meanInterval: spread && { low: spread.low.toFixed(3), high: spread.high.toFixed(3) },
  };
}

/** How many of those asked answered, in percent with two decimals, where the table says so. */
export function responseOf({ asked, responded }: SurveyView): string | undefined {
  if (asked === undefined || responded === undefined || asked === 0) return undefined;
  return percent(responded, asked, WAVE_DECIMALS);
}

/** The cells of one item, wave by wave, in the order of the table. */
export const cellsOf = (survey: SurveyView, item: string): SurveyView['cells'] =>
  survey.cells.filter((cell) => cell.item === item);
