import type { AnswerTime, Figures } from '#contract/figures.js';
import type { MissedReason } from '#contract/values.js';
import type { Counts } from './counts.js';
import { opinionOf } from './measures/opinion.js';
import { checkCount, total } from './measures/share.js';
import { wilson } from './measures/wilson.js';

/**
 * Counts and rates of a set of windows (S1–S3, S10) from what was counted of those that ended and how many are still
 * running. Silence and missed windows are counted and never turned into a rating (W4). Every field means what the
 * contract says of it. Throws `RangeError` for numbers that are no counts.
 */
export function figuresOf(counts: Counts, running: number): Figures {
  for (const count of [...Object.values(counts), running]) checkCount(count);
  const { expired, cancelled, extended, flagged } = counts;
  const levels = [counts.c5, counts.c4, counts.c3, counts.c2, counts.c1];
  const rated = total(levels);
  const excluded = total(excludedLevels(counts));
  const missedBy = missedByReason(counts);
  const missed = total(Object.values(missedBy));
  const answered = rated + expired;
  return {
    windows: answered + cancelled + missed + running + excluded,
    rated,
    expired,
    cancelled,
    missed,
    missedBy,
    running,
    excluded,
    extended,
    flagged,
    ...opinionOf(levels),
    ...present('responseRate', wilson(rated, answered)),
    ...present('coverage', wilson(answered, answered + missed)),
    ...present('answerTime', answerTimeOf(counts)),
    ...present('withExcluded', excluded === 0 ? undefined : withExcluded(counts, levels)),
  };
}

const excludedLevels = ({ x5, x4, x3, x2, x1 }: Counts): number[] => [x5, x4, x3, x2, x1];

/** The same as if nothing had been excluded; silence and missed windows do not change with it. */
function withExcluded(counts: Counts, levels: readonly number[]): NonNullable<Figures['withExcluded']> {
  const more = excludedLevels(counts);
  const all = levels.map((count, index) => count + (more[index] ?? 0));
  const rated = total(all);
  return { ...opinionOf(all), rated, ...present('responseRate', wilson(rated, rated + counts.expired)) };
}

/** Reasons for which nothing was missed are left out. */
function missedByReason(counts: Counts): Record<string, number> {
  const reasons: Record<MissedReason, number> = {
    'box-offline': counts.boxOffline,
    late: counts.late,
    'box-fault': counts.boxFault,
    'no-box': counts.noBox,
    interrupted: counts.interrupted,
  };
  return Object.fromEntries(Object.entries(reasons).filter(([, count]) => count > 0));
}

/** The mean is over the presses that have a class. */
function answerTimeOf(counts: Counts): AnswerTime | undefined {
  const { answer1s, answer5s, answer10s, answer20s, answerLater } = counts;
  const classes = [answer1s, answer5s, answer10s, answer20s, answerLater];
  const timed = total(classes);
  return timed === 0 ? undefined : { meanMs: counts.answerMs / timed, classes };
}

function present<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
