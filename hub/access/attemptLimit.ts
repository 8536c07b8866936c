import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';

export interface AttemptLimitOptions {
  readonly clock: Clock;
  readonly withinMs: number;
  readonly perAddress: number;
  /** What is thrown when there were more. */
  readonly code: string;
  readonly message: string;
}

/** Addresses remembered; of more than these the one heard longest ago is forgotten. */
const MOST_ADDRESSES = 10_000;

/** Bounds how often one address may try. No address can keep another from trying. */
export class AttemptLimit {
  private readonly attempts = new Map<string, readonly number[]>();

  constructor(private readonly options: AttemptLimitOptions) {}

  /** Counts an attempt, and returns what forgets it again. Throws the code of the limit instead. */
  take(address: string): () => void {
    const { clock, withinMs, perAddress, code, message } = this.options;
    const now = clock.monotonic();
    const recent = (this.attempts.get(address) ?? []).filter((at) => now - at < withinMs);
    if (recent.length >= perAddress) throw new CodedError(code, message);
    this.keep(address, [...recent, now]);
    return () => this.forget(address, now);
  }

  private keep(address: string, attempts: readonly number[]): void {
    this.attempts.delete(address);
    this.attempts.set(address, attempts);
    if (this.attempts.size <= MOST_ADDRESSES) return;
    for (const oldest of this.attempts.keys()) {
      this.attempts.delete(oldest);
      return;
    }
  }

  private forget(address: string, at: number): void {
    const attempts = this.attempts.get(address) ?? [];
    const index = attempts.indexOf(at);
    if (index < 0) return;
    if (attempts.length === 1) this.attempts.delete(address);
    else this.attempts.set(address, attempts.toSpliced(index, 1));
  }
}
