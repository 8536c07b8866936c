import type { ShareName } from '#contract/figures.js';
import type { Cell } from './cellSource.js';
import { addCounts, type Counts, noCounts } from './counts.js';
import { figuresOf } from './figures.js';
import type { Share } from './measures/share.js';

/** The counts of some cells together. */
export function sumOf(cells: readonly Pick<Cell, 'counts' | 'running'>[]): {
  counts: Counts;
  running: number;
} {
  const counts = noCounts();
  let running = 0;
  for (const cell of cells) {
    addCounts(counts, cell.counts);
    running += cell.running;
  }
  return { counts, running };
}

/** So many of so many in a cell; 0 of 0 where nothing was counted or there is no cell. */
export function shareOf(cell: Pick<Cell, 'counts'> | undefined, measure: ShareName): Share {
  const share = cell === undefined ? undefined : figuresOf(cell.counts, 0)[measure];
  return { count: share?.count ?? 0, of: share?.of ?? 0 };
}
