import type { ClerkView, Group, Grouping } from '#contract/statistics.js';
import { CodedError } from '#platform/errors.js';
import type { QuestionOf } from './analyst.js';
import type { CellPopulation } from './cellSource.js';
import { figuresOf } from './figures.js';
import { checkGroups, type Extents } from './grouping.js';
import { hideClerks } from './hiding.js';
import { taipeiDay } from './period.js';
import { populationView } from './question.js';
import { asked, type Readings } from './readings.js';
import { sumOf } from './shares.js';

/** One clerk beside the office, never beside another clerk (S6). */
export class ClerkDesk {
  constructor(private readonly readings: Readings & { readonly extents: Extents }) {}

  /** Throws `CodedError` as every question does, or `clerk/unknown` for somebody who never issued at the office. */
  clerk(query: QuestionOf<'clerk'>): ClerkView {
    const { office, clerk } = query;
    const population = asked(this.readings, query);
    const { clerk: _, ...ofOffice } = population;
    const total = this.figures(population);
    if (total.windows === 0 && !this.hasEverIssued(population))
      throw new CodedError('clerk/unknown', `office ${office} has no windows of a clerk ${clerk}`);
    const [shown] = hideClerks([{ keys: [clerk], figures: total }]);
    return {
      clerk,
      asked: populationView(population),
      total: shown ?? { keys: [clerk], hidden: 'too-few' },
      office: this.figures(ofOffice),
      byKind: this.groups(population, 'kind'),
      byService: this.groups(population, 'service'),
      byMonth: this.groups(population, 'month'),
    };
  }

  private hasEverIssued(population: CellPopulation): boolean {
    const toMs = Math.max(population.toMs, taipeiDay(this.readings.clock.wall()).to);
    return this.figures({ ...population, fromMs: Math.min(population.fromMs, 0), toMs }).windows > 0;
  }

  private figures(population: CellPopulation) {
    const { counts, running } = sumOf(this.readings.cells.cells({ population, by: [] }));
    return figuresOf(counts, running);
  }

  private groups(population: CellPopulation, by: Grouping): Group[] {
    const { cells, places, extents } = this.readings;
    checkGroups([by], population, places(), extents);
    const found = cells.cells({ population, by: [by] });
    return hideClerks(
      found.map(({ keys, counts, running }) => ({ keys, figures: figuresOf(counts, running) })),
    );
  }
}
