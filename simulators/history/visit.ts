import type { IssuanceKind, Level } from '#contract/values.js';
import { exponential, type Random } from '../random.js';
import type { PastEnd } from './pastWindow.js';

/** What one citizen at one counter is likely to do. */
export interface Chances {
  readonly kind: IssuanceKind;
  readonly lengthMs: number;
  /** Of leaving without a press. */
  readonly silence: number;
  /** Of those who press, over both kinds of document. */
  readonly dissatisfaction: number;
  /** On how often the content press 5 rather than 4. */
  readonly delight: number;
}

const CANCELLED = 0.004;
const LATE = 0.002;
const BOX_FAULT = 0.002;
const INTERRUPTED = 0.001;
const EXTENDED = 0.02;
const EXTRA_PRESSES = 0.03;

/** A notice brings bad news; with one document in twenty a notice, the mean over both is what is asked for. */
const NOTICE_TIMES = 2.9;
const OF_RECEIPTS = 1 / (0.95 + 0.05 * NOTICE_TIMES);
/** Of the dissatisfied, those who press 1. */
const HIGH = 0.25;
/** Content answers of the rating-system row of Table 12 over its four months. */
const CONTENT = { five: 7_295, four: 4_317, three: 431 } as const;
const NOTICE_DELIGHT = 0.6;

/** Citizens take at least so long, and most not much longer. */
const FIRST_MS = 800;
const MEAN_MS = 4_500;
/** The window of one who asked for more time is twice as long. */
const TWICE = 2;

/** How a window at a counter whose box worked ended. */
export function endOf(random: Random, issuedMs: number, chances: Chances): PastEnd {
  const fate = random();
  if (fate < LATE) return missed('late', issuedMs, null, 10_000 + 2_000 * random());
  if (fate < LATE + BOX_FAULT) return missed('box-fault', issuedMs, null, 500);
  const openedMs = issuedMs + Math.round(200 + 400 * random());
  if (fate < LATE + BOX_FAULT + INTERRUPTED)
    return missed('interrupted', issuedMs, openedMs, 1_000 + chances.lengthMs * random());
  const extended = random() < EXTENDED;
  const lengthMs = chances.lengthMs * (extended ? TWICE : 1);
  const closesMs = openedMs + lengthMs;
  const end = { openedMs, closesMs, reason: null, level: null, afterMs: null, extraPresses: 0, extended };
  if (random() < CANCELLED) {
    const endedMs = openedMs + Math.round(0.7 * lengthMs * random());
    return { ...end, endedMs, outcome: 'cancelled' };
  }
  if (random() < chances.silence) return { ...end, endedMs: closesMs, outcome: 'expired' };
  const hesitationMs = FIRST_MS + exponential(random, MEAN_MS) + (extended ? 0.8 * chances.lengthMs : 0);
  const afterMs = Math.min(Math.round(hesitationMs), lengthMs);
  const level = levelOf(random, chances);
  const extraPresses = random() < EXTRA_PRESSES ? 1 : 0;
  return { ...end, endedMs: openedMs + afterMs, outcome: 'rated', level, afterMs, extraPresses };
}

/** What the hub noted of a window that its box could not open, or did not end. */
export function missed(
  reason: NonNullable<PastEnd['reason']>,
  issuedMs: number,
  openedMs: number | null,
  afterMs: number,
): PastEnd {
  return {
    openedMs,
    closesMs: null,
    endedMs: (openedMs ?? issuedMs) + Math.round(afterMs),
    outcome: 'missed',
    reason,
    level: null,
    afterMs: null,
    extraPresses: 0,
    extended: false,
  };
}

function levelOf(random: Random, { kind, dissatisfaction, delight }: Chances): Level {
  const notice = kind === 'notice';
  if (random() < dissatisfaction * OF_RECEIPTS * (notice ? NOTICE_TIMES : 1)) return random() < HIGH ? 1 : 2;
  const five = CONTENT.five * delight * (notice ? NOTICE_DELIGHT : 1);
  const point = random() * (five + CONTENT.four + CONTENT.three);
  if (point < five) return 5;
  return point < five + CONTENT.four ? 4 : 3;
}
