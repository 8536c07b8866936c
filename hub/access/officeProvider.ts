import * as client from 'openid-client';
import type { Clock } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { ProviderSettings } from './accessSettings.js';
import { newSecret } from './secrets.js';

export interface OfficeProviderOptions {
  readonly provider: ProviderSettings;
  readonly clock: Clock;
}

/** Where the provider sends people back to. */
export const CALLBACK_PATH = '/api/v1/session/oidc/callback';
/** So long somebody may take at the provider. */
export const VISIT_MS = 10 * 60_000;
const MOST_VISITS = 1_000;

interface Visit {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly next: string;
  readonly beganAt: number;
}

/** Somebody whom the provider has named. */
export interface Arrival {
  /** Of the account. */
  readonly name: string;
  /** The page it began from. */
  readonly next: string;
}

/**
 * The office's own identity provider (OpenID Connect, authorization code with PKCE). It says who somebody is and nothing
 * else: which account that is, and what it may, stays with the hub.
 */
export class OfficeProvider {
  private configuration: Promise<client.Configuration> | undefined;
  /** Those who are at the provider now, by the secret their browser keeps. */
  private readonly visits = new Map<string, Visit>();

  constructor(private readonly options: OfficeProviderOptions) {}

  /**
   * Where to send somebody, who wants to be at the page `next` in the end, and what their browser must show when coming
   * back. Throws `session/provider-down`.
   */
  async leave(next: string): Promise<{ readonly url: string; readonly ticket: string }> {
    const configuration = await this.known();
    const verifier = client.randomPKCECodeVerifier();
    const ticket = newSecret();
    const visit = {
      ...{ state: client.randomState(), nonce: client.randomNonce(), verifier, next },
      beganAt: this.options.clock.monotonic(),
    };
    this.keep(ticket, visit);
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.home,
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: visit.state,
      nonce: visit.nonce,
    });
    return { url: url.href, ticket };
  }

  /**
   * Whoever comes back with what the provider gave them, `search` being the query of the address.
   * A ticket serves once. Throws `session/refused`, `session/provider-down`.
   */
  async comeBack(ticket: string, search: string): Promise<Arrival> {
    const visit = this.visits.get(ticket);
    this.visits.delete(ticket);
    if (visit === undefined || this.options.clock.monotonic() - visit.beganAt > VISIT_MS)
      throw refused('this sign-in was not begun here, or took too long; begin again');
    const configuration = await this.known();
    const { claim } = this.options.provider;
    try {
      const tokens = await client.authorizationCodeGrant(configuration, new URL(this.home + search), {
        pkceCodeVerifier: visit.verifier,
        expectedState: visit.state,
        expectedNonce: visit.nonce,
        idTokenExpected: true,
      });
      const name = tokens.claims()?.[claim] ?? (await userInfo(configuration, tokens))[claim];
      if (typeof name === 'string') return { name, next: visit.next };
    } catch (error) {
      throw refused(
        `the identity provider's answer was not accepted: ${messageOf(error).slice(0, 200)}`,
        error,
      );
    }
    throw refused(`the identity provider did not name an account: there is no ${claim}`);
  }

  private get home(): string {
    return this.options.provider.origin + CALLBACK_PATH;
  }

  private keep(ticket: string, visit: Visit): void {
    this.visits.set(ticket, visit);
    for (const [oldest, { beganAt }] of this.visits) {
      if (this.visits.size <= MOST_VISITS && visit.beganAt - beganAt <= VISIT_MS) return;
      this.visits.delete(oldest);
    }
  }

  /** Read once; asked for again after a failure. */
  private known(): Promise<client.Configuration> {
    this.configuration ??= this.discover().catch((error) => {
      this.configuration = undefined;
      throw new CodedError(
        'session/provider-down',
        `the identity provider does not answer: ${messageOf(error)}`,
        { cause: error },
      );
    });
    return this.configuration;
  }

  private discover(): Promise<client.Configuration> {
    const { issuer, client: id, secret, plain } = this.options.provider;
    const execute = plain === true ? [client.allowInsecureRequests] : [];
    return client.discovery(new URL(issuer), id, secret, client.ClientSecretPost(secret), {
      execute,
      timeout: 10,
    });
  }
}

/** What some providers tell only when asked. */
async function userInfo(
  configuration: client.Configuration,
  tokens: Awaited<ReturnType<typeof client.authorizationCodeGrant>>,
): Promise<Readonly<Record<string, unknown>>> {
  const subject = tokens.claims()?.sub;
  if (subject === undefined || configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  return client.fetchUserInfo(configuration, tokens.access_token, subject);
}

const refused = (message: string, cause?: unknown): CodedError =>
  new CodedError('session/refused', message, { cause });
