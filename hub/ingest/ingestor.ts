import { ContractError } from '#contract/errors.js';
import { type BoxEvent, boxEvent, eventHeader } from '#contract/events.js';
import { parseJson } from '#contract/schema.js';
import type { BoxTopic } from '#contract/topics.js';
import type { Clock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import { breakOf, type SealReason } from '../integrity/eventChain.js';
import type { SealGate } from '../integrity/sealGate.js';
import type { EventStore } from '../store/eventStore.js';
import type { GroupWriter, WriteJob } from '../store/groupWriter.js';
import type { SealStore } from '../store/sealStore.js';
import type { Projection, WindowProjector } from '../windows/windowProjector.js';
import type { AckDesk } from './ackDesk.js';
import type { Ledgers } from './ledgers.js';
import { RecentTexts } from './recentTexts.js';

export interface IngestListener {
  /** An event is durable for the first time and did this. */
  projected(place: BoxTopic, kind: string, projection: Projection): void;
  /** A number was stored although one before it is missing (D4). */
  gap(place: BoxTopic, epoch: string): void;
  /** A message was kept aside or refused; `reason` is stable (D7). */
  refused(place: BoxTopic, reason: string): void;
}

export interface IngestorOptions {
  readonly writer: GroupWriter;
  readonly events: EventStore;
  readonly projector: WindowProjector;
  readonly ledgers: Ledgers;
  readonly acks: AckDesk;
  readonly seals: SealStore;
  readonly gate: SealGate;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly listener: IngestListener;
}

/** What an event of any version carries. */
type Header = Pick<BoxEvent, 'id' | 'epoch' | 'seq'>;

/** Stored as new, known already, or why it is kept aside instead. */
type Stored = 'stored' | 'duplicate' | 'sequence-reused' | 'too-many-epochs' | SealReason;

/**
 * Takes a box's events: decodes, verifies their seals, stores each once together with all it changes, and acknowledges
 * after the commit, duplicates included (D2, D3, D5). What cannot be counted is kept aside with the reason and
 * acknowledged too, so that no box resends it for ever (D7). When the commit fails nothing is acknowledged and the box
 * sends again. What its box did not seal takes no number: the true event of that number is still asked for (D4).
 */
export class Ingestor {
  private readonly forged = new RecentTexts();

  constructor(private readonly options: IngestorOptions) {}

  receive(place: BoxTopic, payload: Uint8Array): void {
    const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
    let event: BoxEvent;
    try {
      event = boxEvent.decode(payload);
    } catch (error) {
      const header = readHeader(text);
      if (header === undefined) this.keepAside(place, text, error);
      else this.verify(place, text, header, () => this.asideJob(place, text, header, error));
      return;
    }
    this.verify(place, text, event, () => this.eventJob(place, text, event));
  }

  private verify(place: BoxTopic, text: string, header: Header, job: () => WriteJob): void {
    const { gate, writer, listener } = this.options;
    const { box } = place;
    const { epoch, seq } = header;
    const taken = gate.pass({
      ...{ box, epoch, seq, text },
      told: (reason) =>
        writer.add(reason === undefined ? job() : this.forgedJob(place, text, header, reason)),
    });
    if (!taken) listener.refused(place, 'seal/too-busy');
  }

  private eventJob(place: BoxTopic, text: string, event: BoxEvent): WriteJob {
    const { projector, clock, listener } = this.options;
    let projection: Projection | undefined;
    let reason: string | undefined;
    return {
      run: () => {
        const now = clock.wall();
        projection = undefined;
        reason = this.store(place, text, event, now);
        if (reason !== 'stored') return;
        projection = projector.apply(event, place.box, now);
        reason = projection.setAside;
        if (reason !== undefined) this.setAside(place, text, reason, now);
      },
      committed: () => {
        this.acknowledge(place, text, event, reason);
        if (projection !== undefined && projection.setAside === undefined)
          listener.projected(place, event.kind, projection);
      },
      failed: (error) => this.report(place, error),
    };
  }

  /** An event of a newer version, or one that breaks the contract. It has its place in the chain all the same. */
  private asideJob(place: BoxTopic, text: string, header: Header, error: unknown): WriteJob {
    const invalid = reasonOf(error);
    let stored: Stored = 'stored';
    return {
      run: () => {
        const now = this.options.clock.wall();
        stored = this.store(place, text, header, now);
        if (stored === 'stored') this.setAside(place, text, detailed(invalid, error), now);
      },
      committed: () => this.acknowledge(place, text, header, stored === 'stored' ? invalid : stored),
      failed: (failure) => this.report(place, failure),
    };
  }

  /** What has not even a header cannot be acknowledged. */
  private keepAside(place: BoxTopic, text: string, error: unknown): void {
    const reason = reasonOf(error);
    this.options.writer.add({
      run: () => this.setAside(place, text, detailed(reason, error), this.options.clock.wall()),
      committed: () => this.options.listener.refused(place, reason),
      failed: (failure) => this.report(place, failure),
    });
  }

  /** One whose seal does not hold. What is stored to the letter already needs no seal to be known again. */
  private forgedJob(place: BoxTopic, text: string, header: Header, reason: SealReason): WriteJob {
    const { seals, clock } = this.options;
    let known = false;
    return {
      run: () => {
        known = seals.neighbours(place.box, header.epoch, header.seq).same === text;
        if (!known) this.noteForged(place, text, reason, clock.wall());
      },
      committed: () => this.acknowledge(place, text, header, known ? 'duplicate' : reason),
      failed: (failure) => this.report(place, failure),
    };
  }

  /** The same text over and over is kept once, so that a box that is asked for it again fills no disk. */
  private noteForged(place: BoxTopic, text: string, reason: SealReason, now: number): void {
    this.options.seals.noteFault(place.box, reason, now);
    if (!this.forged.has(place.box, text)) this.setAside(place, text, reason, now);
  }

  /** Stores the raw event; returns `stored`, or why its content is not to be looked at. */
  private store(place: BoxTopic, text: string, { id, epoch, seq }: Header, now: number): Stored {
    const { events, ledgers, seals } = this.options;
    const { box } = place;
    if (!ledgers.admits(box, epoch)) {
      this.setAside(place, text, 'too-many-epochs', now);
      return 'too-many-epochs';
    }
    const { before, same, after } = seals.neighbours(box, epoch, seq);
    const broken = same === undefined ? breakOf({ box, epoch, seq, text, before, after }) : undefined;
    if (broken !== undefined) {
      this.noteForged(place, text, broken, now);
      return broken;
    }
    const result = events.insert({ box, epoch, seq, id, receivedMs: now, body: text });
    if (result === 'reused') {
      this.setAside(place, text, 'sequence-reused', now);
      return 'sequence-reused';
    }
    ledgers.touch(box, epoch).add(seq);
    return result;
  }

  private acknowledge(
    place: BoxTopic,
    text: string,
    { epoch, seq }: Header,
    reason: string | undefined,
  ): void {
    const setAside = reason === 'duplicate' || reason === 'stored' ? undefined : reason;
    if (setAside?.startsWith('seal/')) this.forged.add(place.box, text);
    this.options.acks.note(place.office, place.box, epoch, seq, setAside);
    if (setAside !== 'too-many-epochs' && this.options.ledgers.contiguousOf(place.box, epoch) < seq)
      this.options.listener.gap(place, epoch);
    if (setAside !== undefined) this.options.listener.refused(place, setAside);
  }

  private setAside({ office, box }: BoxTopic, payload: string, reason: string, receivedMs: number): void {
    this.options.events.setAside({ office, box, reason, receivedMs, payload });
  }

  private report({ box }: BoxTopic, error: unknown): void {
    this.options.logger.error(
      { box, error: messageOf(error) },
      'an event could not be stored; the box will send it again',
    );
  }
}

const reasonOf = (error: unknown): string => (error instanceof ContractError ? error.code : 'invalid');
const detailed = (reason: string, error: unknown): string => `${reason}: ${messageOf(error)}`.slice(0, 300);

function readHeader(text: string): Header | undefined {
  try {
    return eventHeader.check(parseJson(text));
  } catch {
    return undefined;
  }
}
