import type { StreamMessages } from '#contract/views.js';
import type { Clock } from '#platform/clock.js';
import { OfficeHistory, type SentMessage } from './officeHistory.js';

export type FeedMessage = {
  [K in keyof StreamMessages]: { readonly event: K; readonly data: StreamMessages[K] };
}[keyof StreamMessages];

/** Takes messages of one office until it unsubscribes, each also as it goes over the line. Must not throw. */
export type FeedSubscriber = (message: FeedMessage, sent: SentMessage) => void;

/** Which messages somebody may hear of, by name. */
export type Hears = (event: string) => boolean;

const everything: Hears = () => true;

export interface FeedOptions {
  readonly clock: Clock;
  /** Names this run of the hub in the ids of messages. */
  readonly run: string;
}

/** So long after the last one left somebody may come back and want what was missed. */
export const KEPT_MS = 300_000;

interface Audience {
  readonly history: OfficeHistory;
  readonly subscribers: Map<FeedSubscriber, Hears>;
  /** Monotonic ms; means something while there are no subscribers. */
  leftAt: number;
}

/**
 * Spreads what happens in an office to those who watch it, and keeps the newest messages for those who come back. Each
 * message is put into bytes once, however many watch.
 */
export class Feed {
  private readonly audiences = new Map<string, Audience>();
  /** Of offices nobody watches any more: a number is given once in a run of the hub. */
  private readonly lastNumbers = new Map<string, number>();

  constructor(private readonly options: FeedOptions) {}

  /** Tells the subscriber what it may hear of, and nothing of the rest. */
  subscribe(office: string, subscriber: FeedSubscriber, hears: Hears = everything): () => void {
    const audience = this.audienceOf(office) ?? this.gather(office);
    audience.subscribers.set(subscriber, hears);
    return () => {
      if (audience.subscribers.delete(subscriber)) audience.leftAt = this.options.clock.monotonic();
    };
  }

  /**
   * Whether anybody watches the office, or any office, or has until a short time ago; views are built only for
   * somebody.
   */
  isWatched(office?: string): boolean {
    if (office !== undefined) return this.audienceOf(office) !== undefined;
    return [...this.audiences.keys()].some((each) => this.audienceOf(each) !== undefined);
  }

  publish(office: string, message: FeedMessage): void {
    const audience = this.audienceOf(office);
    if (audience === undefined) return;
    const sent = audience.history.add(message.event, JSON.stringify(message.data));
    for (const [subscriber, hears] of audience.subscribers)
      if (hears(message.event)) subscriber(message, sent);
  }

  /** The id of the state as it is now: whoever names it later gets everything after it. Known once somebody watches. */
  idOf(office: string): string {
    return (this.audienceOf(office) ?? this.gather(office)).history.newestId;
  }

  /**
   * Exactly what was published after the message of that id and may be heard, in order; `undefined` when that is not
   * known any more, or the id is none of this run and office.
   */
  missed(office: string, id: string, hears: Hears = everything): readonly SentMessage[] | undefined {
    return this.audienceOf(office)
      ?.history.after(id)
      ?.filter(({ event }) => hears(event));
  }

  /** Watchers there are now. */
  count(): number {
    let count = 0;
    for (const { subscribers } of this.audiences.values()) count += subscribers.size;
    return count;
  }

  private audienceOf(office: string): Audience | undefined {
    const audience = this.audiences.get(office);
    if (audience === undefined || audience.subscribers.size > 0) return audience;
    if (this.options.clock.monotonic() - audience.leftAt <= KEPT_MS) return audience;
    this.audiences.delete(office);
    this.lastNumbers.set(office, audience.history.newest);
    return undefined;
  }

  private gather(office: string): Audience {
    const { run, clock } = this.options;
    const first = (this.lastNumbers.get(office) ?? 0) + 1;
    const audience: Audience = {
      history: new OfficeHistory(`${run}-${office}`, first),
      subscribers: new Map(),
      leftAt: clock.monotonic(),
    };
    this.audiences.set(office, audience);
    return audience;
  }
}
