import type { QueryOf, ResultOf } from '#contract/api.js';
import { momentOf } from '#contract/values.js';
import { CodedError } from '#platform/errors.js';
import { ratingView } from '../records/ratingView.js';
import {
  type RatingFilters,
  type RatingPlace,
  type RatingRecord,
  type RatingStretch,
  wayOf,
} from '../store/ratingList.js';
import { DAY_MS, yearStart } from './calendar.js';
import type { CellPopulation } from './cellSource.js';
import { daysHolding, mayHold, monthsHolding, type Stretch } from './matches.js';
import { taipeiDay } from './period.js';
import { checkViewer } from './question.js';
import { asked, type Readings } from './readings.js';

export interface RatingSource {
  one(window: string): RatingRecord | undefined;
  /** Places in the order of the list, newest first. */
  places(filters: RatingFilters, stretch: RatingStretch): readonly RatingPlace[];
}

type Query = QueryOf<'ratings'>;

const DEFAULT_LIMIT = 100;
/** Just under the longest period there is. */
const EVER_MS = 40 * 365 * DAY_MS;
const FIRST_MS = yearStart(1912);

/**
 * Ratings one by one, newest first by the time of issue. The cells tell where something is to be found, so that no filter,
 * however rarely it is met, makes a page read what it does not show.
 */
export class RatingDesk {
  constructor(private readonly readings: Readings & { readonly ratings: RatingSource }) {}

  /** Throws `CodedError` as every question does, or `request/invalid` for a cursor that is none. Without a period: all. */
  ratings(query: Query): ResultOf<'ratings'> {
    checkViewer(query);
    const population = asked(this.readings, this.completed(query));
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = this.find(query, population, limit + 1);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown
        .map(({ id }) => this.readings.ratings.one(id))
        .filter((rating) => rating !== undefined)
        .map(ratingView),
      ...(found.length > limit && last !== undefined ? { next: cursorText(last) } : {}),
    };
  }

  private completed({ office, counter, clerk, kind, service, from, to }: Query) {
    const endMs = taipeiDay(this.readings.clock.wall()).to + DAY_MS;
    const toMs = to === undefined ? endMs : momentOf(to);
    const earliest = Number.isNaN(toMs) ? FIRST_MS : Math.max(FIRST_MS, toMs - EVER_MS);
    return {
      ...(office === undefined ? {} : { office }),
      ...(counter === undefined ? {} : { counter }),
      ...(clerk === undefined ? {} : { clerk }),
      ...(kind === undefined ? {} : { kind }),
      ...(service === undefined ? {} : { service }),
      from: from ?? new Date(earliest).toISOString(),
      to: to ?? new Date(endMs).toISOString(),
    };
  }

  private find(query: Query, population: CellPopulation, limit: number): RatingPlace[] {
    const after = query.after === undefined ? undefined : cursorOf(query.after);
    const { fromMs } = population;
    const toMs = after === undefined ? population.toMs : Math.min(population.toMs, after.issuedMs + 1);
    const found: RatingPlace[] = [];
    if (fromMs >= toMs) return found;
    for (const stretch of this.stretches(query, { ...population, toMs })) {
      const more = { ...stretch, limit: limit - found.length, ...(after === undefined ? {} : { after }) };
      found.push(...this.readings.ratings.places(query, more));
      if (found.length >= limit) break;
    }
    return found;
  }

  /** Where to look, newest first. */
  private *stretches(query: Query, population: CellPopulation): Generator<Stretch> {
    const way = wayOf(query);
    if (way !== 'rated' && way !== 'counter') {
      yield population;
      return;
    }
    const holds = (counts: Parameters<typeof mayHold>[0]) => mayHold(counts, query);
    for (const month of monthsHolding(this.readings, population, holds).reverse()) {
      if (way === 'counter') yield month;
      else yield* daysHolding(this.readings, { ...population, ...month }, holds).reverse();
    }
  }
}

const cursorText = ({ issuedMs, id }: RatingPlace): string => `${issuedMs}_${id}`;

function cursorOf(text: string): RatingPlace {
  const [, issued, id] = /^(-?\d{1,15})_([0-9a-f-]{36})$/.exec(text) ?? [];
  if (issued === undefined || id === undefined)
    throw new CodedError('request/invalid', `after is ${text}; expected the next of a page of this list`);
  return { issuedMs: Number(issued), id };
}
