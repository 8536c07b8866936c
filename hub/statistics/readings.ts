import type { PopulationQuery } from '#contract/statistics.js';
import type { Clock } from '#platform/clock.js';
import type { CellPopulation, CellSource } from './cellSource.js';
import { type Places, populationOf } from './question.js';

/** What every desk of figures reads. */
export interface Readings {
  readonly cells: CellSource;
  readonly places: () => Places;
  readonly clock: Pick<Clock, 'wall'>;
}

/** Whom a question is about; throws as `populationOf` does. */
export const asked = ({ places, clock }: Readings, query: PopulationQuery): CellPopulation =>
  populationOf(query, places(), clock.wall());

/** The cells of a population by their only key. */
export const cellsByKey = (
  { cells }: Readings,
  population: CellPopulation,
  by: Parameters<CellSource['cells']>[0]['by'][number],
) => new Map(cells.cells({ population, by: [by] }).map((cell) => [cell.keys[0] ?? '', cell] as const));
