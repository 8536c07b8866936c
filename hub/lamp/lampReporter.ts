import type { LampReport } from '#contract/signals.js';
import type { Clock, Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import { RetrySchedule } from '#platform/retrySchedule.js';

/** The hub calls a lamp silent that was not heard for 45 s. */
const SAY_EVERY_MS = 15_000;
const ANSWER_WITHIN_MS = 5_000;
const RETRY = { first: 1_000, most: 10_000 } as const;

export interface LampReporterOptions {
  readonly hub: string;
  readonly lamp: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly logger: Logger;
}

/**
 * Tells the hub how the light is: at once after a change, and every 15 s. One request at a time; of what is to be said
 * only the newest is kept. What the hub does not take is said again, with growing pauses of at most 10 s.
 */
export class LampReporter {
  private readonly retry: RetrySchedule;
  private newest: LampReport | undefined;
  private next: Timer | undefined;
  private request: AbortController | undefined;
  private refused = '';
  private stopped = false;

  constructor(private readonly options: LampReporterOptions) {
    this.retry = new RetrySchedule({ ...RETRY, random: options.random });
  }

  say(report: LampReport): void {
    this.newest = report;
    if (this.request === undefined) this.send();
  }

  stop(): void {
    this.stopped = true;
    this.next?.cancel();
    this.request?.abort();
  }

  private send(): void {
    const report = this.newest;
    if (this.stopped || report === undefined) return;
    this.next?.cancel();
    const request = new AbortController();
    const late = this.options.clock.after(ANSWER_WITHIN_MS, () =>
      request.abort(new Error(`no answer within ${ANSWER_WITHIN_MS / 1_000} s`)),
    );
    this.request = request;
    void this.post(report, request.signal)
      .then(
        () => this.taken(report),
        (error: unknown) => this.failed(messageOf(error)),
      )
      .then((pauseMs) => {
        late.cancel();
        this.request = undefined;
        this.sendAfter(pauseMs);
      });
  }

  private sendAfter(ms: number): void {
    if (this.stopped) return;
    if (ms === 0) this.send();
    else this.next = this.options.clock.after(ms, () => this.send());
  }

  private async post(report: LampReport, signal: AbortSignal): Promise<void> {
    const { hub, lamp, fetch } = this.options;
    const response = await fetch(`${hub}/api/v1/lamps/${lamp}/report`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report),
      signal,
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`the hub answers ${response.status}: ${detailOf(answer)}`);
  }

  /** What changed while the hub was asked is said at once. */
  private taken(report: LampReport): number {
    this.retry.reset();
    if (this.refused !== '') this.options.logger.info({}, 'the hub takes reports again');
    this.refused = '';
    return this.newest === report ? SAY_EVERY_MS : 0;
  }

  private failed(reason: string): number {
    if (!this.stopped && reason !== this.refused) this.options.logger.warn({ reason }, 'report not taken');
    this.refused = reason;
    return this.retry.next();
  }
}

/** What a problem document says, or the beginning of whatever else came. */
function detailOf(answer: string): string {
  try {
    const { detail }: { detail?: unknown } = JSON.parse(answer);
    if (typeof detail === 'string') return detail.slice(0, 300);
  } catch {
    // Not from the hub itself, as the page of a proxy is not.
  }
  return answer.slice(0, 100);
}
