import type { CaseFigures } from '#contract/alarmFigures.js';
import type { AlarmCause } from '#contract/alarms.js';
import type { CaseState, Day } from '#contract/cases.js';
import { isOverdue } from '../cases/caseRules.js';

/** A case as far as figures go. Times are Unix ms. */
export interface CountedCase {
  readonly office: string;
  readonly rocYear: number;
  readonly number: number;
  readonly openedMs: number;
  readonly owner: string;
  readonly due: Day;
  readonly state: CaseState;
  readonly releasedMs: number | null;
  readonly cause: AlarmCause;
}

export interface CaseSource {
  /** Cases tracked at any moment of a half-open period, oldest first. Without an office: of all. */
  within(fromMs: number, toMs: number, office: string | undefined): readonly CountedCase[];
}

/** A case as it stood at a moment: what was released since was still open. */
export function caseAt<C extends CountedCase>(found: C, atMs: number): C & { readonly overdue: boolean } {
  const { releasedMs } = found;
  const stood: C =
    releasedMs === null || releasedMs < atMs ? found : { ...found, state: 'open', releasedMs: null };
  return { ...stood, overdue: isOverdue(stood, atMs) };
}

/** The moment as of which a period's cases are told: its end, or now where that is to come. */
export const toldAt = (toMs: number, nowMs: number): number => Math.min(toMs, nowMs);

/** Counts of cases tracked in a half-open period (A9). */
export function caseFigures(
  cases: readonly CountedCase[],
  fromMs: number,
  toMs: number,
  nowMs: number,
): CaseFigures {
  const stood = cases.map((found) => caseAt(found, toldAt(toMs, nowMs)));
  const count = (what: (found: (typeof stood)[number]) => boolean): number => stood.filter(what).length;
  return {
    opened: count(({ openedMs }) => openedMs >= fromMs),
    released: count(({ state }) => state === 'released'),
    open: count(({ state }) => state === 'open'),
    overdue: count(({ overdue }) => overdue),
  };
}
