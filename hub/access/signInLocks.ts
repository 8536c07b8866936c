import type { AccountRecord } from '../store/accountStore.js';
import { LOCK_AFTER_FAILURES, LOCK_MS } from './passwordRules.js';

type Standing = Pick<AccountRecord, 'failures' | 'lockedUntilMs'>;

/** How an account stands after one more wrong password (P2). */
export function afterFailure({ failures }: Standing, nowMs: number): Standing {
  return failures + 1 >= LOCK_AFTER_FAILURES
    ? { failures: 0, lockedUntilMs: nowMs + LOCK_MS }
    : { failures: failures + 1, lockedUntilMs: null };
}

export const isLocked = ({ lockedUntilMs }: Standing, nowMs: number): boolean =>
  lockedUntilMs !== null && nowMs < lockedUntilMs;

/** Names remembered; of more than these the one tried longest ago is forgotten. */
const MOST_NAMES = 10_000;

/** Locks for names nobody has, so that a lock does not tell which accounts there are. */
export class PhantomLocks {
  private readonly names = new Map<string, Standing>();

  standing(name: string): Standing {
    return this.names.get(name) ?? { failures: 0, lockedUntilMs: null };
  }

  fail(name: string, nowMs: number): void {
    const next = afterFailure(this.standing(name), nowMs);
    this.names.delete(name);
    this.names.set(name, next);
    if (this.names.size <= MOST_NAMES) return;
    for (const oldest of this.names.keys()) {
      this.names.delete(oldest);
      return;
    }
  }
}
