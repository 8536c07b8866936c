import type { EventStore } from '../store/eventStore.js';
import { SequenceLedger } from './sequenceLedger.js';

/**
 * The numbering of every box heard since the start, kept in memory and written at the end of each transaction.
 * After a rollback what was changed is forgotten and read again.
 */
export class Ledgers {
  private readonly ledgers = new Map<string, SequenceLedger>();
  private readonly touched = new Set<string>();
  private readonly newest = new Map<string, string>();

  constructor(private readonly events: EventStore) {}

  of(box: string, epoch: string): SequenceLedger {
    const key = `${box} ${epoch}`;
    let ledger = this.ledgers.get(key);
    if (ledger === undefined) {
      ledger = this.load(box, epoch);
      this.ledgers.set(key, ledger);
      this.newest.set(box, epoch);
    }
    return ledger;
  }

  /** The ledger of the epoch heard last from a box. */
  current(box: string): { epoch: string; ledger: SequenceLedger } | undefined {
    const epoch = this.newest.get(box);
    return epoch === undefined ? undefined : { epoch, ledger: this.of(box, epoch) };
  }

  touch(box: string, epoch: string): SequenceLedger {
    this.touched.add(`${box} ${epoch}`);
    return this.of(box, epoch);
  }

  /** Writes what changed; part of the transaction that stored the events. */
  save(): void {
    for (const key of this.touched) {
      const ledger = this.ledgers.get(key);
      const [box, epoch] = key.split(' ');
      if (ledger === undefined || box === undefined || epoch === undefined) continue;
      this.events.saveEpoch(box, epoch, ledger.contiguous, ledger.highest);
    }
    this.touched.clear();
  }

  forgetChanges(): void {
    for (const key of this.touched) this.ledgers.delete(key);
    this.touched.clear();
  }

  private load(box: string, epoch: string): SequenceLedger {
    const { contiguous, highest, beyond } = this.events.epoch(box, epoch);
    const ledger = new SequenceLedger(contiguous);
    for (const seq of beyond) ledger.add(seq);
    ledger.announce(highest);
    return ledger;
  }
}
