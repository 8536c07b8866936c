import type { IssuanceKind, Level, MissedReason, Outcome } from '#contract/values.js';
import type { PastAlarm } from './pastAlarm.js';

/** A rating window that has ended, with its issuance and what followed. Times are Unix milliseconds UTC. */
export interface PastWindow {
  readonly id: string;
  readonly office: string;
  readonly counter: string;
  readonly clerk: string;
  readonly kind: IssuanceKind;
  readonly service: string;
  readonly box: string | null;
  readonly issuedMs: number;
  readonly lengthMs: number;
  readonly issuance: { readonly id: string; readonly number: string; readonly voidedMs: number | null };
  readonly openedMs: number | null;
  readonly closesMs: number | null;
  readonly endedMs: number;
  readonly outcome: Outcome;
  readonly reason: MissedReason | null;
  readonly level: Level | null;
  readonly afterMs: number | null;
  readonly extraPresses: number;
  readonly extended: boolean;
  readonly flagged: boolean;
  /** The alarm its rating raised (A1). */
  readonly alarm: PastAlarm | null;
  /** Why a supervisor took the rating out of the figures (S10). */
  readonly exclusion: PastExclusion | null;
}

export interface PastExclusion {
  readonly atMs: number;
  readonly by: string;
  readonly reason: 'mis-press' | 'test' | 'other';
  readonly remark: string | null;
}

/** What an office, a counter or a box did with one issuance. */
export type PastEnd = Pick<
  PastWindow,
  | 'openedMs'
  | 'closesMs'
  | 'endedMs'
  | 'outcome'
  | 'reason'
  | 'level'
  | 'afterMs'
  | 'extraPresses'
  | 'extended'
>;
