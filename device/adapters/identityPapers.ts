import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type RenewalRequest, renewalStatement } from '#contract/enrolment.js';
import { CodedError, messageOf } from '#platform/errors.js';
import { type Identity, signText } from '../identity.js';
import type { HubPages, LatePapers } from '../ports/papers.js';
import { readIdentity, writeIdentity } from './identityFile.js';

/** What a box shows at the broker, and whom it trusts there; PEM. */
export interface BoxCredentials {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/** The papers in the identity file. */
export class IdentityPapers implements LatePapers {
  private constructor(
    private readonly folder: string,
    private identity: Identity & { readonly certificate: string; readonly authority: string },
  ) {}

  /** Undefined for a box without a certificate. Throws `CodedError` `identity/unreadable`. */
  static in(folder: string): IdentityPapers | undefined {
    const identity = readIdentity(folder);
    const { certificate, authority } = identity ?? {};
    if (identity === undefined || certificate === undefined || authority === undefined) return undefined;
    return new IdentityPapers(folder, { ...identity, certificate, authority });
  }

  until(): number {
    return Date.parse(new X509Certificate(this.identity.certificate).validTo);
  }

  credentials(): BoxCredentials {
    const { certificate, privateKey, authority } = this.identity;
    return { cert: certificate, key: privateKey, ca: authority };
  }

  get pages(): HubPages | undefined {
    return this.identity.pages;
  }

  request(): RenewalRequest {
    const { certificate } = this.identity;
    return { certificate, proof: signText(renewalStatement(certificate), this.identity) };
  }

  renew(certificate: string): void {
    if (!this.isMine(certificate))
      throw new CodedError(
        'certificate/not-mine',
        'the hub sent a certificate for another box or another key',
      );
    const renewed = { ...this.identity, certificate };
    writeIdentity(this.folder, renewed);
    this.identity = renewed;
  }

  private isMine(certificate: string): boolean {
    const { box, privateKey } = this.identity;
    try {
      const found = new X509Certificate(certificate);
      return found.subject === `CN=${box}` && found.checkPrivateKey(createPrivateKey(privateKey));
    } catch (error) {
      throw new CodedError('certificate/not-mine', `the hub sent no certificate: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
}
