import type { QueryOf } from '#contract/api.js';
import type { WindowPage, WindowPlace } from '../store/windowRows.js';
import type { WindowRow } from './analyst.js';
import type { CellPopulation } from './cellSource.js';
import { daysHolding, hasEnded, monthsHolding } from './matches.js';
import { checkViewer } from './question.js';
import { asked, type Readings } from './readings.js';

export interface WindowSource {
  /** Ended windows in the order of issue, at most `limit`. */
  page(population: CellPopulation, after: WindowPlace | undefined, limit: number): WindowPage;
}

/** Rows read at a time: few enough that whoever asks something else hardly waits. */
const PAGE_ROWS = 1_000;

/** Every ended window of a population, one by one. */
export class WindowDesk {
  constructor(private readonly readings: Readings & { readonly windows: WindowSource }) {}

  /**
   * Pages of at least one row, each read when it is asked for; between them nothing is held open. Throws `CodedError` as
   * every question does, at the first page.
   */
  *rows(query: QueryOf<'exportWindows'>): Generator<readonly WindowRow[]> {
    checkViewer(query);
    const population = asked(this.readings, query);
    // Windows of one office can be read in their order; those of the city are put in order a day at a time.
    const holding = population.office === undefined ? daysHolding : monthsHolding;
    for (const stretch of holding(this.readings, population, hasEnded)) {
      let after: WindowPlace | undefined;
      do {
        const page = this.readings.windows.page({ ...population, ...stretch }, after, PAGE_ROWS);
        if (page.rows.length > 0) yield page.rows;
        after = page.next;
      } while (after !== undefined);
    }
  }
}
