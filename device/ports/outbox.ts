import type { BoxEvent, EventBody } from '#contract/events.js';

/**
 * The durable, numbered memory of a box. `append` returns only when the event survives a power cut (D1);
 * numbers run 1, 2, 3 … without gaps within an epoch (D4). An entry leaves only by `settle` (D2).
 * Any method may throw `CodedError` `outbox/…` when the disk refuses; nothing is half-stored then.
 */
export interface Outbox {
  readonly epoch: string;
  append(body: EventBody, at: string): BoxEvent;
  /** Unsettled events after `seq`, oldest first. */
  pending(after: number, limit: number): BoxEvent[];
  /** Events of a range, settled ones too while they are still kept, for the hub's `resend`. */
  range(from: number, to: number, limit: number): BoxEvent[];
  /** Marks events as stored at the hub. Unknown numbers are ignored. */
  settle(seqs: readonly number[]): void;
  lastSeq(): number;
  unsettled(): number;
  /** The newest events, newest first: what a restarted box remembers of its windows (W13). */
  recent(limit: number): BoxEvent[];
  close(): void;
}
