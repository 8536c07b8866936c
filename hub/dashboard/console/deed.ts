import { signal } from '@preact/signals';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';

/** One thing asked of the hub at a time, and why it was refused. */
export class Deed {
  readonly busy = signal(false);
  readonly problem = signal<HubProblem | undefined>(undefined);

  /** What the hub answered; nothing where it refused or the former one is still on its way. */
  async run<T>(ask: () => Promise<{ readonly body: T }>): Promise<T | undefined> {
    if (this.busy.value) return undefined;
    this.busy.value = true;
    this.problem.value = undefined;
    try {
      return (await ask()).body;
    } catch (thrown) {
      this.problem.value = asProblem(thrown);
      return undefined;
    } finally {
      this.busy.value = false;
    }
  }
}
