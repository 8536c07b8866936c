import type { BoxEvent, EventBody } from '#contract/events.js';

/**
 * The durable, numbered memory of a box. `append` returns only when the event survives a power cut (D1);
 * numbers run 1, 2, 3 … without gaps within an epoch (D4). An entry leaves only by `settle` (D2).
 * Any method may throw `CodedError` `outbox/…` when the disk refuses; nothing is half-stored then.
 */
export interface Outbox {
  /** Of the numbering in force; `renumber` changes it. */
  readonly epoch: string;
  /** Wall clock at the last `renumber`, ms; undefined before the first. */
  readonly renumberedMs: number | undefined;
  append(body: EventBody, at: string): BoxEvent;
  /** Unsettled events after `seq`, oldest first. */
  pending(after: number, limit: number): BoxEvent[];
  /** Events of a range, settled ones too while they are still kept, for the hub's `resend`. */
  range(from: number, to: number, limit: number): BoxEvent[];
  /** Marks events as stored at the hub. Unknown numbers are ignored. */
  settle(seqs: readonly number[]): void;
  /**
   * Marks events as refused by a hub that holds others under their numbers. They stay unsettled, but are pending no longer:
   * under these numbers they can never be stored. Unknown numbers are ignored.
   */
  refuse(seqs: readonly number[]): void;
  /** How many of the unsettled events are refused. */
  refused(): number;
  /**
   * Begins a new epoch, in one piece: `report` as its number 1 or after what was reported before of replaced outboxes, then
   * every refused event once more, in its order, with its time and a new id. What is pending has to be settled first, since
   * nothing else is taken along. `recent` goes on to remember what was settled.
   */
  renumber(order: Renumbering): void;
  lastSeq(): number;
  /** How many events the hub has not stored, refused ones included. */
  unsettled(): number;
  /** The newest events, newest first: what a restarted box remembers of its windows (W13). */
  recent(limit: number): BoxEvent[];
  close(): void;
}

export interface Renumbering {
  /** Told to the hub with the new numbering. */
  readonly report: EventBody;
  readonly at: string;
  /** Wall clock. */
  readonly nowMs: number;
}
