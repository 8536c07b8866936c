import { LEVELS } from '#contract/values.js';
import type { RatingFilters } from '../store/ratingList.js';
import { DAY_MS, dayNumber, dayStart } from './calendar.js';
import type { CellPopulation } from './cellSource.js';
import type { Counts } from './counts.js';
import { spans } from './period.js';
import { periodOf } from './question.js';
import { cellsByKey, type Readings } from './readings.js';

/** A stretch of time, half-open, Unix ms. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Whether some rating of these counts may pass the filters that are no part of a population. */
export function mayHold(counts: Counts, { level, excluded, flagged }: RatingFilters): boolean {
  const levels = LEVELS.filter((each) => level === undefined || each === level);
  const kept = levels.some((each) => counts[`c${each}`] > 0);
  const taken = levels.some((each) => counts[`x${each}`] > 0);
  if (excluded === true) return taken;
  const countable = flagged === true ? kept && counts.flagged > 0 : kept;
  return countable || (excluded === undefined && taken);
}

/** Whether anything of these counts has ended. */
export const hasEnded = (counts: Counts): boolean => Object.values(counts).some((count) => count > 0);

/** Months of a population whose cells hold something, in order, cut to its period. */
export function monthsHolding(
  readings: Readings,
  population: CellPopulation,
  holds: (counts: Counts) => boolean,
): Stretch[] {
  return holding(readings, population, 'month', holds);
}

/** The same by days. */
export function daysHolding(
  readings: Readings,
  population: CellPopulation,
  holds: (counts: Counts) => boolean,
): Stretch[] {
  return holding(readings, population, 'day', holds);
}

function holding(
  readings: Readings,
  population: CellPopulation,
  unit: 'month' | 'day',
  holds: (counts: Counts) => boolean,
): Stretch[] {
  const { fromMs, toMs } = population;
  // Whole days, because the cells need not read a single window for them.
  const whole = {
    ...population,
    fromMs: dayStart(dayNumber(fromMs)),
    toMs: dayStart(dayNumber(toMs - 1)) + DAY_MS,
  };
  const cells = cellsByKey(readings, whole, unit);
  return spans(periodOf(population), unit).filter(({ key }) => {
    const cell = cells.get(key);
    return cell !== undefined && holds(cell.counts);
  });
}
