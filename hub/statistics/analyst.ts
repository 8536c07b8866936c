import type { ParamsOf, QueryOf, ResultOf } from '#contract/api.js';

/** Questions that read much and change nothing. */
export type QuestionId =
  | 'statistics'
  | 'trend'
  | 'funnel'
  | 'alarmFigures'
  | 'equipment'
  | 'screening'
  | 'clerk'
  | 'ratings';

export type QuestionOf<I extends QuestionId> = QueryOf<I> &
  (ParamsOf<I> extends undefined ? unknown : ParamsOf<I>);

/** One row of the export: an ended window as a statistician needs it. */
export interface WindowRow {
  readonly window: string;
  readonly office: string;
  readonly counter: string;
  readonly clerk: string;
  readonly kind: string;
  readonly service: string;
  readonly issuedAt: string;
  readonly outcome: string;
  readonly reason: string;
  readonly level: number | null;
  readonly afterMs: number | null;
  readonly extended: boolean;
  readonly flagged: boolean;
  readonly excluded: boolean;
}

/**
 * Answers questions apart from the work of windows and alarms, which no question may delay. An answer shows everything
 * that was committed before it was asked. Rejects with the `CodedError` of the question, or with `statistics/busy` when
 * too many questions wait, or `statistics/stopped` once stopped; what is being answered at a stop is rejected so.
 */
export interface Analyst {
  ask<I extends QuestionId>(id: I, question: QuestionOf<I>): Promise<ResultOf<I>>;
  /** Ended windows in the order of issue, in pages, so that an export of any length needs little memory. */
  rows(question: QueryOf<'exportWindows'>): AsyncIterable<readonly WindowRow[]>;
  stop(): Promise<void>;
}
