import type {
  AccountDecision,
  AccountState,
  AccountView,
  ApplicationRequest,
  OneTimePassword,
} from '#contract/access.js';
import type { QueryOf, ResultOf } from '#contract/api.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import { scopeText } from '../integrity/scopeText.js';
import type { AccountRecord, AccountStore } from '../store/accountStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { SessionStore } from '../store/sessionStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { AccessJournal } from './accessJournal.js';
import { concerns, isCitySupervisor, isOwn, isWithin, mayGrant, type Reach } from './accountRules.js';
import { AttemptLimit } from './attemptLimit.js';
import { newOneTimePassword } from './oneTimePassword.js';
import type { PasswordHasher } from './passwordHasher.js';
import { ONE_TIME_MS } from './passwordRules.js';
import { personName } from './personName.js';
import { journalName, type Principal } from './principal.js';
import { isOpen } from './sessions.js';
import { isLocked } from './signInLocks.js';

export interface AccountDeskOptions {
  readonly accounts: AccountStore;
  readonly sessionStore: SessionStore;
  readonly sites: Pick<SiteStore, 'hasOffice'>;
  readonly hasher: PasswordHasher;
  readonly journal: AccessJournal;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** More applications than anybody decides; the next ones wait until some are decided. */
const MOST_PENDING = 500;

/** Accounts from their application to their end (P2). Everything done here is journalled (P3). */
export class AccountDesk {
  private readonly limit: AttemptLimit;

  constructor(private readonly options: AccountDeskOptions) {
    this.limit = new AttemptLimit({
      clock: options.clock,
      withinMs: 3_600_000,
      perAddress: 10,
      code: 'account/too-many-applications',
      message: 'too many applications from this address in the last hour; try again later',
    });
  }

  /** Throws `account/name-taken`, for the account as for the person's name; `account/unknown-office`, `…/too-many-applications`. */
  async apply(request: ApplicationRequest, address: string): Promise<{ id: string }> {
    const { accounts, journal, writer, clock, ids } = this.options;
    this.checkOffices(request.offices);
    this.limit.take(address);
    const name = personName(request.name);
    if (name === undefined)
      throw new CodedError(
        'account/name-taken',
        'the hub itself goes by this name; expected that of a person',
      );
    const id = ids.uuid();
    await writer.write(() => {
      if (accounts.isTaken(request.account, name))
        throw new CodedError('account/name-taken', 'somebody has this account name or this name already');
      if (accounts.pending() >= MOST_PENDING)
        throw new CodedError('account/too-many-applications', 'too many applications wait; try again later');
      accounts.insert({
        ...{
          ...request,
          name,
          id,
          state: 'pending',
          appliedMs: clock.wall(),
          decidedMs: null,
          decidedBy: null,
        },
        ...{ failures: 0, lockedUntilMs: null, signedInMs: null },
        ...{ passwordHash: null, passwordMs: null, oneTimeMs: null },
      });
      journal.note(name, 'account/applied', { ...request, id }, scopeText(request));
    });
    return { id };
  }

  list(query: QueryOf<'accounts'>): ResultOf<'accounts'> {
    const { items, ...more } = this.options.accounts.page(query);
    return { items: items.map((account) => ({ ...this.view(account), reason: account.reason })), ...more };
  }

  /** Throws `account/unknown`, `account/decided`, `account/unknown-office`, `access/beyond-own`, `session/busy`. */
  async approve(id: string, decision: AccountDecision, principal: Principal): Promise<OneTimePassword> {
    this.checkOffices(decision.offices);
    this.pending(id, principal, decision);
    return this.giveOneTime(id, principal, 'account/approved', () => {
      this.pending(id, principal, decision);
      return { ...decision, ...this.decided('approved', principal) };
    });
  }

  /** Throws `account/unknown`, `account/decided`, `access/beyond-own`. */
  decline(id: string, principal: Principal): Promise<AccountView> {
    return this.change(id, principal, 'account/declined', (account) => {
      if (account.state !== 'pending') throw decidedAlready(account);
      return this.decided('declined', principal);
    });
  }

  /**
   * Roles and offices hold from the next request on; nobody widens their own. Throws `account/unknown`, `…/last-administrator`, `access/beyond-own`.
   */
  changeScope(id: string, decision: AccountDecision, principal: Principal): Promise<AccountView> {
    this.checkOffices(decision.offices);
    return this.change(id, principal, 'account/changed', (account) => {
      this.refuseBeyond(principal, decision);
      if (isOwn(principal, account) && !isWithin(decision, account)) throw ownReach();
      if (isCitySupervisor(account) && !isCitySupervisor(decision)) this.refuseLast(account);
      return decision;
    });
  }

  /** Throws `account/unknown`, `account/last-administrator`, `access/beyond-own`. */
  disable(id: string, principal: Principal): Promise<AccountView> {
    return this.change(id, principal, 'account/disabled', (account) => {
      if (isCitySupervisor(account)) this.refuseLast(account);
      if (account.state === 'pending') return this.decided('declined', principal);
      this.options.sessionStore.endOf(id);
      return account.state === 'declined' ? {} : { state: 'disabled', passwordHash: null, oneTimeMs: null };
    });
  }

