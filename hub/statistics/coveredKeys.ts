import type { CoveredKey } from '#contract/statistics.js';
import { LEVELS, type Level } from '#contract/values.js';
import type { BoxStay } from '../store/boxStays.js';
import type { CounterPress } from '../store/keyPresses.js';
import { monthNumber, monthStart } from './calendar.js';
import type { Cell, CellSource } from './cellSource.js';
import type { Counts } from './counts.js';
import { chanceUnpressed, isCovered } from './measures/coveredKey.js';
import { keyOf } from './period.js';
import { sumOf } from './shares.js';

export interface PressCounter {
  /** An office's ratings, newest first, excluded ones among them. */
  backwards(office: string, fromMs: number, toMs: number): Iterable<CounterPress>;
}

export interface CoveredKeysParts {
  readonly cells: CellSource;
  readonly presses: PressCounter;
}

/** A key that may be covered, and what decides it. */
interface Suspect {
  readonly stay: BoxStay;
  readonly level: Level;
  readonly share: number;
  /** No press is counted before. */
  readonly fromMs: number;
  /** Ratings since the level was pressed last, as far as was looked. */
  ratings: number;
}

/**
 * Looks for keys that citizens seem unable to press (S8). All looking back ends on the first day of the month 12 months
 * before, or where the box came to its counter. The cells tell which keys could be covered at all; for those alone the
 * office's ratings are read backwards, until each was pressed. A press counts though its rating was excluded: the key worked.
 */
export class CoveredKeys {
  constructor(private readonly parts: CoveredKeysParts) {}

  /** Among the boxes that stand at counters at `toMs`. */
  of(stays: readonly BoxStay[], toMs: number): CoveredKey[] {
    const fromMs = monthStart(monthNumber(toMs) - 12);
    const offices = new Map<string, BoxStay[]>();
    for (const stay of stays) offices.set(stay.office, [...(offices.get(stay.office) ?? []), stay]);
    return [...offices].flatMap(([office, standing]) => this.ofOffice(office, standing, { fromMs, toMs }));
  }

  private ofOffice(
    office: string,
    stays: readonly BoxStay[],
    period: { readonly fromMs: number; readonly toMs: number },
  ): CoveredKey[] {
    const cells = this.parts.cells.cells({ population: { office, ...period }, by: ['counter', 'month'] });
    const whole = sumOf(cells).counts;
    const all = ratingsOf(whole);
    if (all === 0) return [];
    const suspects = stays.flatMap((stay) => {
      const months = monthsOf(stay, cells);
      return LEVELS.flatMap((level): Suspect[] => {
        const share = pressesOf(whole, level) / all;
        const fromMs = Math.max(stay.fromMs, period.fromMs);
        return isCovered(share, mostRatings(months, level))
          ? [{ stay, level, share, fromMs, ratings: 0 }]
          : [];
      });
    });
    this.count(office, suspects, period.toMs);
    return suspects.filter(({ share, ratings }) => isCovered(share, ratings)).map(coveredKey);
  }

  private count(office: string, suspects: readonly Suspect[], toMs: number): void {
    if (suspects.length === 0) return;
    const open = new Map<string, Set<Suspect>>();
    for (const suspect of suspects) {
      const { counter } = suspect.stay;
      open.set(counter, (open.get(counter) ?? new Set()).add(suspect));
    }
    const fromMs = Math.min(...suspects.map((suspect) => suspect.fromMs));
    let left = suspects.length;
    for (const { counter, level, issuedMs } of this.parts.presses.backwards(office, fromMs, toMs)) {
      const waiting = open.get(counter);
      for (const suspect of waiting ?? []) {
        if (issuedMs < suspect.fromMs || level === suspect.level) {
          waiting?.delete(suspect);
          left--;
        } else suspect.ratings++;
      }
      if (left === 0) return;
    }
  }
}

/** Counts of each month that a counter's box was there, newest first; that of its coming counts whole. */
function monthsOf({ office, counter, fromMs }: BoxStay, cells: readonly Cell[]): Counts[] {
  const first = keyOf('month', fromMs);
  return cells
    .filter(({ keys: [place, month = ''] }) => place === `${office}/${counter}` && month >= first)
    .map(({ counts }) => counts)
    .reverse();
}

/** Ratings since the month before the one in which the level was pressed last: at least as many as since that press. */
function mostRatings(months: readonly Counts[], level: Level): number {
  const last = months.findIndex((counts) => pressesOf(counts, level) > 0);
  return months
    .slice(0, last < 0 ? months.length : last + 1)
    .reduce((sum, counts) => sum + ratingsOf(counts), 0);
}

const pressesOf = (counts: Counts, level: Level): number => counts[`c${level}`] + counts[`x${level}`];

const ratingsOf = (counts: Counts): number =>
  LEVELS.reduce((sum, level) => sum + pressesOf(counts, level), 0);

const coveredKey = ({ stay: { box, office, counter }, level, share, ratings }: Suspect): CoveredKey => ({
  box,
  office,
  counter,
  level,
  ratings,
  share,
  chance: chanceUnpressed(share, ratings),
});
