import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import { HubClock } from '../watcher/hubClock.js';
import { applyMessage, type OfficeState } from '../watcher/officeState.js';
import {
  type LinkState,
  SILENT_AFTER_MS,
  StreamClient,
  type StreamMessage,
} from '../watcher/streamClient.js';
import { clockWakeups } from '../watcher/wakeups.js';
import { type LampSignal, lampSignal, sameSignal } from './lampSignal.js';

/** For what time alone changes: a shelf that ends, a hub no longer heard. */
const LOOK_EVERY_MS = 1_000;
/** A light is the last resort, so it asks for its hub more often than a page does. */
const RETRY = { first: 500, most: 5_000 } as const;

export interface OfficeWatchOptions {
  readonly hub: string;
  readonly office: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly logger: Logger;
  /** Called with every other signal than before; the first is always `disconnected`. */
  readonly changed: (signal: LampSignal) => void;
}

/** Follows an office's live stream and tells what a light has to show. Never gives up. */
export class OfficeWatch {
  private readonly hubClock: HubClock;
  private readonly stream: StreamClient;
  private state: OfficeState | undefined;
  private heardAt = Number.NEGATIVE_INFINITY;
  private signal: LampSignal | undefined;
  private ticker: Timer | undefined;

  constructor(private readonly options: OfficeWatchOptions) {
    const { hub, office, clock, random } = options;
    this.hubClock = new HubClock(clock);
    this.stream = new StreamClient({
      url: `${hub}/api/v1/stream?office=${encodeURIComponent(office)}`,
      fetch: (input, init) => this.listen(input, init),
      clock,
      retry: new RetrySchedule({ ...RETRY, random }),
      wakeups: clockWakeups(clock),
      listener: { link: (state) => this.note(state), message: (message) => this.take(message) },
    });
  }

  start(): void {
    this.look();
    this.ticker = every(this.options.clock, LOOK_EVERY_MS, () => this.look());
    this.stream.start();
  }

  stop(): void {
    this.ticker?.cancel();
    this.stream.stop();
  }

  /** Every piece that arrives is a sign of life, also a ping, of which the stream client says nothing. */
  private async listen(...request: Parameters<typeof fetch>): Promise<Response> {
    const response = await this.options.fetch(...request);
    if (!response.ok || response.body === null) return response;
    const heard = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        this.heardAt = this.options.clock.monotonic();
        controller.enqueue(piece);
      },
    });
    return new Response(response.body.pipeThrough(heard), { status: response.status });
  }

  private take(message: StreamMessage): void {
    if (message.name === 'snapshot') this.hubClock.set(Date.parse(message.data.now));
    this.state = applyMessage(this.state, message);
    this.look();
  }

  private look(): void {
    const { alarms, shelves } = this.state ?? { alarms: new Map(), shelves: new Map() };
    const silentMs = this.options.clock.monotonic() - this.heardAt;
    const heard = this.state !== undefined && silentMs < SILENT_AFTER_MS;
    const signal = lampSignal(alarms.values(), shelves.values(), { heard, now: this.hubClock.now() });
    if (this.signal !== undefined && sameSignal(signal, this.signal)) return;
    this.signal = signal;
    this.options.changed(signal);
  }

  private note(link: LinkState): void {
    const { logger, hub, office } = this.options;
    if (link === 'refused') logger.error({ hub, office }, 'the hub does not have this office');
    else if (link === 'lost') logger.warn({ hub }, 'the hub is out of reach');
    else logger.info({ hub, office, link }, 'hub');
  }
}
