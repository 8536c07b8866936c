import type { Level } from '#contract/values.js';
import { exponential, type Random, weighted } from '../random.js';
import { type AlarmDuty, type PastAlarm, pastAlarm } from './pastAlarm.js';
import type { PastEnd, PastExclusion } from './pastWindow.js';

/** What may follow the end of a window. */
export interface Aftermath {
  readonly voidedMs: number | null;
  readonly flagged: boolean;
  readonly alarm: Omit<PastAlarm, 'id'> | null;
  readonly exclusion: PastExclusion | null;
}

/** Who deals with it, and until when anything can have happened. */
export interface Desk extends AlarmDuty {
  readonly alarmLevels: readonly Level[];
  /** Apart from what is drawn for windows, so that these stay the same whatever becomes of alarms. */
  readonly later: () => Random;
}

const VOIDED = 0.003;
const EXCLUDED = 0.002;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const REASONS: ReadonlyArray<readonly [readonly [PastExclusion['reason'], string | null], number]> = [
  [['mis-press', null], 6],
  [['mis-press', '民眾表示按錯鍵'], 2],
  [['test', null], 1],
  [['test', '機房測試評分機'], 1],
  [['other', '孩童代為按壓'], 1],
];

/** Voids, alarms and exclusions of one window; what would not have happened yet has not happened. */
export function aftermathOf(random: Random, { outcome, endedMs, level }: PastEnd, desk: Desk): Aftermath {
  if (outcome === 'cancelled') return { voidedMs: endedMs, flagged: false, alarm: null, exclusion: null };
  if (outcome !== 'rated' || level === null)
    return { voidedMs: null, flagged: false, alarm: null, exclusion: null };
  const voidedMs = random() < VOIDED ? endedMs + Math.round(exponential(random, HOUR_MS)) : null;
  const isVoid = voidedMs !== null && voidedMs < desk.untilMs;
  return {
    voidedMs: isVoid ? voidedMs : null,
    flagged: isVoid,
    alarm: desk.alarmLevels.includes(level)
      ? pastAlarm(random, desk.later(), { endedMs, level }, desk)
      : null,
    exclusion: random() < EXCLUDED ? exclusionOf(random, endedMs, desk) : null,
  };
}

function exclusionOf(random: Random, endedMs: number, desk: Desk): PastExclusion | null {
  const atMs = endedMs + 2 * MINUTE_MS + Math.round(exponential(random, 6 * HOUR_MS));
  const [reason, remark] = weighted(random, REASONS);
  const by = desk.chain[random() < 0.5 ? 0 : 1] ?? '';
  return atMs < desk.untilMs ? { atMs, by, reason, remark } : null;
}
