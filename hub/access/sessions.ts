import type { SessionView } from '#contract/access.js';
import { type Clock, timestamp } from '#platform/clock.js';
import type { IdSource } from '#platform/identity.js';
import type { AccountRecord, AccountStore } from '../store/accountStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { SessionRecord, SessionStore, SessionWay } from '../store/sessionStore.js';
import type { AccessSettings } from './accessSettings.js';
import type { User } from './principal.js';
import { digestOf, newSecret, SESSION_FORM } from './secrets.js';

export interface SessionsOptions {
  readonly sessions: SessionStore;
  readonly accounts: AccountStore;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly settings: AccessSettings;
}

/** A session as its owner is given it. */
export interface SessionBegun {
  readonly secret: string;
  readonly user: User;
}

/** Use is noted no more often than this, so that a session may end that much early. */
const NOTED_EVERY_MS = 60_000;

/**
 * Who is signed in. Nothing is remembered beside the database: a session lives through a restart of the hub, and what is
 * changed of an account holds from the next request on.
 */
export class Sessions {
  private readonly noting = new Set<string>();

  constructor(private readonly options: SessionsOptions) {}

  /** Begins a session; inside the transaction that found the account worthy. */
  begin(account: AccountRecord, way: SessionWay): SessionBegun {
    const { sessions, clock, ids, settings } = this.options;
    const now = clock.wall();
    const secret = newSecret();
    const endsMs = now + settings.absoluteMs;
    const id = ids.uuid();
    sessions.clear(now, now - settings.idleMs);
    const session: SessionRecord = {
      ...{ id, digest: digestOf(secret), account: account.id, way },
      ...{ begunMs: now, usedMs: now, endsMs },
    };
    sessions.insert(session);
    return { secret, user: this.userOf(session, account) };
  }

  /** Whoever shows this secret, and notes the use. Undefined when it is of no session that goes on. */
  bySecret(secret: string): User | undefined {
    if (!SESSION_FORM.test(secret)) return undefined;
    return this.use(this.options.sessions.byDigest(digestOf(secret)));
  }

  /** As the user of a session stands now, and notes the use. */
  byId(id: string): User | undefined {
    return this.use(this.options.sessions.byId(id));
  }

  view(user: User): SessionView {
    const { sessions, accounts, settings } = this.options;
    const session = sessions.byId(user.session);
    const passwordMs = accounts.byId(user.id)?.passwordMs ?? null;
    return {
      state: user.mustChange ? 'must-change' : 'signed-in',
      account: user.account,
      name: user.name,
      roles: [...user.roles],
      offices: user.offices === null ? null : [...user.offices],
      ...(session === undefined
        ? {}
        : {
            idleUntil: timestamp(Math.min(this.usedBy(session) + settings.idleMs, session.endsMs)),
            endsAt: timestamp(session.endsMs),
          }),
      ...(passwordMs === null ? {} : { passwordUntil: timestamp(passwordMs + settings.passwordAgeMs) }),
    };
  }

  /** When it was used last as it will be noted at the latest: asking for a view is a use. */
  private usedBy({ usedMs }: SessionRecord): number {
    return Math.max(usedMs, this.options.clock.wall() - NOTED_EVERY_MS);
  }

  private use(session: SessionRecord | undefined): User | undefined {
    const { accounts, clock, settings } = this.options;
    const now = clock.wall();
    if (session === undefined || now >= session.endsMs || now - session.usedMs >= settings.idleMs)
      return undefined;
    const account = accounts.byId(session.account);
    if (account === undefined || !isOpen(account)) return undefined;
    if (now - session.usedMs >= NOTED_EVERY_MS) this.note(session.id, now);
    return this.userOf(session, account);
  }

  /** A use that could not be stored is no reason to refuse it. */
  private note(id: string, now: number): void {
    const { sessions, writer } = this.options;
    if (this.noting.has(id)) return;
    this.noting.add(id);
    const done = (): void => void this.noting.delete(id);
    void writer.write(() => sessions.use(id, now)).then(done, done);
  }

  private userOf({ id, way }: SessionRecord, account: AccountRecord): User {
    const { clock, settings } = this.options;
    const isOld = (account.passwordMs ?? 0) + settings.passwordAgeMs <= clock.wall();
    return {
      kind: 'user',
      id: account.id,
      account: account.account,
      name: account.name,
      roles: account.roles,
      offices: account.offices,
      session: id,
      mustChange: way === 'one-time' || (way === 'password' && isOld),
    };
  }
}

/** Whether an account lets anybody in. */
export const isOpen = ({ state }: Pick<AccountRecord, 'state'>): boolean =>
  state === 'approved' || state === 'active';
