import type { BoxEvent, EventBody } from '#contract/events.js';
import { CodedError } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Outbox, Renumbering } from '../../device/ports/outbox.js';

/**
 * An outbox that forgets everything when its process ends, with a disk that can be told to fill up. Otherwise it
 * behaves like the durable one, and a box given the same object again is a box that was restarted.
 */
export class MemoryOutbox implements Outbox {
  epoch: string;
  renumberedMs: number | undefined;
  private events: BoxEvent[] = [];
  private readonly former: BoxEvent[] = [];
  private readonly settled = new Set<number>();
  private readonly refusals = new Set<number>();
  private full = false;

  constructor(private readonly ids: IdSource) {
    this.epoch = ids.epoch();
  }

  append(body: EventBody, at: string): BoxEvent {
    if (this.full) throw new CodedError('outbox/cannot-store', 'the outbox cannot store: the disk is full');
    const event = {
      ...body,
      id: this.ids.uuid(),
      epoch: this.epoch,
      seq: this.lastSeq() + 1,
      at,
    } as BoxEvent;
    this.events.push(event);
    return event;
  }

  pending(after: number, limit: number): BoxEvent[] {
    return this.events
      .filter(({ seq }) => seq > after && !this.settled.has(seq) && !this.refusals.has(seq))
      .slice(0, limit);
  }

  range(from: number, to: number, limit: number): BoxEvent[] {
    return this.events.filter(({ seq }) => seq >= from && seq <= to).slice(0, limit);
  }

  settle(seqs: readonly number[]): void {
    for (const seq of this.known(seqs)) {
      this.settled.add(seq);
      this.refusals.delete(seq);
    }
  }

  refuse(seqs: readonly number[]): void {
    for (const seq of this.known(seqs)) {
      this.refusals.add(seq);
      this.settled.delete(seq);
    }
  }

  refused(): number {
    return this.refusals.size;
  }

  renumber({ report, at, nowMs }: Renumbering): void {
    const isReport = ({ kind }: EventBody) => kind === 'outbox-replaced';
    const reports = this.events.filter(isReport);
    const carried = this.events.filter((event) => this.refusals.has(event.seq) && !isReport(event));
    this.former.push(...this.events.filter((event) => this.settled.has(event.seq) && !isReport(event)));
    this.epoch = this.ids.epoch();
    this.renumberedMs = nowMs;
    this.events = [];
    this.settled.clear();
    this.refusals.clear();
    for (const event of reports) this.append(event, event.at);
    this.append(report, at);
    for (const event of carried) this.append(event, event.at);
  }

  lastSeq(): number {
    return this.events.length;
  }

  unsettled(): number {
    return this.events.length - this.settled.size;
  }

  recent(limit: number): BoxEvent[] {
    return [...this.former, ...this.events].toReversed().slice(0, limit);
  }

  close(): void {}

  /** From now on nothing can be stored, or everything can again. */
  fill(full: boolean): void {
    this.full = full;
  }

  private known(seqs: readonly number[]): number[] {
    return seqs.filter((seq) => seq >= 1 && seq <= this.lastSeq());
  }
}
