import { CLASH_MS } from '../../device/rating/windowTimes.js';
import { type Figure, quantile } from './report.js';

/** How long an answer to a press took (ms, a list for each run), with the wait for a second key (W8) and without it. */
export function pressFigures(name: string, runs: readonly (readonly number[])[], goalMs: number): Figure[] {
  const at = (share: number, less: number): number[] => runs.map((values) => quantile(values, share) - less);
  const own = `${name} without the ${CLASH_MS} ms of W8`;
  return [
    { name: `${name}, p50`, unit: 'ms', runs: at(0.5, 0) },
    { name: `${name}, p99`, unit: 'ms', runs: at(0.99, 0), goal: { atMost: goalMs } },
    { name: `${own}, p50`, unit: 'ms', runs: at(0.5, CLASH_MS) },
    { name: `${own}, p99`, unit: 'ms', runs: at(0.99, CLASH_MS), goal: { atMost: goalMs } },
  ];
}
