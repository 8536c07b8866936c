import { GROUPINGS } from '#contract/statistics.js';
import type { CellQuestion } from '../../../../hub/statistics/cellSource.js';
import type { Random } from '../../../../simulators/random.js';
import type { Row } from './recount.js';

export const pick = <T>(random: Random, values: readonly T[]): T => {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError('nothing to choose from');
  return value;
};

const DAY_MS = 86_400_000;
const TAIPEI_MS = 8 * 3_600_000;

/** Any question about these windows: edges on days, months and years, on windows and anywhere; any filters and groupings. */
export function randomQuestion(random: Random, rows: readonly Row[]): CellQuestion {
  const [one, other] = [edge(random, rows), edge(random, rows)];
  const like = pick(random, rows);
  const filter = (chance: number): boolean => random() < chance;
  const by = [...GROUPINGS].sort(() => random() - 0.5).slice(0, Math.floor(random() * 3));
  return {
    population: {
      fromMs: Math.min(one, other),
      toMs: Math.max(one, other) + (one === other ? 1 : 0),
      ...(filter(0.4) ? { office: like.office } : {}),
      ...(filter(0.2) ? { counter: like.counter } : {}),
      ...(filter(0.2) ? { clerk: like.clerk } : {}),
      ...(filter(0.2) ? { kind: like.kind as 'receipt' | 'notice' } : {}),
      ...(filter(0.2) ? { service: like.service ?? '' } : {}),
    },
    by,
  };
}

function edge(random: Random, rows: readonly Row[]): number {
  const near = pick(random, rows).issued_ms + Math.round((random() - 0.5) * 80 * DAY_MS);
  const taipei = new Date(near + TAIPEI_MS);
  const [year, month, day] = [taipei.getUTCFullYear(), taipei.getUTCMonth(), taipei.getUTCDate()];
  const edges = [
    () => Date.UTC(year, 0, 1) - TAIPEI_MS,
    () => Date.UTC(year, month, 1) - TAIPEI_MS,
    () => Date.UTC(year, month, day) - TAIPEI_MS,
    () => near,
    () => pick(random, rows).issued_ms + Math.floor(random() * 3) - 1,
    () => pick(random, [0, Date.UTC(2100, 0, 1)]),
  ];
  return pick(random, edges)();
}
