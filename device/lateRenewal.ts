import { type RenewalRequest, renewalResult } from '#contract/enrolment.js';
import { parseJson } from '#contract/schema.js';
import type { Clock, Timer } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import type { Service } from '#platform/service.js';
import { postToHub } from './hubPost.js';
import type { LatePapers } from './ports/papers.js';

export interface LateRenewalOptions {
  readonly papers: LatePapers;
  readonly fetchTrusting: (authority: string) => typeof fetch;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

const RENEWALS = { path: '/api/v1/renewals', unreachable: 'renewal/unreachable' } as const;
/** A certificate that ends while the box runs, which its hub renews long before, is noticed within this. */
const LOOK_EVERY_MS = 60_000;
const RETRY_FIRST_MS = 5_000;
const RETRY_MOST_MS = 10 * 60_000;

/**
 * Gets a box that was switched off past the end of its certificate another one, over HTTPS, because the broker does not
 * let it in (B5). The next connection shows it. What the hub refuses is in the log with the hub's own reason, once, and
 * asked for again, since somebody may put it right there.
 */
export class LateRenewal implements Service {
  readonly name = 'late renewal';
  private timer: Timer | undefined;
  private stopped = false;
  private told: string | undefined;
  private readonly schedule: RetrySchedule;

  constructor(private readonly options: LateRenewalOptions) {
    const { random } = options;
    this.schedule = new RetrySchedule({ first: RETRY_FIRST_MS, most: RETRY_MOST_MS, random });
  }

  start(): void {
    this.stopped = false;
    void this.look();
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
  }

  /** Never rejects. */
  private async look(): Promise<void> {
    const { papers, clock, logger } = this.options;
    let pause = LOOK_EVERY_MS;
    if (papers.until() <= clock.wall())
      try {
        papers.renew(await this.ask());
        this.schedule.reset();
        this.told = undefined;
        logger.info({}, 'the certificate had ended while the box was off, and was renewed');
      } catch (error) {
        pause = this.schedule.next();
        this.tell(error);
      }
    if (!this.stopped) this.timer = clock.after(pause, () => void this.look());
  }

  private tell(error: unknown): void {
    const text = messageOf(error);
    if (text === this.told) return;
    this.told = text;
    const code = error instanceof CodedError ? error.code : 'renewal/unreachable';
    this.options.logger.error({ code, error: text }, 'the certificate has ended and was not renewed');
  }

  /** Throws `CodedError`: `renewal/no-address`, `renewal/unreachable`, `renewal/refused`, `renewal/not-understood`. */
  private async ask(): Promise<string> {
    const { papers, fetchTrusting } = this.options;
    const { pages } = papers;
    if (pages === undefined)
      throw new CodedError('renewal/no-address', 'this box does not know where to ask: enrol it again');
    const request: RenewalRequest = papers.request();
    const to = { ...RENEWALS, hub: pages.address };
    const answer = await postToHub(fetchTrusting(pages.authority), to, request);
    const body = await answer.text();
    if (!answer.ok)
      throw new CodedError('renewal/refused', `${pages.address} refused: ${reasonIn(answer, body)}`);
    try {
      return renewalResult.decode(body).certificate;
    } catch (error) {
      throw new CodedError(
        'renewal/not-understood',
        `the answer of ${pages.address} is no certificate: ${messageOf(error)}`,
        { cause: error },
      );
    }
  }
}

/** What a hub says is a problem document; whatever else answers has a status. */
function reasonIn({ status }: Response, body: string): string {
  try {
    const { code, detail } = parseJson(body) as { code?: unknown; detail?: unknown };
    if (typeof code === 'string' && typeof detail === 'string') return `${code}: ${detail}`.slice(0, 400);
  } catch {
    // Not one of our hubs: its status says what can be said.
  }
  return `status ${status}`;
}
