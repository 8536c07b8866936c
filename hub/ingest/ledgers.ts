import { MAX_EPOCHS } from '#contract/limits.js';
import type { EventStore } from '../store/eventStore.js';
import { SequenceLedger } from './sequenceLedger.js';

interface Entry {
  readonly box: string;
  readonly epoch: string;
  readonly ledger: SequenceLedger;
  replaced: boolean;
}

/**
 * The numbering of every box heard since the start, kept in memory and written at the end of each transaction.
 * After a rollback what was changed is forgotten and read again.
 */
export class Ledgers {
  private readonly entries = new Map<string, Entry>();
  private readonly touched = new Set<Entry>();
  /** The epoch each box writes now. */
  private readonly newest = new Map<string, string>();
  /** Boxes whose newest epoch is not stored yet. */
  private readonly turned = new Set<string>();

  constructor(private readonly events: EventStore) {}

  /** False for one numbering more than a box may have, so that nobody fills memory and database with them. */
  admits(box: string, epoch: string): boolean {
    if (this.entries.has(keyOf(box, epoch))) return true;
    const known = this.events.epochsOf(box);
    return known.length < MAX_EPOCHS || known.includes(epoch);
  }

  of(box: string, epoch: string): SequenceLedger {
    return this.entry(box, epoch).ledger;
  }

  /** Up to which number all are stored; also of an epoch that nobody has heard of, which is not remembered for it. */
  contiguousOf(box: string, epoch: string): number {
    const known = this.entries.get(keyOf(box, epoch));
    return known === undefined ? this.events.contiguousOf(box, epoch) : known.ledger.contiguous;
  }

  /** The ledger of the outbox that a box writes now. */
  current(box: string): { epoch: string; ledger: SequenceLedger } | undefined {
    const epoch = this.newest.get(box) ?? this.events.currentEpoch(box);
    if (epoch === undefined) return undefined;
    this.newest.set(box, epoch);
    return { epoch, ledger: this.of(box, epoch) };
  }

  /** To be changed within a transaction. */
  touch(box: string, epoch: string): SequenceLedger {
    const entry = this.entry(box, epoch);
    this.touched.add(entry);
    const known = this.newest.get(box) ?? this.events.currentEpoch(box);
    if (!entry.replaced) {
      this.newest.set(box, epoch);
      if (known !== epoch) this.turned.add(box);
    }
    return entry.ledger;
  }

  /**
   * The box had to begin the outbox `by` and has none of those before it any more: what is missing of them is lost,
   * and nobody is asked for it. `lost` names the last of them and how far its numbers went. Within a transaction.
   */
  replace(box: string, by: string, lost?: { readonly epoch: string; readonly lastSeq: number }): void {
    for (const epoch of new Set([
      ...this.events.epochsOf(box),
      ...(lost === undefined ? [] : [lost.epoch]),
    ])) {
      if (epoch === by) continue;
      const entry = this.entry(box, epoch);
      this.touched.add(entry);
      entry.replaced = true;
      if (epoch === lost?.epoch) entry.ledger.announce(lost.lastSeq);
    }
  }

  /** How many known numbers are missing in outboxes that the box no longer writes (D4). */
  lost(box: string): number {
    const current = this.current(box)?.epoch;
    let lost = 0;
    for (const epoch of this.events.epochsOf(box))
      if (epoch !== current) lost += this.of(box, epoch).missing();
    return lost;
  }

  /** Writes what changed; part of the transaction that stored the events, which may still fail. */
  save(): void {
    for (const { box, epoch, ledger, replaced } of this.touched)
      this.events.saveEpoch(box, epoch, {
        contiguous: ledger.contiguous,
        highest: ledger.highest,
        replaced,
      });
    for (const box of this.turned) {
      const epoch = this.newest.get(box);
      if (epoch !== undefined) this.events.saveCurrentEpoch(box, epoch);
    }
  }

  /** What was saved is durable. */
  settle(): void {
    this.touched.clear();
    this.turned.clear();
  }

  /** Nothing was stored, not even what was saved already: a commit fails on a full disk after all else went well. */
  forgetChanges(): void {
    for (const { box, epoch } of this.touched) {
      this.entries.delete(keyOf(box, epoch));
      this.newest.delete(box);
    }
    this.settle();
  }

  private entry(box: string, epoch: string): Entry {
    const key = keyOf(box, epoch);
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = this.load(box, epoch);
      this.entries.set(key, entry);
    }
    return entry;
  }

  private load(box: string, epoch: string): Entry {
    const { contiguous, highest, replaced, beyond } = this.events.epoch(box, epoch);
    const ledger = new SequenceLedger(contiguous);
    for (const seq of beyond) ledger.add(seq);
    ledger.announce(highest);
    return { box, epoch, ledger, replaced };
  }
}

const keyOf = (box: string, epoch: string): string => `${box} ${epoch}`;
