import type { QueryOf } from '#contract/api.js';
import type { Figures } from '#contract/figures.js';
import {
  type Comparison,
  type Group,
  type Grouping,
  MAX_GROUPS,
  type StatisticsView,
} from '#contract/statistics.js';
import type { Cell, CellPopulation } from './cellSource.js';
import { figuresOf } from './figures.js';
import { checkGroups, type Extents, groupingsOf, tooManyGroups } from './grouping.js';
import { hideClerks } from './hiding.js';
import { rateRatio } from './measures/rateRatio.js';
import { badQuestion, checkViewer, overlap, populationOf, populationView } from './question.js';
import { asked, type Readings } from './readings.js';
import { sumOf } from './shares.js';

type Query = QueryOf<'statistics'>;

/** Figures of a population, in groups and against another population (S1–S6). */
export class FigureDesk {
  constructor(private readonly readings: Readings & { readonly extents: Extents }) {}

  /**
   * Throws `CodedError`: `office/unknown`, `statistics/bad-range`, `statistics/bad-question` or
   * `statistics/too-many-groups`, each before anything is counted; the second also where a clerk's figures would have
   * to be hidden as a whole (S6).
   */
  statistics(query: Query): StatisticsView {
    const { cells, places, extents } = this.readings;
    checkViewer(query);
    const population = asked(this.readings, query);
    const by = groupingsOf(query.by, query.then);
    checkGroups(by, population, places(), extents);
    const against = this.againstOf(query, population);
    const found = cells.cells({ population, by });
    if (found.length > MAX_GROUPS) throw tooManyGroups(by, found.length);
    const total = totalOf(population, found);
    return {
      asked: populationView(population),
      by,
      total,
      groups: by.length === 0 ? [] : groupsOf(population, by, found),
      ...(against === undefined ? {} : { against: this.compare(population, total, against) }),
    };
  }

  /** What is not named of the other population is as in the first. */
  private againstOf(query: Query, population: CellPopulation): CellPopulation | undefined {
    const { againstFrom, againstTo, againstOffice } = query;
    if (againstFrom === undefined && againstTo === undefined && againstOffice === undefined) return undefined;
    const { from, to } = populationView(population);
    const other = {
      ...query,
      from: againstFrom ?? from,
      to: againstTo ?? to,
      ...(againstOffice === undefined ? {} : { office: againstOffice }),
    };
    return populationOf(other, this.readings.places(), this.readings.clock.wall());
  }

  /** Populations that share windows are shown beside each other without ratios, which hold for independent ones only. */
  private compare(population: CellPopulation, total: Figures, against: CellPopulation): Comparison {
    const other = totalOf(against, this.readings.cells.cells({ population: against, by: [] }));
    const comparison = { asked: populationView(against), total: other };
    if (overlap(population, against)) return comparison;
    return {
      ...comparison,
      ...ratio('satisfaction', total, other),
      ...ratio('dissatisfaction', total, other),
      ...ratio('responseRate', total, other),
      ...ratio('coverage', total, other),
    };
  }
}

function ratio<K extends 'satisfaction' | 'dissatisfaction' | 'responseRate' | 'coverage'>(
  measure: K,
  one: Figures,
  other: Figures,
): Pick<Comparison, K> {
  const found = rateRatio(one[measure], other[measure]);
  return (found === undefined ? {} : { [measure]: found }) as Pick<Comparison, K>;
}

/** The cells of a population add up to it. */
function totalOf(population: CellPopulation, cells: readonly Cell[]): Figures {
  const { counts, running } = sumOf(cells);
  const total = figuresOf(counts, running);
  const { clerk } = population;
  if (clerk === undefined) return total;
  const [shown] = hideClerks([{ keys: [clerk], figures: total }]);
  if (shown?.figures !== undefined) return shown.figures;
  throw badQuestion(
    `clerk ${clerk} has too few ratings in the period, or all are alike, so that figures would show single ones (S6); ` +
      'expected a longer period',
  );
}

function groupsOf(population: CellPopulation, by: readonly Grouping[], cells: readonly Cell[]): Group[] {
  const groups = cells.map(({ keys, counts, running }) => ({
    keys: [...keys],
    figures: figuresOf(counts, running),
  }));
  return population.clerk === undefined && !by.includes('clerk') ? groups : hideClerks(groups);
}
