import { type Ack, ack } from '#contract/commands.js';
import { MAX_ACKED_EVENTS } from '#contract/limits.js';
import type { Broker } from '../broker/broker.js';
import type { Ledgers } from './ledgers.js';

/** As many reasons as fit into one message with the most numbers. */
const MAX_SET_ASIDE = 60;

interface Pending {
  /** The one it spoke under last, where it listens. */
  office: string;
  readonly box: string;
  readonly epoch: string;
  readonly seqs: number[];
  readonly setAside: Array<{ seq: number; reason: string }>;
}

/** Collects what one transaction made durable and tells each box in one Ack (D2). */
export class AckDesk {
  private pending = new Map<string, Pending>();

  constructor(
    private readonly broker: Pick<Broker, 'publish'>,
    private readonly ledgers: Ledgers,
    private readonly inFlight: () => number,
  ) {}

  /** The event is durable, now or since earlier. */
  note(office: string, box: string, epoch: string, seq: number, setAside?: string): void {
    const key = `${box} ${epoch}`;
    let entry = this.pending.get(key);
    if (entry === undefined) {
      entry = { office, box, epoch, seqs: [], setAside: [] };
      this.pending.set(key, entry);
    }
    entry.office = office;
    entry.seqs.push(seq);
    if (setAside !== undefined) entry.setAside.push({ seq, reason: setAside });
    if (entry.seqs.length >= MAX_ACKED_EVENTS || entry.setAside.length >= MAX_SET_ASIDE) {
      this.pending.delete(key);
      this.send(entry);
    }
  }

  flush(): void {
    const entries = this.pending;
    this.pending = new Map();
    for (const entry of entries.values()) this.send(entry);
  }

  private send({ office, box, epoch, seqs, setAside }: Pending): void {
    const message: Ack = {
      epoch,
      seqs,
      contiguous: this.ledgers.contiguousOf(box, epoch),
      ...(setAside.length === 0 ? {} : { setAside }),
      inFlight: this.inFlight(),
    };
    this.broker.publish(office, box, 'ack', ack.encode(message));
  }
}
