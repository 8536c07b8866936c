import type { QueryOf } from '#contract/api.js';
import type { Figures, StatisticsView } from '#contract/views.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { MAX_GROUPS, type StatisticsStore } from '../store/statisticsStore.js';
import { figuresOf, type Tally } from './figures.js';
import { askedPeriod, taipeiDay } from './period.js';

/** Answers questions about figures; screens and `GET /statistics` ask here. */
export class StatisticsDesk {
  constructor(
    private readonly store: StatisticsStore,
    private readonly clock: Clock,
  ) {}

  /** An office's figures of today. */
  today(office: string): Figures {
    return figuresOf(this.store.tallies(taipeiDay(this.clock.wall()), office, undefined));
  }

  /** Throws `CodedError` `statistics/bad-range` or `statistics/too-many-groups`. */
  answer(query: QueryOf<'statistics'>): StatisticsView {
    const period = askedPeriod(query.from, query.to, this.clock.wall());
    const tallies = this.store.tallies(period, query.office, query.by);
    const groups = new Map<string, Tally[]>();
    for (const tally of query.by === undefined ? [] : tallies) {
      const group = groups.get(tally.key) ?? [];
      group.push(tally);
      groups.set(tally.key, group);
    }
    if (groups.size > MAX_GROUPS) {
      throw new CodedError(
        'statistics/too-many-groups',
        `${groups.size} groups; ask for at most ${MAX_GROUPS}, e.g. a shorter period`,
      );
    }
    return {
      ...(query.office === undefined ? {} : { office: query.office }),
      from: timestamp(period.from),
      to: timestamp(period.to),
      total: figuresOf(tallies),
      groups: [...groups].map(([key, group]) => ({ key, figures: figuresOf(group) })),
    };
  }
}
