import type { IssuanceKind, Level, MissedReason, Outcome } from '#contract/values.js';

/** One document of an earlier system, and how its rating ended. */
export interface EarlierWindow {
  /** In the file. */
  readonly row: number;
  readonly office: string;
  readonly counter: string;
  readonly clerk: string;
  readonly kind: IssuanceKind;
  readonly number: string;
  readonly service: string | null;
  readonly issuedMs: number;
  readonly outcome: Outcome;
  /** Of a missed one. */
  readonly reason: MissedReason | null;
  /** Of a rated one. */
  readonly level: Level | null;
  /** Of a rated one, where it was measured. */
  readonly afterMs: number | null;
}

/** What makes two records of one document the same, or not; `row` is where it stands and nothing else. */
export const COMPARED = [
  'counter',
  'clerk',
  'service',
  'issuedMs',
  'outcome',
  'reason',
  'level',
  'afterMs',
] as const satisfies ReadonlyArray<keyof EarlierWindow>;

export type KnownWindow = Pick<EarlierWindow, (typeof COMPARED)[number]>;

/** The fields in which a record differs from the one that is known. */
export const differences = (
  window: KnownWindow,
  known: KnownWindow,
): ReadonlyArray<(typeof COMPARED)[number]> => COMPARED.filter((field) => window[field] !== known[field]);

/** The identity of a document (spec §2); no part of it holds a space. */
export const identityOf = ({ office, kind, number }: EarlierWindow): string => `${office} ${kind} ${number}`;
