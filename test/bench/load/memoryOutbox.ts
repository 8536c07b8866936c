import { v7 } from 'uuid';
import type { BoxEvent, EventBody } from '#contract/events.js';
import { systemIds } from '#platform/identity.js';
import type { Outbox } from '../../../device/ports/outbox.js';

/** The outbox of a box whose own disk is not what is measured. */
export class MemoryOutbox implements Outbox {
  readonly epoch = systemIds.epoch();
  readonly renumberedMs = undefined;
  private readonly events: BoxEvent[] = [];
  private readonly settledSeqs = new Set<number>();

  append(body: EventBody, at: string): BoxEvent {
    const id = v7({ msecs: Date.parse(at) });
    const event = { ...body, id, epoch: this.epoch, seq: this.events.length + 1, at } as BoxEvent;
    this.events.push(event);
    return event;
  }

  pending(after: number, limit: number): BoxEvent[] {
    const found: BoxEvent[] = [];
    for (let seq = after + 1; seq <= this.events.length && found.length < limit; seq++) {
      const event = this.events[seq - 1];
      if (event !== undefined && !this.settledSeqs.has(seq)) found.push(event);
    }
    return found;
  }

  range(from: number, to: number, limit: number): BoxEvent[] {
    return this.events.slice(from - 1, Math.min(to, from - 1 + limit));
  }

  settle(seqs: readonly number[]): void {
    for (const seq of seqs) this.settledSeqs.add(seq);
  }

  /** A hub under load has no other events under these numbers. */
  refuse(): never {
    throw new Error('the hub refused events that are no others than before');
  }

  refused(): number {
    return 0;
  }

  renumber(): never {
    return this.refuse();
  }

  lastSeq(): number {
    return this.events.length;
  }

  unsettled(): number {
    return this.events.length - this.settledSeqs.size;
  }

  recent(limit: number): BoxEvent[] {
    return this.events.slice(-limit).reverse();
  }

  close(): void {}
}
