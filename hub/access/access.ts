import type { SessionView } from '#contract/access.js';
import type { Clock } from '#platform/clock.js';
import type { IdSource } from '#platform/identity.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { SiteStore } from '../store/siteStore.js';
import type { Stores } from '../store/stores.js';
import { AccessJournal } from './accessJournal.js';
import type { AccessSettings } from './accessSettings.js';
import { AccountDesk } from './accountDesk.js';
import { OfficeProvider } from './officeProvider.js';
import { Argon2Hasher, BoundedHasher } from './passwordHasher.js';
import type { Subject } from './policy.js';
import { DEMONSTRATION, NOBODY, type Principal } from './principal.js';
import { Sessions } from './sessions.js';
import { SignInDesk } from './signInDesk.js';
import { TokenDesk } from './tokenDesk.js';

export interface AccessOptions {
  readonly settings: AccessSettings;
  readonly stores: Pick<Stores, 'accounts' | 'sessions' | 'tokens' | 'subjects' | 'journal'>;
  readonly sites: Pick<SiteStore, 'hasOffice'>;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** What somebody shows to be let in. */
export interface Credentials {
  readonly session?: string | undefined;
  readonly token?: string | undefined;
}

/** Who is let in, as whom, and the desks where that is changed (P1, P2). */
export class Access {
  readonly signIn: SignInDesk;
  readonly accounts: AccountDesk;
  readonly tokens: TokenDesk;
  readonly provider: OfficeProvider | undefined;
  private readonly sessions: Sessions;

  constructor(private readonly options: AccessOptions) {
    const { stores, settings, clock } = options;
    const hasher = new BoundedHasher(settings.hasher ?? new Argon2Hasher());
    const journal = new AccessJournal(stores.journal, clock);
    const { accounts, sessions: sessionStore, tokens } = stores;
    this.sessions = new Sessions({ ...options, accounts, sessions: sessionStore });
    const desk = { ...options, accounts, sessionStore, tokens, hasher, journal, sessions: this.sessions };
    this.signIn = new SignInDesk(desk);
    this.accounts = new AccountDesk(desk);
    this.tokens = new TokenDesk(desk);
    if (settings.provider !== undefined && !settings.demonstration)
      this.provider = new OfficeProvider({ provider: settings.provider, clock });
  }

  get isDemonstration(): boolean {
    return this.options.settings.demonstration;
  }

  /** Whoever shows these. What is not valid is as if it had not been shown; a token goes before a session. */
  principalOf({ session, token }: Credentials): Principal {
    if (this.isDemonstration) return DEMONSTRATION;
    if (token !== undefined) return this.tokens.bySecret(token) ?? NOBODY;
    return (session === undefined ? undefined : this.sessions.bySecret(session)) ?? NOBODY;
  }

  /** Whether somebody who was let in still would be, with the same rights. Counts as use. */
  isStill(principal: Principal): boolean {
    if (principal.kind === 'token') return this.tokens.byId(principal.id) !== undefined;
    if (principal.kind !== 'user') return true;
    return JSON.stringify(this.sessions.byId(principal.session)) === JSON.stringify(principal);
  }

  view(principal: Principal): SessionView {
    if (principal.kind === 'user') return this.sessions.view(principal);
    const name = this.options.settings.provider?.name;
    const oidc = this.provider === undefined || name === undefined ? {} : { oidc: name };
    return { state: principal.kind === 'demonstration' ? 'demonstration' : 'nobody', ...oidc };
  }

  /** The office of a stored record; `null` is the whole city, undefined when there is no such record. */
  officeOf(subject: Subject, id: string): string | null | undefined {
    return this.options.stores.subjects.officeOf(subject, id);
  }
}
