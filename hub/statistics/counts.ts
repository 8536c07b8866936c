import { ANSWER_CLASSES_MS } from '#contract/figures.js';
import type { MissedReason, Outcome } from '#contract/values.js';

/**
 * Everything that is counted of ended windows. All are whole numbers that only add up, so that the counts of any set of
 * windows are the sum of the counts of its parts; every figure is computed from such a sum.
 */
export const COUNT_FIELDS = [
  /** Ratings by level, excluded ones apart. */
  'c5',
  'c4',
  'c3',
  'c2',
  'c1',
  'expired',
  'cancelled',
  /** Missed windows by reason. */
  'boxOffline',
  'late',
  'boxFault',
  'noBox',
  'interrupted',
  /** Of those above: made longer (W12); rated with a document voided later (W4). */
  'extended',
  'flagged',
  /** Excluded ratings by level (S10). */
  'x5',
  'x4',
  'x3',
  'x2',
  'x1',
  /** Of the ratings whose answering time is known: its sum in whole ms, and how many fall in each class. */
  'answerMs',
  'answer1s',
  'answer5s',
  'answer10s',
  'answer20s',
  'answerLater',
] as const;
export type CountField = (typeof COUNT_FIELDS)[number];
export type Counts = Readonly<Record<CountField, number>>;

/** What of a window is counted; a window that has not ended counts nothing. */
export interface Countable {
  readonly outcome: Outcome | null;
  readonly reason: MissedReason | null;
  readonly level: number | null;
  readonly afterMs: number | null;
  readonly extended: boolean;
  readonly flagged: boolean;
  readonly excluded: boolean;
}

const MISSED: Readonly<Record<MissedReason, CountField>> = {
  'box-offline': 'boxOffline',
  late: 'late',
  'box-fault': 'boxFault',
  'no-box': 'noBox',
  interrupted: 'interrupted',
};
const ANSWERS = ['answer1s', 'answer5s', 'answer10s', 'answer20s', 'answerLater'] as const;

/** The counts of one window, only those that are not 0. An excluded rating is counted as excluded and as nothing else. */
export function countsOf(window: Countable): Partial<Record<CountField, number>> {
  switch (window.outcome) {
    case null:
      return {};
    case 'rated':
      return ratingCounts(window);
    case 'missed':
      return { ...(window.reason === null ? {} : { [MISSED[window.reason]]: 1 }), ...longer(window) };
    default:
      return { [window.outcome]: 1, ...longer(window) };
  }
}

function ratingCounts(window: Countable): Partial<Record<CountField, number>> {
  if (window.excluded) return { [`x${window.level}`]: 1 };
  return {
    [`c${window.level}`]: 1,
    ...answerCounts(window.afterMs),
    ...(window.flagged ? { flagged: 1 } : {}),
    ...longer(window),
  };
}

/** Earlier records may not tell how long the citizen took; these are in no class. */
function answerCounts(afterMs: number | null): Partial<Record<CountField, number>> {
  if (afterMs === null) return {};
  const answerMs = Math.round(afterMs);
  const answerClass = ANSWER_CLASSES_MS.findIndex((end) => answerMs < end);
  return { answerMs, [ANSWERS[answerClass] ?? 'answerLater']: 1 };
}

const longer = ({ extended }: Countable): Partial<Record<CountField, number>> =>
  extended ? { extended: 1 } : {};

export const noCounts = (): Record<CountField, number> =>
  Object.fromEntries(COUNT_FIELDS.map((field) => [field, 0])) as Record<CountField, number>;

/** Adds to a sum, in place. */
export function addCounts(sum: Record<CountField, number>, more: Partial<Counts>): void {
  for (const field of COUNT_FIELDS) sum[field] += more[field] ?? 0;
}
