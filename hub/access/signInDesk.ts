import type { PasswordChange, SignInRequest } from '#contract/access.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { AccountRecord, AccountStore } from '../store/accountStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { SessionStore } from '../store/sessionStore.js';
import type { AccessJournal } from './accessJournal.js';
import { AttemptLimit } from './attemptLimit.js';
import type { PasswordHasher } from './passwordHasher.js';
import { PasswordKeeper } from './passwordKeeper.js';
import { LOCK_AFTER_FAILURES } from './passwordRules.js';
import type { User } from './principal.js';
import { isOpen, type SessionBegun, type Sessions } from './sessions.js';
import { afterFailure, isLocked, PhantomLocks } from './signInLocks.js';

export interface SignInDeskOptions {
  readonly accounts: AccountStore;
  readonly sessionStore: SessionStore;
  readonly sessions: Sessions;
  readonly hasher: PasswordHasher;
  readonly journal: AccessJournal;
  readonly writer: GroupWriter;
  readonly clock: Clock;
}

/** Where people come in and go (P2). Every refusal costs one verification, whether the account exists or not. */
export class SignInDesk {
  private readonly limit: AttemptLimit;
  private readonly phantoms = new PhantomLocks();
  private readonly keeper: PasswordKeeper;
  /** Passwords being verified, by account name: many at once are no way around the lock. */
  private readonly verifying = new Map<string, number>();

  constructor(private readonly options: SignInDeskOptions) {
    this.keeper = new PasswordKeeper(options);
    this.limit = new AttemptLimit({
      clock: options.clock,
      withinMs: 60_000,
      perAddress: 10,
      code: 'session/too-many-attempts',
      message: 'too many sign-ins from this address failed in the last minute; wait a minute and try again',
    });
  }

  /**
   * Begins a session. Throws `CodedError`: `session/refused`, alike for unknown and closed accounts and for wrong, spent
   * and too old passwords; `session/locked`, `session/too-many-attempts`, `session/busy`.
   */
  async signIn({ account: name, password }: SignInRequest, address: string): Promise<SessionBegun> {
    const { accounts, sessions, journal, writer, clock } = this.options;
    const forgive = this.limit.take(address);
    const account = await this.proven(name, password, address, canBegin(clock.wall()));
    const begun = await writer.write(() => {
      const now = clock.wall();
      const present = accounts.byId(account.id);
      if (present === undefined || present.passwordHash !== account.passwordHash || !canBegin(now)(present))
        throw refused();
      const isOneTime = present.oneTimeMs !== null;
      accounts.change(present.id, {
        ...{ failures: 0, lockedUntilMs: null, signedInMs: now },
        ...(isOneTime ? { oneTimeMs: 0 } : {}),
      });
      journal.note(present.name, 'session/begun', present, `from ${address}`);
      return sessions.begin(present, isOneTime ? 'one-time' : 'password');
    });
    forgive();
    return begun;
  }

  /** For somebody whose identity another has proven. Throws `session/refused` when no open account has that name. */
  async admit(name: string, address: string): Promise<SessionBegun> {
    const { accounts, sessions, journal, writer, clock } = this.options;
    const begun = await writer.write(() => {
      const account = accounts.byAccount(name);
      const now = clock.wall();
      if (account === undefined || !isOpen(account) || isLocked(account, now)) {
        if (account === undefined) journal.unknownRefused(address);
        else journal.note(account.name, 'session/refused', account, `by provider, from ${address}`);
        return undefined;
      }
      accounts.change(account.id, { signedInMs: now });
      journal.note(account.name, 'session/begun', account, `by provider, from ${address}`);
      return sessions.begin(account, 'provider');
    });
    if (begun === undefined) throw refused();
    return begun;
  }

  /** Ends one session of a user, or all of them. */
  async end(user: User, everywhere: boolean): Promise<void> {
    const { accounts, sessionStore, journal, writer } = this.options;
    await writer.write(() => {
      const account = accounts.byId(user.id) ?? user;
      if (everywhere) sessionStore.endOf(user.id);
      else sessionStore.end(user.session);
      journal.note(user.name, everywhere ? 'session/ended-everywhere' : 'session/ended', account, null);
    });
  }

  /**
   * Chooses another password: every session of the account ends, and a new one begins. Throws `CodedError`
   * `session/refused`, `session/locked`, `session/busy`, and the `password/…` codes of the rules it breaks.
   */
  async changePassword(user: User, change: PasswordChange, address: string): Promise<SessionBegun> {
    const forgive = this.limit.take(address);
    const account = await this.proven(user.account, change.password, address, isOpen);
    forgive();
    return this.keeper.change(account, change.next, user.mustChange);
  }

  /** The account with this name and password, if it is also one that `mayIn`. */
  private async proven(
    name: string,
    password: string,
    address: string,
    mayIn: (account: AccountRecord) => boolean,
  ): Promise<AccountRecord> {
    const { accounts, hasher, clock } = this.options;
    const found = accounts.byAccount(name);
    const standing = found ?? this.phantoms.standing(name);
    const busy = this.verifying.get(name) ?? 0;
    if (isLocked(standing, clock.wall())) throw locked(standing.lockedUntilMs);
    if (standing.failures + busy >= LOCK_AFTER_FAILURES)
      throw new CodedError('session/busy', 'this account is being signed in to; try again soon');
    this.verifying.set(name, busy + 1);
    try {
      const account = found !== undefined && mayIn(found) && found.passwordHash !== null ? found : undefined;
      const isRight = await hasher.verify(account?.passwordHash ?? hasher.dummy, password);
      if (account !== undefined && isRight) return account;
      await this.fail(name, address);
      throw refused();
    } finally {
      const left = (this.verifying.get(name) ?? 1) - 1;
      if (left === 0) this.verifying.delete(name);
      else this.verifying.set(name, left);
    }
  }

  private async fail(name: string, address: string): Promise<void> {
    const { accounts, journal, writer, clock } = this.options;
    await writer.write(() => {
      const now = clock.wall();
      const account = accounts.byAccount(name);
      if (account === undefined) {
        journal.unknownRefused(address);
        return;
      }
      const after = afterFailure(account, now);
      accounts.change(account.id, after);
      journal.note(account.name, 'session/refused', account, `from ${address}`);
      if (after.lockedUntilMs !== null) journal.note(account.name, 'account/locked', account, null);
    });
    if (accounts.byAccount(name) === undefined) this.phantoms.fail(name, clock.wall());
  }
}

/** Whether a right password lets in: a one-time one once, and within its time. */
const canBegin =
  (now: number) =>
  (account: AccountRecord): boolean =>
    isOpen(account) && !isLocked(account, now) && (account.oneTimeMs === null || now < account.oneTimeMs);

const refused = (): CodedError =>
  new CodedError('session/refused', 'the account or the password is not right, or lets nobody in any more');
/** The pages read the time out of it. */
const locked = (untilMs: number | null): CodedError =>
  new CodedError(
    'session/locked',
    `locked until ${timestamp(untilMs ?? 0)} after five wrong passwords; wait, or have it reset`,
  );
