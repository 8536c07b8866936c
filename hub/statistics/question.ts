import type { Population, PopulationQuery } from '#contract/statistics.js';
import { CodedError } from '#platform/errors.js';
import type { CellPopulation } from './cellSource.js';
import { askedPeriod, type Period } from './period.js';

/** Offices, in their order, each with its counters. */
export type Places = ReadonlyMap<string, ReadonlySet<string>>;

const FILTERS = ['office', 'counter', 'clerk', 'kind', 'service'] as const;
type Filters = Pick<CellPopulation, (typeof FILTERS)[number]>;

export const badQuestion = (message: string): CodedError =>
  new CodedError('statistics/bad-question', message);

/** Throws `CodedError` `office/unknown`. */
export function checkOffice(office: string | undefined, places: Places): void {
  if (office === undefined || places.has(office)) return;
  throw new CodedError(
    'office/unknown',
    `office ${office} is not one of this hub's ${places.size} offices; expected an id from GET /offices`,
  );
}

/**
 * Whom a question is about. A missing period is today. Throws `CodedError`: `office/unknown`, `statistics/bad-range`, or
 * `statistics/bad-question` for a counter without its office or one that the office does not have.
 */
export function populationOf(query: PopulationQuery, places: Places, nowMs: number): CellPopulation {
  const { office, counter } = query;
  checkOffice(office, places);
  if (counter !== undefined && office === undefined)
    throw badQuestion(`counter ${counter} stands in more than one office; expected its office beside it`);
  if (counter !== undefined && places.get(office ?? '')?.has(counter) !== true)
    throw badQuestion(`office ${office} has no counter ${counter}; expected one of those in GET /offices`);
  const { from, to } = askedPeriod(query.from, query.to, nowMs);
  return { ...filtersOf(query), fromMs: from, toMs: to };
}

/** P5: whoever looks at one clerk says who they are. Throws `CodedError` `statistics/bad-question`. */
export function checkViewer({ clerk, viewer }: { clerk?: string; viewer?: string }): void {
  if (clerk === undefined || viewer !== undefined) return;
  throw badQuestion(`looking at clerk ${clerk} is journalled; expected viewer, the name of whoever looks`);
}

/** The population as it was understood. */
export const populationView = (population: CellPopulation): Population => ({
  ...filtersOf(population),
  from: new Date(population.fromMs).toISOString(),
  to: new Date(population.toMs).toISOString(),
});

export const periodOf = ({ fromMs, toMs }: CellPopulation): Period => ({ from: fromMs, to: toMs });

/** Whether some window could belong to both. */
export function overlap(one: CellPopulation, other: CellPopulation): boolean {
  const meets = (field: keyof Filters): boolean =>
    one[field] === undefined || other[field] === undefined || one[field] === other[field];
  return one.fromMs < other.toMs && other.fromMs < one.toMs && FILTERS.every(meets);
}

/** Only what is named, so that nothing else of a query comes along. */
const filtersOf = (named: Filters | PopulationQuery): Filters =>
  Object.fromEntries(
    FILTERS.filter((field) => named[field] !== undefined).map((field) => [field, named[field]]),
  );
