import type { PasswordHasher } from './passwordHasher.js';

/** An identity provider of the office by which people may sign in as well. */
export interface ProviderSettings {
  /** Base of its metadata (OpenID Connect Discovery), e.g. `https://id.office.example`. */
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
  /** As the sign-in page calls it. */
  readonly name: string;
  /** The claim that holds the account name. */
  readonly claim: string;
  /** Where the hub is reached by browsers, e.g. `https://hub.office.example`; the provider knows it as ours. */
  readonly origin: string;
  /** A provider on this machine without TLS; for tests. */
  readonly plain?: boolean;
}

export interface AccessSettings {
  /** Everything is open to everybody who can reach the hub, which is this machine. */
  readonly demonstration: boolean;
  /** A session that nobody uses for so long ends, ms. */
  readonly idleMs: number;
  /** Every session ends after so long, ms. */
  readonly absoluteMs: number;
  /** A password older than this must be changed at the next sign-in, ms. */
  readonly passwordAgeMs: number;
  readonly hasher?: PasswordHasher;
  readonly provider?: ProviderSettings;
}

export const DEMONSTRATION_ACCESS: AccessSettings = {
  demonstration: true,
  idleMs: 30 * 60_000,
  absoluteMs: 12 * 3_600_000,
  passwordAgeMs: 180 * 86_400_000,
};
