import { ContractError } from '#contract/errors.js';
import { type BoxEvent, boxEvent, eventHeader } from '#contract/events.js';
import { parseJson } from '#contract/schema.js';
import type { BoxTopic } from '#contract/topics.js';
import type { Clock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { EventStore } from '../store/eventStore.js';
import type { GroupWriter, WriteJob } from '../store/groupWriter.js';
import type { Projection, WindowProjector } from '../windows/windowProjector.js';
import type { AckDesk } from './ackDesk.js';
import type { Ledgers } from './ledgers.js';

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
  readonly clock: Clock;
  readonly logger: Logger;
  readonly listener: IngestListener;
}

/** What an event of any version carries. */
type Header = Pick<BoxEvent, 'id' | 'epoch' | 'seq'>;

/**
 * Takes a box's events: decodes, stores each once together with all it changes, and acknowledges after the
 * commit, duplicates included (D2, D3). What cannot be counted is kept aside with the reason and acknowledged
 * too, so that no box resends it for ever (D7). When the commit fails nothing is acknowledged and the box
 * sends again.
 */
export class Ingestor {
  constructor(private readonly options: IngestorOptions) {}

  receive(place: BoxTopic, payload: Uint8Array): void {
    const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
    try {
      const event = boxEvent.decode(text);
      this.options.writer.add(this.eventJob(place, text, event));
    } catch (error) {
      this.keepAside(place, text, error);
    }
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
        this.acknowledge(place, event, reason);
        if (projection !== undefined && projection.setAside === undefined)
          listener.projected(place, event.kind, projection);
      },
      failed: (error) => this.report(place, error),
    };
  }

  /** An event of a newer version, or one that breaks the contract. */
  private keepAside(place: BoxTopic, text: string, error: unknown): void {
    const reason = error instanceof ContractError ? error.code : 'invalid';
    const header = readHeader(text);
    let duplicate = false;
    this.options.writer.add({
      run: () => {
        const now = this.options.clock.wall();
        duplicate = header !== undefined && this.store(place, text, header, now) === 'duplicate';
        if (!duplicate) this.setAside(place, text, `${reason}: ${messageOf(error)}`.slice(0, 300), now);
      },
      committed: () => {
        if (header !== undefined) this.acknowledge(place, header, duplicate ? undefined : reason);
        else this.options.listener.refused(place, reason);
      },
      failed: (failure) => this.report(place, failure),
    });
  }

  /** Stores the raw event; returns `stored`, or why its content is not to be looked at. */
  private store(
    place: BoxTopic,
    text: string,
    header: Header,
    now: number,
  ): 'stored' | 'duplicate' | 'sequence-reused' {
    const { events, ledgers } = this.options;
    const { id, epoch, seq } = header;
    const ledger = ledgers.touch(place.box, epoch);
    const result = events.insert({ box: place.box, epoch, seq, id, receivedMs: now, body: text });
    if (result === 'reused') {
      this.setAside(place, text, 'sequence-reused', now);
      return 'sequence-reused';
    }
    ledger.add(seq);
    return result;
  }

  private acknowledge(place: BoxTopic, { epoch, seq }: Header, reason: string | undefined): void {
    const setAside = reason === 'duplicate' || reason === 'stored' ? undefined : reason;
    this.options.acks.note(place.office, place.box, epoch, seq, setAside);
    if (this.options.ledgers.of(place.box, epoch).contiguous < seq) this.options.listener.gap(place, epoch);
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

function readHeader(text: string): Header | undefined {
  try {
    return eventHeader.check(parseJson(text));
  } catch {
    return undefined;
  }
}
