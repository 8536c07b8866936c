import type { AlarmCause, AlarmOutcome } from '#contract/alarms.js';
import type { Level } from '#contract/values.js';
import { causeOf, outcomeOf } from '../people/closing.js';
import { exponential, normal, type Random } from '../random.js';
import { type PastCase, pastCase } from './pastCase.js';

/** An alarm of a rating and what became of it. Times are Unix ms; what would not have happened yet has not happened. */
export interface PastAlarm {
  readonly id: string;
  readonly level: Level;
  readonly raisedMs: number;
  /** Who was called, in that order. */
  readonly called: readonly Deed[];
  readonly acknowledged: Deed | null;
  /** When the citizen left without anybody having come. */
  readonly departedMs: number | null;
  readonly closed: PastClosing | null;
  readonly case: PastCase | null;
}

export interface Deed {
  readonly atMs: number;
  readonly by: string;
}

export interface PastClosing extends Deed {
  readonly outcome: AlarmOutcome;
  readonly cause: AlarmCause;
  readonly remark: string | null;
}

/** Who takes alarms, first to last, and until when anything can have happened. */
export interface AlarmDuty {
  readonly chain: readonly string[];
  readonly untilMs: number;
}

const MINUTE_MS = 60_000;

/** From alarm to acknowledgement: half within 40 s; of those who are away nobody comes in time. */
const USUAL_MS = 40_000;
const USUAL_SPREAD = 0.8;
const AWAY = 0.02;
/** Those called first come most often. */
const FIRST_COMES = 0.7;

/** When the second and the third are called, and when a citizen is taken to have left, as the hub does unless told. */
const ESCALATE_MS = [0, MINUTE_MS, 3 * MINUTE_MS] as const;
const DEPART_MS = 3 * MINUTE_MS;
/** At a busy counter the next citizen comes sooner. */
const NEXT_SOON = 0.25;

const CLOSE_MET_MS = 6 * MINUTE_MS;
const CLOSE_LEFT_MS = 40 * MINUTE_MS;

const REMARKS: Readonly<Record<AlarmCause, string>> = {
  waiting: '民眾等候過久，已加開櫃檯',
  documents: '應備證件不齊，已說明可補件方式',
  rule: '民眾不解法令規定，已說明依據',
  staff: '已向民眾說明並致歉',
  other: '民眾未說明原因',
};
const REMARKED = 0.3;

/** The life of an alarm (A2, A3). Draws from `random` what history always drew, and from `later` what came with time. */
export function pastAlarm(
  random: Random,
  later: Random,
  raised: { readonly endedMs: number; readonly level: Level },
  duty: AlarmDuty,
): Omit<PastAlarm, 'id'> {
  const raisedMs = raised.endedMs + Math.round(20 + 80 * random());
  const isAway = random() < AWAY;
  const delayMs = isAway
    ? 10 * MINUTE_MS + 50 * MINUTE_MS * random()
    : USUAL_MS * Math.exp(USUAL_SPREAD * normal(random));
  const by = duty.chain[random() < FIRST_COMES ? 0 : 1] ?? '';
  const leavesMs = later() < NEXT_SOON ? Math.round(MINUTE_MS + 2 * MINUTE_MS * later()) : DEPART_MS;
  const comes = delayMs < leavesMs;
  const metMs = raisedMs + Math.round(comes ? delayMs : leavesMs);
  const happened = metMs < duty.untilMs;
  const closed = happened ? closing(later, metMs, comes, { by, untilMs: duty.untilMs }) : null;
  return {
    level: raised.level,
    raisedMs,
    called: calls(raisedMs, Math.min(metMs - 1, duty.untilMs - 1), duty.chain),
    acknowledged: happened && comes ? { atMs: metMs, by } : null,
    departedMs: happened && !comes ? metMs : null,
    closed,
    case: closed?.outcome === 'complaint' ? pastCase(later, closed, duty) : null,
  };
}

/** The first at once, the others while nobody came. */
const calls = (raisedMs: number, untilMs: number, chain: readonly string[]): Deed[] =>
  ESCALATE_MS.flatMap((afterMs, at) => {
    const by = chain[at];
    return by === undefined || (at > 0 && raisedMs + afterMs > untilMs)
      ? []
      : [{ atMs: raisedMs + afterMs, by }];
  });

function closing(
  later: Random,
  metMs: number,
  met: boolean,
  { by, untilMs }: { readonly by: string; readonly untilMs: number },
): PastClosing | null {
  const atMs = metMs + MINUTE_MS + Math.round(exponential(later, met ? CLOSE_MET_MS : CLOSE_LEFT_MS));
  const outcome = outcomeOf(met, later);
  const drawn = causeOf(later);
  const cause = outcome === 'mis-press' ? 'other' : drawn;
  const remark = outcome === 'mis-press' || later() >= REMARKED ? null : REMARKS[cause];
  return atMs < untilMs ? { atMs, by, outcome, cause, remark } : null;
}