  /**
   * Nobody resets their own: that would be a way around the age a password has to have before it is changed, and so around the
   * last three. Throws `account/unknown`, `account/not-approved`, `access/beyond-own`, `session/busy`.
   */
  async reset(id: string, principal: Principal): Promise<OneTimePassword> {
    const check = (): void => {
      const account = this.known(id, principal);
      const { state } = account;
      if (isOwn(principal, account)) throw ownPassword();
      if (state === 'pending' || state === 'declined')
        throw new CodedError(
          'account/not-approved',
          `the account is ${state}; only an approved one is reset`,
        );
    };
    check();
    return this.giveOneTime(id, principal, 'password/reset', () => {
      check();
      return { state: 'approved' };
    });
  }

  private async giveOneTime(
    id: string,
    principal: Principal,
    action: string,
    decide: () => Partial<AccountRecord>,
  ): Promise<OneTimePassword> {
    const { accounts, sessionStore, hasher, journal, writer, clock } = this.options;
    const password = newOneTimePassword();
    const passwordHash = await hasher.hash(password);
    return writer.write(() => {
      const oneTimeMs = clock.wall() + ONE_TIME_MS;
      const change = { ...decide(), passwordHash, passwordMs: null, oneTimeMs };
      accounts.change(id, { ...change, failures: 0, lockedUntilMs: null });
      sessionStore.endOf(id);
      const after = this.one(id);
      journal.note(journalName(principal), action, after, scopeText(after));
      return { account: after.account, password, expiresAt: timestamp(oneTimeMs) };
    });
  }

  private change(
    id: string,
    principal: Principal,
    action: string,
    decide: (account: AccountRecord) => Partial<AccountRecord>,
  ): Promise<AccountView> {
    const { accounts, journal, writer } = this.options;
    return writer.write(() => {
      const account = this.known(id, principal);
      accounts.change(id, decide(account));
      const after = this.one(id);
      journal.note(journalName(principal), action, account, scopeText(after));
      return this.view(after);
    });
  }

  /** An application may be cut down to what whoever decides may give; nothing of it may be beyond that. */
  private pending(id: string, principal: Principal, decision: AccountDecision): void {
    const account = this.one(id);
    if (!concerns(principal, account.offices)) throw beyond();
    if (account.state !== 'pending') throw decidedAlready(account);
    this.refuseBeyond(principal, decision);
  }

  private known(id: string, principal: Principal): AccountRecord {
    const account = this.one(id);
    this.refuseBeyond(principal, account);
    return account;
  }

  private one(id: string): AccountRecord {
    const account = this.options.accounts.byId(id);
    if (account === undefined) throw new CodedError('account/unknown', `there is no account ${id}`);
    return account;
  }

  private refuseBeyond(principal: Principal, wanted: Reach): void {
    if (!mayGrant(principal, wanted)) throw beyond();
  }

  /** Somebody must be left who can make accounts. */
  private refuseLast(account: AccountRecord): void {
    if (isOpen(account) && this.options.accounts.administrators() <= 1)
      throw new CodedError('account/last-administrator', 'this is the last supervisor of the whole city');
  }

  private checkOffices(offices: readonly string[] | null): void {
    const unknown = offices?.find((office) => !this.options.sites.hasOffice(office));
    if (unknown !== undefined || offices?.length === 0)
      throw new CodedError('account/unknown-office', `${unknown ?? 'none'} is no office; name at least one`);
  }

  private decided(state: AccountState, principal: Principal): Partial<AccountRecord> {
    return { state, decidedMs: this.options.clock.wall(), decidedBy: journalName(principal) };
  }

  private view(account: AccountRecord): AccountView {
    const { id, name, state, roles, offices, appliedMs, decidedBy, lockedUntilMs } = account;
    const locked = isLocked(account, this.options.clock.wall()) ? lockedUntilMs : null;
    return {
      ...{ id, account: account.account, name, state, appliedAt: timestamp(appliedMs) },
      ...{ roles: [...roles], offices: offices === null ? null : [...offices] },
      ...(decidedBy === null ? {} : { decidedBy }),
      ...when('decidedAt', account.decidedMs),
      ...when('lockedUntil', locked),
      ...when('signedInAt', account.signedInMs),
      ...when('passwordAt', account.passwordMs),
    };
  }
}

const when = <K extends string>(key: K, ms: number | null): { [P in K]?: string } =>
  ms === null ? {} : ({ [key]: timestamp(ms) } as { [P in K]: string });

const ownPassword = (): CodedError =>
  new CodedError('access/beyond-own', 'change your own password; only somebody else can have it reset');
const ownReach = (): CodedError =>
  new CodedError('access/beyond-own', 'only somebody else can give you more roles or offices');
const beyond = (): CodedError =>
  new CodedError('access/beyond-own', 'these roles or offices are beyond your own');
const decidedAlready = ({ state }: AccountRecord): CodedError =>
  new CodedError('account/decided', `the application was decided: the account is ${state}`);
