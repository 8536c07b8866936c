import { type Grouping, MAX_GROUPS, UNITS, type Unit } from '#contract/statistics.js';
import { CodedError } from '#platform/errors.js';
import { DAY_MS } from './calendar.js';
import type { CellPopulation } from './cellSource.js';
import { badQuestion, type Places } from './question.js';

/** How many there are of what only the records tell; asked only where a grouping needs it, and counted to a bound. */
export interface Extents {
  clerks(office: string | undefined): number;
  services(office: string | undefined): number;
}

/** Throws `CodedError` `statistics/bad-question` for a second grouping without a first, or twice the same. */
export function groupingsOf(by: Grouping | undefined, then: Grouping | undefined): Grouping[] {
  if (by === undefined && then !== undefined)
    throw badQuestion(`then=${then} groups within another grouping; expected by beside it`);
  if (by !== undefined && by === then)
    throw badQuestion(`by and then are both ${by}; expected two different groupings, or by alone`);
  return [by, then].filter((grouping) => grouping !== undefined);
}

/** What each grouping determines, so that both together make no more groups than it alone. */
const DETERMINES: Partial<Record<Grouping, readonly Grouping[]>> = {
  counter: ['office'],
  day: ['week', 'month', 'year', 'weekday'],
  month: ['year'],
};

/**
 * Refuses groupings that could make more groups than an answer may have, before anything is read for them. Throws
 * `CodedError` `statistics/too-many-groups`, naming how many it could be and what would be accepted, or
 * `statistics/bad-question` for the clerks of all offices at once.
 */
export function checkGroups(
  by: readonly Grouping[],
  population: CellPopulation,
  places: Places,
  extents: Extents,
): void {
  if (by.includes('clerk') && population.office === undefined && population.clerk === undefined)
    throw badQuestion(
      'clerks are looked at office by office (S6); expected office beside the grouping clerk',
    );
  const told = by.filter((grouping) => !by.some((other) => DETERMINES[other]?.includes(grouping)));
  const sizes = told.map((grouping) => sizeOf(grouping, population, places, extents));
  const most = sizes.reduce((product, size) => product * size, 1);
  if (most > MAX_GROUPS) throw tooManyGroups(by, most);
}

export function tooManyGroups(by: readonly Grouping[], groups: number): CodedError {
  return new CodedError(
    'statistics/too-many-groups',
    `grouping by ${by.join(' and ')} could make ${groups} groups; expected at most ${MAX_GROUPS}: ` +
      'ask for a shorter period, for one office, or for a coarser grouping such as month',
  );
}

/** At most so many groups. */
function sizeOf(
  grouping: Grouping,
  { office, counter, clerk, kind, service, fromMs, toMs }: CellPopulation,
  places: Places,
  extents: Extents,
): number {
  switch (grouping) {
    case 'office':
      return office === undefined ? places.size : 1;
    case 'counter':
      return counter === undefined ? countersOf(office, places) : 1;
    case 'clerk':
      return clerk === undefined ? extents.clerks(office) : 1;
    case 'service':
      return service === undefined ? extents.services(office) : 1;
    case 'kind':
      return kind === undefined ? 2 : 1;
    case 'hour':
      return 24;
    case 'weekday':
      return 7;
    default:
      return spansWithin(toMs - fromMs, grouping);
  }
}

function countersOf(office: string | undefined, places: Places): number {
  if (office !== undefined) return places.get(office)?.size ?? 0;
  return [...places.values()].reduce((sum, counters) => sum + counters.size, 0);
}

/** Shortest length of each unit in days. */
const LEAST_DAYS: Record<Unit, number> = { day: 1, week: 7, month: 28, year: 365 };

/** Most units that a period of this length can touch. */
const spansWithin = (ms: number, unit: Unit): number => Math.floor(ms / DAY_MS / LEAST_DAYS[unit]) + 2;

/** Throws `CodedError` `statistics/too-many-groups` where a period has more spans than an answer may show. */
export function checkSpans({ fromMs, toMs }: CellPopulation, unit: Unit): void {
  const most = Math.ceil((toMs - fromMs) / DAY_MS / LEAST_DAYS[unit]);
  if (most <= MAX_GROUPS) return;
  const coarser = UNITS.slice(UNITS.indexOf(unit) + 1).join(', ');
  throw new CodedError(
    'statistics/too-many-groups',
    `the period has ${most} spans of a ${unit}; expected at most ${MAX_GROUPS}: ask for a shorter one or by ${coarser}`,
  );
}
