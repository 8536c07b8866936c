import type { StreamMessages } from '#contract/views.js';
import type { Clock, Timer } from '#platform/clock.js';
import type { RetrySchedule } from '#platform/retrySchedule.js';
import { ServerEventParser, type ServerItem } from './serverEvents.js';

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
}

export interface StreamOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly retry: RetrySchedule;
  readonly listener: StreamListener;
}

/** The hub sends something at least every 15 s; after two missed signs of life the line counts as dead. */
export const SILENT_AFTER_MS = 35_000;

/** Answers that no patience changes; the client still asks again, in case the hub is set up meanwhile. */
const REFUSALS = [400, 404, 422];

const NAMES: Readonly<Record<StreamName, true>> = {
  snapshot: true,
  window: true,
  box: true,
  alarm: true,
  figures: true,
};

/**
 * Keeps the live stream open until `stop`: connects again after any end, with growing pauses, and hangs up
 * by itself on a line gone silent, which a pulled network cable would otherwise hide for hours. `live` is
 * reported only once the first message is in.
 */
export class StreamClient {
  private state: LinkState = 'connecting';
  private lastId: string | undefined;
  private request: AbortController | undefined;
  private watchdog: Timer | undefined;
  private pause: Timer | undefined;
  private stopped = false;

  constructor(private readonly options: StreamOptions) {}

  start(): void {
    this.options.listener.link(this.state);
    void this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.pause?.cancel();
    this.hangUp();
  }

  private async connect(): Promise<void> {
    const request = new AbortController();
    this.request = request;
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
    if (item.kind === 'comment') return;
    const message = { name: item.name, data: JSON.parse(item.data) };
    this.lastId = item.id ?? this.lastId;
    if (!isKnown(message)) return;
    this.options.retry.reset();
    this.options.listener.message(message);
    this.become('live');
  }

  private ended(): void {
    this.hangUp();
    if (this.stopped) return;
    if (this.state === 'live') this.become('lost');
    this.pause = this.options.clock.after(this.options.retry.next(), () => void this.connect());
  }

  private watch(): void {
    this.watchdog?.cancel();
    this.watchdog = this.options.clock.after(SILENT_AFTER_MS, () => this.hangUp());
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
