import type { OneTimePassword } from '#contract/access.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Sqlite } from '#platform/sqlite.js';
import { AccountStore } from '../store/accountStore.js';
import { GroupWriter } from '../store/groupWriter.js';
import { JournalStore } from '../store/journalStore.js';
import { SessionStore } from '../store/sessionStore.js';
import { AccessJournal } from './accessJournal.js';
import { newOneTimePassword } from './oneTimePassword.js';
import { Argon2Hasher, type PasswordHasher } from './passwordHasher.js';
import { ONE_TIME_MS } from './passwordRules.js';

export interface OfflineAccountParts {
  /** Of a hub that is stopped. */
  readonly db: Sqlite;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly hasher?: PasswordHasher;
}

/** Who did what was done at the machine itself. */
const AT_THE_MACHINE = 'rating-hub';

/**
 * Makes the account that can approve all others: a supervisor and machine-room of the whole city. Throws `CodedError`
 * `account/name-taken` when the account or the person is known, and `account/not-first` when there is any such account.
 */
export async function createFirstAccount(
  parts: OfflineAccountParts,
  { account, name }: { readonly account: string; readonly name: string },
): Promise<OneTimePassword> {
  const { ids, clock } = parts;
  return withOneTime(parts, ({ accounts, journal }, { passwordHash, oneTimeMs }) => {
    if (accounts.administrators() > 0)
      throw new CodedError(
        'account/not-first',
        'there is a supervisor of the whole city already; that one approves accounts',
      );
    if (accounts.isTaken(account, name))
      throw new CodedError('account/name-taken', `${account} or ${name} is the name of an account already`);
    const id = ids.uuid();
    const nowMs = clock.wall();
    accounts.insert({
      ...{ id, account, name, roles: ['supervisor', 'machine-room'], offices: null, state: 'approved' },
      ...{ reason: 'first account', appliedMs: nowMs, decidedMs: nowMs, decidedBy: AT_THE_MACHINE },
      ...{ failures: 0, lockedUntilMs: null, signedInMs: null, passwordHash, passwordMs: null, oneTimeMs },
    });
    journal.note(AT_THE_MACHINE, 'account/approved', { id, offices: null }, 'first account');
    return account;
  });
}

/**
 * Gives an account a new one-time password, lifts a lock or a disabling, and ends its sessions. Throws `CodedError`
 * `account/unknown`, `account/not-approved`.
 */
export async function resetAccount(parts: OfflineAccountParts, account: string): Promise<OneTimePassword> {
  return withOneTime(parts, ({ accounts, sessions, journal }, { passwordHash, oneTimeMs }) => {
    const found = accounts.byAccount(account);
    if (found === undefined)
      throw new CodedError('account/unknown', `there is no account ${account} on this hub`);
    if (found.state === 'pending')
      throw new CodedError('account/not-approved', `the account ${account} waits for approval`);
    accounts.change(found.id, {
      ...{ state: 'approved', passwordHash, passwordMs: null, oneTimeMs },
      ...{ failures: 0, lockedUntilMs: null },
    });
    sessions.endOf(found.id);
    journal.note(AT_THE_MACHINE, 'password/reset', found, 'at the machine of the hub');
    return account;
  });
}

interface Tools {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly journal: AccessJournal;
}

async function withOneTime(
  { db, clock, hasher = new Argon2Hasher() }: OfflineAccountParts,
  act: (tools: Tools, given: { readonly passwordHash: string; readonly oneTimeMs: number }) => string,
): Promise<OneTimePassword> {
  const password = newOneTimePassword();
  const passwordHash = await hasher.hash(password);
  const oneTimeMs = clock.wall() + ONE_TIME_MS;
  const tools = {
    accounts: new AccountStore(db),
    sessions: new SessionStore(db),
    journal: new AccessJournal(new JournalStore(db), clock),
  };
  const account = await new GroupWriter({ db, clock }).write(() => act(tools, { passwordHash, oneTimeMs }));
  return { account, password, expiresAt: timestamp(oneTimeMs) };
}
