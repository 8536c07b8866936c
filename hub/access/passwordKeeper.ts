import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { AccountRecord, AccountStore } from '../store/accountStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { SessionStore } from '../store/sessionStore.js';
import type { AccessJournal } from './accessJournal.js';
import type { PasswordHasher } from './passwordHasher.js';
import { isAdministrator, MINIMUM_AGE_MS, passwordFault, REMEMBERED } from './passwordRules.js';
import type { SessionBegun, Sessions } from './sessions.js';

export interface PasswordKeeperOptions {
  readonly accounts: AccountStore;
  readonly sessionStore: SessionStore;
  readonly sessions: Sessions;
  readonly hasher: PasswordHasher;
  readonly journal: AccessJournal;
  readonly writer: GroupWriter;
  readonly clock: Clock;
}

/** Puts a chosen password in the place of another, by the rules of P2. */
export class PasswordKeeper {
  constructor(private readonly options: PasswordKeeperOptions) {}

  /**
   * `account` is as it was when its present password was proven. One who must change need not wait for the minimum age.
   *
   * Throws `CodedError` `password/too-young`, `password/too-short`, `password/too-simple`, `password/used-before`,
   * `session/busy`, and `session/refused` when the account was changed meanwhile.
   */
  async change(account: AccountRecord, next: string, mustChange: boolean): Promise<SessionBegun> {
    const { clock, hasher } = this.options;
    const { passwordMs, roles, offices } = account;
    if (!mustChange && passwordMs !== null && clock.wall() - passwordMs < MINIMUM_AGE_MS)
      throw new CodedError('password/too-young', 'the password was changed less than a day ago');
    const fault = passwordFault(next, account.account, isAdministrator(roles, offices));
    if (fault !== undefined) throw new CodedError(fault.code, fault.detail);
    await this.refuseUsed(account, next);
    const hash = await hasher.hash(next);
    return this.store(account, hash);
  }

  private async refuseUsed(account: AccountRecord, next: string): Promise<void> {
    const { accounts, hasher } = this.options;
    const before = new Set([...accounts.remembered(account.id), account.passwordHash ?? hasher.dummy]);
    for (const hash of before) {
      if (await hasher.verify(hash, next))
        throw new CodedError('password/used-before', `expected none of the last ${REMEMBERED}`);
    }
  }

  private store(account: AccountRecord, hash: string): Promise<SessionBegun> {
    const { accounts, sessionStore, sessions, journal, writer, clock } = this.options;
    return writer.write(() => {
      const present = accounts.byId(account.id);
      if (present === undefined || present.passwordHash !== account.passwordHash)
        throw new CodedError('session/refused', 'the password was changed meanwhile; sign in again');
      const change = {
        ...({ state: 'active', oneTimeMs: null, failures: 0, lockedUntilMs: null } as const),
        ...{ passwordHash: hash, passwordMs: clock.wall() },
      };
      accounts.change(present.id, change);
      accounts.remember(present.id, hash, REMEMBERED);
      sessionStore.endOf(present.id);
      journal.note(present.name, 'password/changed', present, null);
      return sessions.begin({ ...present, ...change }, 'password');
    });
  }
}
