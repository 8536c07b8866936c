import type { StreamMessages } from '#contract/views.js';
import type { Clock, Timer } from '#platform/clock.js';
import type { RetrySchedule } from '#platform/retrySchedule.js';
import { ServerEventParser, type ServerItem } from './serverEvents.js';
import type { WakeupSign, Wakeups } from './wakeups.js';

export type StreamName = keyof StreamMessages;
export type StreamMessage = {
  [N in StreamName]: { readonly name: N; readonly data: StreamMessages[N] };
}[StreamName];

/**
 * `connecting` only before the first success; a line that was up and is not is `lost`; `refused` when the hub
 * answers that it will not stream this, such as for an office it does not have.
 */
export type LinkState = 'connecting' | 'live' | 'lost' | 'refused';

export interface StreamListener {
  link(state: LinkState): void;
  message(message: StreamMessage): void;
  /** The hub's time right now, Unix ms: with each sign of life, so that a clock that slept is put right. */
  hubTime?(hubMs: number): void;
}

export interface StreamOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly retry: RetrySchedule;
  readonly listener: StreamListener;
  /** Says when the machine may have slept or changed its network; the client then looks after its line at once. */
  readonly wakeups?: Wakeups;
}

/** The hub sends something at least every 15 s; after two missed signs of life the line counts as dead. */
export const SILENT_AFTER_MS = 35_000;
/** After a sleep one missed sign of life is enough. */
export const DOUBTED_AFTER_MS = 17_000;

/** Answers that no patience changes; the client still asks again, in case the hub is set up meanwhile. */
const REFUSALS = [400, 404, 422];

const NAMES: Readonly<Record<StreamName, true>> = {
  snapshot: true,
  window: true,
  box: true,
  alarm: true,
  shelf: true,
  duty: true,
  lamp: true,
  chimeTest: true,
  figures: true,
};

/**
 * Keeps the live stream open until `stop`: connects again after any end, with growing pauses, and hangs up
 * by itself on a line gone silent, which a pulled network cable would otherwise hide for hours. It says which message it saw
 * last, so that the hub sends what was missed and nothing else. `live` is reported only once the hub has said something.
 */
export class StreamClient {
  private state: LinkState = 'connecting';
  private lastId: string | undefined;
  private request: AbortController | undefined;
  private watchdog: Timer | undefined;
  private pause: Timer | undefined;
  private heard = { monotonic: 0, wall: 0 };
  /** The line was hung up only to be opened anew. */
  private renewing = false;
  private stopped = false;
  private forget: (() => void) | undefined;

  constructor(private readonly options: StreamOptions) {}

  start(): void {
    this.options.listener.link(this.state);
    this.forget = this.options.wakeups?.((sign) => this.wake(sign));
    void this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.forget?.();
    this.pause?.cancel();
    this.hangUp();
  }

  /** Connects at once if it waits to; renews a line that may have died unseen. */
  private wake(sign: WakeupSign): void {
    if (this.pause !== undefined) {
      this.pause.cancel();
      this.options.retry.reset();
      void this.connect();
    } else if (sign === 'network' || this.silence() > DOUBTED_AFTER_MS) {
      this.renewing = true;
      this.hangUp();
    }
  }

  /** For how long nothing was heard, ms; a machine that sleeps may stop one of its clocks and not the other. */
  private silence(): number {
    const { clock } = this.options;
    return Math.max(clock.monotonic() - this.heard.monotonic, clock.wall() - this.heard.wall);
  }

  private async connect(): Promise<void> {
    const request = new AbortController();
    this.request = request;
    this.pause = undefined;
    this.renewing = false;
    this.watch();
    try {
      const headers: Record<string, string> = { accept: 'text/event-stream' };
      if (this.lastId !== undefined) headers['last-event-id'] = this.lastId;
      const response = await this.options.fetch(this.options.url, {
        headers,
        signal: request.signal,
        cache: 'no-store',
      });
      if (REFUSALS.includes(response.status)) this.become('refused');
      if (response.ok && response.body !== null) await this.read(response.body);
    } catch {
      // Whatever ended the line, the answer is the same: say so and try again.
    }
    this.ended();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = new ServerEventParser();
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.stopped) return;
      this.watch();
      for (const item of parser.push(decoder.decode(value, { stream: true }))) this.take(item);
    }
  }

  private take(item: ServerItem): void {
    if (item.kind === 'comment') {
      this.signOfLife(item.text);
      return;
    }
    const id = item.id ?? this.lastId;
    // Until it is taken in, coming back must begin with a snapshot: a message that cannot be read would come again.
    this.lastId = undefined;
    const message = { name: item.name, data: JSON.parse(item.data) };
    if (isKnown(message)) {
      this.options.retry.reset();
      this.options.listener.message(message);
      this.become('live');
    }
    this.lastId = id;
  }

  /** The hub says it first to a reader who missed nothing. It speaks before any snapshot only to one it knows. */
  private signOfLife(text: string): void {
    const hubMs = Date.parse(text.slice(text.lastIndexOf(' ') + 1));
    if (!Number.isNaN(hubMs)) this.options.listener.hubTime?.(hubMs);
    if (this.lastId === undefined) return;
    this.options.retry.reset();
    this.become('live');
  }

  private ended(): void {
    this.hangUp();
    if (this.stopped) return;
    if (this.state === 'live') this.become('lost');
    if (this.renewing) {
      void this.connect();
      return;
    }
    this.pause = this.options.clock.after(this.options.retry.next(), () => void this.connect());
  }

  private watch(): void {
    const { clock } = this.options;
    this.heard = { monotonic: clock.monotonic(), wall: clock.wall() };
    this.watchdog?.cancel();
    this.watchdog = clock.after(SILENT_AFTER_MS, () => this.hangUp());
  }

  private hangUp(): void {
    this.watchdog?.cancel();
    this.request?.abort();
  }

  private become(state: LinkState): void {
    if (state === this.state) return;
    this.state = state;
    this.options.listener.link(state);
  }
}

/** Messages of a newer hub that this page does not know are passed over. */
function isKnown(message: { name: string; data: unknown }): message is StreamMessage {
  return Object.hasOwn(NAMES, message.name);
}
