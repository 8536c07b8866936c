import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';

/** What a page knows of one question to the hub. While it asks anew, `value` is still the former answer. */
export interface Answer<T> {
  readonly value: T | undefined;
  readonly problem: HubProblem | undefined;
  readonly busy: boolean;
}

/**
 * A question asked again whenever a signal that `ask` reads before its first `await` changes. Answers that come late,
 * after a newer question, are dropped. `ask` returning nothing means there is nothing to ask now.
 */
export class Question<T> {
  readonly answer: ReadonlySignal<Answer<T>>;
  private readonly current = signal<Answer<T>>({ value: undefined, problem: undefined, busy: true });
  private readonly turn = signal(0);
  private latest = 0;

  constructor(private readonly ask: () => Promise<T> | undefined) {
    this.answer = this.current;
  }

  /** Returns what ends the asking. */
  start(): () => void {
    return effect(() => {
      this.turn.value;
      void this.follow(this.ask());
    });
  }

  again(): void {
    this.turn.value += 1;
  }

  private async follow(asked: Promise<T> | undefined): Promise<void> {
    const mine = ++this.latest;
    const settle = (answer: Answer<T>): void => {
      if (mine === this.latest) this.current.value = answer;
    };
    if (asked === undefined) return settle({ value: undefined, problem: undefined, busy: false });
    settle({ value: this.current.peek().value, problem: undefined, busy: true });
    try {
      settle({ value: await asked, problem: undefined, busy: false });
    } catch (thrown) {
      settle({ value: undefined, problem: asProblem(thrown), busy: false });
    }
  }
}
