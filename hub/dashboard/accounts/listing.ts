import { batch, signal } from '@preact/signals';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';

interface Part<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A list that grows downwards: read from its beginning, then further as often as wanted. */
export class Listing<T> {
  /** Absent until the hub has answered. */
  readonly items = signal<readonly T[] | undefined>(undefined);
  readonly hasMore = signal(false);
  readonly problem = signal<HubProblem | undefined>(undefined);
  private next: string | undefined;
  private latest = 0;

  constructor(private readonly read: (after: string | undefined) => Promise<Part<T>>) {}

  load(): Promise<void> {
    return this.take(undefined, []);
  }

  more(): Promise<void> {
    return this.take(this.next, this.items.peek() ?? []);
  }

  /** An answer that a newer question has overtaken is dropped. */
  private async take(after: string | undefined, before: readonly T[]): Promise<void> {
    const mine = ++this.latest;
    try {
      const { items, next } = await this.read(after);
      if (mine !== this.latest) return;
      batch(() => {
        this.items.value = [...before, ...items];
        this.next = next;
        this.hasMore.value = next !== undefined;
        this.problem.value = undefined;
      });
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (mine === this.latest) this.problem.value = problem;
    }
  }
}
