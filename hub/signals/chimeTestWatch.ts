import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Service } from '#platform/service.js';
import type { ChimeTests } from './chimeTests.js';

export interface ChimeTestWatchOptions {
  readonly tests: Pick<ChimeTests, 'look'>;
  readonly clock: Clock;
}

const LOOK_MS = 5_000;

/** Has the chime of every office tested daily, and ends the tests that nobody confirmed (A7). Looks at once when it starts. */
export class ChimeTestWatch implements Service {
  readonly name = 'chime test watch';
  private ticker: Timer | undefined;

  constructor(private readonly options: ChimeTestWatchOptions) {}

  start(): void {
    const { tests, clock } = this.options;
    tests.look();
    this.ticker = every(clock, LOOK_MS, () => tests.look());
  }

  stop(): void {
    this.ticker?.cancel();
  }
}
