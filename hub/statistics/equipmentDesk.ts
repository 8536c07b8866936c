import type { QueryOf } from '#contract/api.js';
import type { EquipmentView } from '#contract/statistics.js';
import type { BoxStay } from '../store/boxStays.js';
import type { CellPopulation } from './cellSource.js';
import { noCounts } from './counts.js';
import { CoveredKeys, type PressCounter } from './coveredKeys.js';
import { figuresOf } from './figures.js';
import { populationView } from './question.js';
import { asked, cellsByKey, type Readings } from './readings.js';

/** Which box stood where. */
export interface StaySource {
  /** Boxes at counters at that moment. */
  standing(atMs: number): readonly BoxStay[];
}

/** How far offices are equipped, what kept windows from opening, and keys that seem covered (S1, S8). */
export class EquipmentDesk {
  private readonly keys: CoveredKeys;

  constructor(
    private readonly readings: Readings & { readonly stays: StaySource; readonly presses: PressCounter },
  ) {
    this.keys = new CoveredKeys(readings);
  }

  /** Throws `CodedError` as every question does. Boxes are those at the end of the period, or now where it lasts. */
  equipment(query: QueryOf<'equipment'>): EquipmentView {
    const { clock, stays } = this.readings;
    const population = asked(this.readings, query);
    const { office } = population;
    const atMs = Math.min(population.toMs - 1, clock.wall());
    const standing = stays.standing(atMs).filter((stay) => office === undefined || stay.office === office);
    return {
      asked: populationView(population),
      offices: this.offices(population, standing),
      coveredKeys: this.keys.of(standing, atMs + 1),
    };
  }

  private offices(population: CellPopulation, standing: readonly BoxStay[]): EquipmentView['offices'] {
    const cells = cellsByKey(this.readings, population, 'office');
    const meant = [...this.readings.places()].filter(
      ([office]) => population.office === undefined || population.office === office,
    );
    return meant.map(([office, counters]) => {
      const cell = cells.get(office) ?? { counts: noCounts(), running: 0 };
      const { windows, missedBy, coverage } = figuresOf(cell.counts, cell.running);
      return {
        office,
        counters: counters.size,
        equipped: standing.filter((stay) => stay.office === office).length,
        windows,
        missedBy,
        ...(coverage === undefined ? {} : { coverage }),
      };
    });
  }
}
