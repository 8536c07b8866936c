import type { MissedReason, Outcome } from '#contract/values.js';
import type { Figures } from '#contract/views.js';
import { wilson } from './wilson.js';

/** How many windows share an outcome, a reason and a level. `outcome` null: not ended yet. */
export interface Tally {
  readonly outcome: Outcome | null;
  readonly reason: MissedReason | null;
  readonly level: number | null;
  readonly count: number;
  /** How many of them were made longer by the key for more time (W12). */
  readonly extended?: number;
}

/**
 * Counts and rates of a set of windows (S1, S2). Silence and missed windows are counted and never turned into a
 * rating (W4); level 3 counts in n and in neither rate.
 */
export function figuresOf(tallies: Iterable<Tally>): Figures {
  const levels = [0, 0, 0, 0, 0];
  const missedBy: Record<string, number> = {};
  const by = { rated: 0, expired: 0, cancelled: 0, missed: 0, running: 0 };
  let extended = 0;
  for (const { outcome, reason, level, count, extended: longer = 0 } of tallies) {
    extended += longer;
    by[outcome ?? 'running'] += count;
    if (outcome === 'rated' && level !== null) levels[5 - level] = (levels[5 - level] ?? 0) + count;
    if (outcome === 'missed' && reason !== null) missedBy[reason] = (missedBy[reason] ?? 0) + count;
  }
  const [c5 = 0, c4 = 0, c3 = 0, c2 = 0, c1 = 0] = levels;
  const answered = by.rated + by.expired;
  const ended = answered + by.missed;
  const mean = by.rated === 0 ? undefined : (5 * c5 + 4 * c4 + 3 * c3 + 2 * c2 + c1) / by.rated;
  return {
    windows: ended + by.cancelled + by.running,
    ...by,
    extended,
    missedBy,
    levels,
    ...present('satisfaction', wilson(c5 + c4, by.rated)),
    ...present('dissatisfaction', wilson(c2 + c1, by.rated)),
    ...present('responseRate', wilson(by.rated, answered)),
    ...present('coverage', wilson(answered, ended)),
    ...present('mean', mean),
    ...present('index', mean === undefined ? undefined : 25 * (mean - 1)),
  };
}

function present<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
