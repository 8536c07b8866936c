import type { AlarmView } from '#contract/alarms.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Random } from '../random.js';
import { closingOf, MEAN_HANDLING_MS } from './closing.js';

export interface SupervisorOptions {
  readonly hub: string;
  readonly office: string;
  /** How long an alarm waits for somebody else first, ms. */
  readonly patienceMs: number;
  readonly clock: Clock;
  /** Decides how long a matter takes, and what came of it. */
  readonly random: Random;
}

const LOOK_EVERY_MS = 5_000;
const TIMEOUT_MS = 3_000;
const NAME = '模擬主管';

/** Takes the alarms nobody else took, and closes what they took and what was left, so that a wall does not fill up. */
export class Supervisor {
  private ticker: Timer | undefined;
  /** When each alarm that wants closing will be closed. */
  private readonly due = new Map<string, number>();

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
    const { patienceMs, clock } = this.options;
    try {
      const [unacknowledged, acknowledged, departed] = await Promise.all([
        this.alarms('unacknowledged'),
        this.alarms('acknowledged'),
        this.alarms('departed'),
      ]);
      const waiting = unacknowledged.filter(
        ({ raisedAt }) => clock.wall() - Date.parse(raisedAt) >= patienceMs,
      );
      await Promise.all(waiting.map(({ id }) => this.post(id, 'acknowledge', {})));
      const own = acknowledged.filter(({ acknowledgedBy }) => acknowledgedBy === NAME);
      await this.close([...own, ...departed]);
    } catch {
      return;
    }
  }

  /** Each after a while of its own; what somebody else closed is forgotten. */
  private async close(open: readonly AlarmView[]): Promise<void> {
    const { clock, random } = this.options;
    const now = clock.wall();
    for (const id of this.due.keys()) if (!open.some((alarm) => alarm.id === id)) this.due.delete(id);
    for (const { id } of open)
      if (!this.due.has(id)) this.due.set(id, now + MEAN_HANDLING_MS * (0.5 + random()));
    const ready = open.filter(({ id }) => now >= (this.due.get(id) ?? now));
    await Promise.all(ready.map((alarm) => this.post(alarm.id, 'close', closingOf(alarm, random))));
  }

  private async alarms(state: AlarmView['state']): Promise<AlarmView[]> {
    const url = `${this.options.hub}/api/v1/alarms?office=${this.options.office}&state=${state}`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return ((await answer.json()) as { items: AlarmView[] }).items;
  }

  private async post(id: string, what: 'acknowledge' | 'close', more: object): Promise<void> {
    await fetch(`${this.options.hub}/api/v1/alarms/${id}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ by: NAME, office: this.options.office, ...more }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }
}
