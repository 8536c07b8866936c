import type { TokenMade, TokenRequest, TokenView } from '#contract/access.js';
import type { QueryOf, ResultOf } from '#contract/api.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { SiteStore } from '../store/siteStore.js';
import type { TokenRecord, TokenStore } from '../store/tokenStore.js';
import type { AccessJournal } from './accessJournal.js';
import { mayMakeToken } from './accountRules.js';
import { journalName, type Principal, type Program } from './principal.js';
import { digestOf, newSecret, TOKEN_FORM, TOKEN_PREFIX } from './secrets.js';

export interface TokenDeskOptions {
  readonly tokens: TokenStore;
  readonly sites: Pick<SiteStore, 'hasOffice'>;
  readonly journal: AccessJournal;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  readonly ids: IdSource;
}

const DAY_MS = 86_400_000;
const NOTED_EVERY_MS = 3_600_000;

/** Tokens with which programs come in, each for one purpose at one office. */
export class TokenDesk {
  private readonly noting = new Set<string>();

  constructor(private readonly options: TokenDeskOptions) {}

  list(query: QueryOf<'tokens'>): ResultOf<'tokens'> {
    const { items, ...more } = this.options.tokens.page(query);
    return { items: items.map(viewOf), ...more };
  }

  /** Throws `office/unknown`, `access/beyond-own`. */
  async make(request: TokenRequest, principal: Principal): Promise<TokenMade> {
    const { tokens, sites, journal, writer, clock, ids } = this.options;
    const { purpose, office, label, days } = request;
    if (!mayMakeToken(principal, purpose))
      throw new CodedError('access/beyond-own', `a token for ${purpose} is told more than you may see`);
    if (!sites.hasOffice(office)) throw new CodedError('office/unknown', `there is no office ${office}`);
    const token = TOKEN_PREFIX + newSecret();
    const madeMs = clock.wall();
    const madeBy = journalName(principal);
    const record: TokenRecord = {
      ...{ id: ids.uuid(), digest: digestOf(token), purpose, office, label, madeMs, madeBy },
      ...{ endsMs: madeMs + days * DAY_MS, usedMs: null, revokedMs: null },
    };
    await writer.write(() => {
      tokens.insert(record);
      journal.noteAt(office, madeBy, 'token/made', record.id, `${purpose} for ${days} days: ${label}`);
    });
    return { ...viewOf(record), token };
  }

  /** Revoking it again changes nothing. Throws `token/unknown`. */
  async revoke(id: string, principal: Principal): Promise<TokenView> {
    const { tokens, journal, writer, clock } = this.options;
    return writer.write(() => {
      const isNew = tokens.revoke(id, clock.wall());
      const token = tokens.byId(id);
      if (token === undefined) throw new CodedError('token/unknown', `there is no token ${id}`);
      if (isNew) journal.noteAt(token.office, journalName(principal), 'token/revoked', id, token.label);
      return viewOf(token);
    });
  }

  /** Whoever shows this token, and notes the use. Undefined when it is none that is good. */
  bySecret(token: string): Program | undefined {
    if (!TOKEN_FORM.test(token)) return undefined;
    return this.use(this.options.tokens.byDigest(digestOf(token)));
  }

  byId(id: string): Program | undefined {
    return this.use(this.options.tokens.byId(id));
  }

  private use(token: TokenRecord | undefined): Program | undefined {
    const now = this.options.clock.wall();
    if (token === undefined || token.revokedMs !== null || now >= token.endsMs) return undefined;
    const { id, purpose, office, usedMs } = token;
    if (usedMs === null || now - usedMs >= NOTED_EVERY_MS) this.note(id, now);
    return { kind: 'token', id, purpose, office };
  }

  /** A use that could not be stored is no reason to refuse it. */
  private note(id: string, now: number): void {
    const { tokens, writer } = this.options;
    if (this.noting.has(id)) return;
    this.noting.add(id);
    const done = (): void => void this.noting.delete(id);
    void writer.write(() => tokens.use(id, now)).then(done, done);
  }
}

function viewOf(token: TokenRecord): TokenView {
  const { id, purpose, office, label, madeMs, madeBy, endsMs, usedMs, revokedMs } = token;
  return {
    ...{ id, purpose, office, label, madeBy },
    ...{ madeAt: timestamp(madeMs), endsAt: timestamp(endsMs) },
    ...(usedMs === null ? {} : { usedAt: timestamp(usedMs) }),
    ...(revokedMs === null ? {} : { revokedAt: timestamp(revokedMs) }),
  };
}
