import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';

const WITHIN_MS = 60_000;
const MOST_PER_ADDRESS = 10;
const MOST_TOGETHER = 30;

interface Attempt {
  readonly address: string;
  readonly at: number;
}

/**
 * Bounds how fast codes can be guessed: after ten failures a minute from one address, or thirty from all, nobody
 * concerned is heard. An attempt counts as failed until it has succeeded, so that many at once are no way around.
 */
export class GuessLimit {
  private attempts: Attempt[] = [];

  constructor(private readonly clock: Clock) {}

  /** Runs the attempt. Throws `CodedError` `enrolment/too-many-failures` instead when there were too many. */
  async attempt<T>(address: string, act: () => Promise<T>): Promise<T> {
    const attempt = this.admit(address);
    const result = await act();
    this.attempts = this.attempts.filter((one) => one !== attempt);
    return result;
  }

  private admit(address: string): Attempt {
    const now = this.clock.monotonic();
    this.attempts = this.attempts.filter(({ at }) => now - at < WITHIN_MS);
    const own = this.attempts.filter((attempt) => attempt.address === address).length;
    if (own >= MOST_PER_ADDRESS || this.attempts.length >= MOST_TOGETHER)
      throw new CodedError(
        'enrolment/too-many-failures',
        'too many enrolments failed in the last minute; wait a minute and try again',
      );
    const attempt = { address, at: now };
    this.attempts.push(attempt);
    return attempt;
  }
}
