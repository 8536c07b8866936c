import type { AlarmView } from '#contract/views.js';
import { type Clock, every, type Timer } from '#platform/clock.js';

export interface SupervisorOptions {
  readonly hub: string;
  readonly office: string;
  /** How long an alarm waits for somebody else first, ms. */
  readonly patienceMs: number;
  readonly clock: Clock;
}

const LOOK_EVERY_MS = 5_000;
const TIMEOUT_MS = 3_000;
const NAME = '模擬主管';

/** Takes the alarms nobody else took, so that a wall left alone does not fill up. */
export class Supervisor {
  private ticker: Timer | undefined;

  constructor(private readonly options: SupervisorOptions) {}

  start(): void {
    if (this.options.patienceMs > 0)
      this.ticker = every(this.options.clock, LOOK_EVERY_MS, () => void this.look());
  }

  stop(): void {
    this.ticker?.cancel();
  }

  /** A hub that does not answer is asked again the next time. */
  private async look(): Promise<void> {
    const { hub, office, patienceMs, clock } = this.options;
    try {
      const url = `${hub}/api/v1/alarms?office=${office}&state=unacknowledged`;
      const { items } = (await (await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })).json()) as {
        items: AlarmView[];
      };
      const waiting = items.filter(({ raisedAt }) => clock.wall() - Date.parse(raisedAt) >= patienceMs);
      await Promise.all(waiting.map(({ id }) => this.take(id)));
    } catch {
      return;
    }
  }

  private async take(id: string): Promise<void> {
    await fetch(`${this.options.hub}/api/v1/alarms/${id}/acknowledge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ by: NAME }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }
}
