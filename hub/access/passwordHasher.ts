import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { CodedError } from '#platform/errors.js';
import { normalised } from './passwordRules.js';

/** Turns passwords into what is kept of them. Costly on purpose; never on the main thread. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hashed: string, password: string): Promise<boolean>;
  /** A hash that no password has and that costs as much to verify as any other. */
  readonly dummy: string;
}

export interface Argon2Cost {
  /** KiB. */
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** OWASP's first choice for Argon2id. */
export const ARGON2_COST: Argon2Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id (RFC 9106) on the threads of libuv. */
export class Argon2Hasher implements PasswordHasher {
  readonly dummy: string;

  constructor(private readonly cost: Argon2Cost = ARGON2_COST) {
    const { memoryCost, timeCost, parallelism } = cost;
    const part = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '');
    this.dummy = `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${part(16)}$${part(32)}`;
  }

  hash(password: string): Promise<string> {
    return hash(normalised(password), { ...this.cost });
  }

  verify(hashed: string, password: string): Promise<boolean> {
    return verify(hashed, normalised(password));
  }
}

/** One processor at most is kept busy, so that on two windows open as before; the last of the queue waits about a second. */
const MOST_WAITING = 16;

/**
 * Does one at a time and lets at most sixteen wait, so that sign-in under attack stalls nothing else of the hub
 * and takes a bounded share of its memory. More are refused with `CodedError` `session/busy`.
 */
export class BoundedHasher implements PasswordHasher {
  private busy = false;
  private readonly waiting: Array<() => void> = [];

  constructor(private readonly inner: PasswordHasher) {}

  get dummy(): string {
    return this.inner.dummy;
  }

  hash(password: string): Promise<string> {
    return this.inTurn(() => this.inner.hash(password));
  }

  verify(hashed: string, password: string): Promise<boolean> {
    return this.inTurn(() => this.inner.verify(hashed, password));
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy) {
      if (this.waiting.length >= MOST_WAITING)
        throw new CodedError('session/busy', 'too many are signing in at this moment; try again soon');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.busy = true;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.busy = false;
      else next();
    }
  }
}
