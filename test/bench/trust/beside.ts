import type { Figure, Goal } from '../report.js';
import { quantile } from '../report.js';

/** Times (ms) of each run, of one thing without and with something else. */
export interface Beside {
  readonly without: readonly number[];
  readonly with: readonly number[];
}

const SHARES = [0.5, 0.99] as const;
const RATIO = 2;
const ADDED_MS = 50;

/** How often longer something takes, at p50 and p99; `lessMs` is what both contain and nobody can do faster. */
export function ratios(name: string, runs: readonly Beside[], lessMs = 0): Figure[] {
  return SHARES.map((share) => ({
    name: `${name}, p${share * 100}`,
    unit: '×',
    runs: runs.map((run) => (quantile(run.with, share) - lessMs) / (quantile(run.without, share) - lessMs)),
  }));
}

/** p50 and p99 of one list of each run. */
export function times(name: string, runs: readonly (readonly number[])[]): Figure[] {
  return SHARES.map((share) => ({
    name: `${name}, p${share * 100}`,
    unit: 'ms',
    runs: runs.map((values) => quantile(values, share)),
  }));
}

/**
 * What a disturbance costs at p99 beyond what is allowed: twice as long, or 50 ms more, whichever is longer. Nothing
 * above 0 is asked for.
 */
export function beyondAllowed(name: string, runs: readonly Beside[]): Figure {
  const goal: Goal = { atMost: 0 };
  const over = (run: Beside): number => {
    const idle = quantile(run.without, 0.99);
    return quantile(run.with, 0.99) - Math.max(RATIO * idle, idle + ADDED_MS);
  };
  return {
    name: `${name}: p99 beyond ${RATIO} × and +${ADDED_MS} ms`,
    unit: 'ms',
    runs: runs.map(over),
    goal,
  };
}
