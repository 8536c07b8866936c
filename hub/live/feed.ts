import type { StreamMessages } from '#contract/views.js';

export type FeedMessage = {
  [K in keyof StreamMessages]: { readonly event: K; readonly data: StreamMessages[K] };
}[keyof StreamMessages];

/** Takes messages of one office until it unsubscribes. Must not throw. */
export type FeedSubscriber = (message: FeedMessage) => void;

/** Spreads what happens in an office to those who watch it. */
export class Feed {
  private readonly subscribers = new Map<string, Set<FeedSubscriber>>();

  subscribe(office: string, subscriber: FeedSubscriber): () => void {
    const watching = this.subscribers.get(office) ?? new Set();
    watching.add(subscriber);
    this.subscribers.set(office, watching);
    return () => {
      watching.delete(subscriber);
      if (watching.size === 0) this.subscribers.delete(office);
    };
  }

  /** Whether anybody watches the office, or any office; views are built only for somebody. */
  isWatched(office?: string): boolean {
    return office === undefined ? this.subscribers.size > 0 : this.subscribers.has(office);
  }

  publish(office: string, message: FeedMessage): void {
    for (const subscriber of this.subscribers.get(office) ?? []) subscriber(message);
  }

  count(): number {
    let count = 0;
    for (const watching of this.subscribers.values()) count += watching.size;
    return count;
  }
}
