import type { X509Certificate } from 'node:crypto';
import type { EnrolmentResult } from '#contract/enrolment.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { CertificateStore } from '../store/certificateStore.js';
import type { EnrolmentStore } from '../store/enrolmentStore.js';
import { holderOf } from '../tls/certificateHolder.js';
import { isDue } from '../tls/renewal.js';
import type { CertificateHolder } from './barredBox.js';

/** Makes certificates, and knows those it made; the hub's own authority. */
export interface BoxAuthority {
  issued(pem: string): X509Certificate | undefined;
  forBox(
    box: string,
    publicKey: string,
    nowMs: number,
  ): { readonly serial: string; readonly certificate: string; readonly untilMs: number };
}

/** What boxes are told to trust, and who signs for them. */
export interface BoxTrust {
  readonly authority: BoxAuthority;
  /** To whom the broker's certificate leads up, PEM. */
  readonly trusted: string;
  /** Of what the pages' certificate leads up to, as whoever enrols a box meets it. */
  readonly fingerprint: string;
}

export interface BoxPapersOptions {
  readonly enrolments: EnrolmentStore;
  readonly certificates: CertificateStore;
  readonly clock: Clock;
  /** Undefined in a demonstration, where boxes have no papers. */
  readonly trust: BoxTrust | undefined;
}

/** Certificates of boxes: issued at enrolment, renewed in time, revoked. Runs inside the transactions of its callers. */
export class BoxPapers {
  constructor(private readonly options: BoxPapersOptions) {}

  /** Of what boxes are to trust. */
  get fingerprint(): string | undefined {
    return this.options.trust?.fingerprint;
  }

  /** For a new key of the box; those for its keys before count no more. */
  issue(box: string, publicKey: string): Pick<EnrolmentResult, 'certificate' | 'authority'> {
    const { trust, certificates, clock } = this.options;
    certificates.revoke(box, clock.wall());
    return trust === undefined
      ? {}
      : { certificate: this.make(trust, box, publicKey).certificate, authority: trust.trusted };
  }

  revoke(box: string): void {
    this.options.certificates.revoke(box, this.options.clock.wall());
  }

  /**
   * A certificate to send to a box that shows one with this end: one it was sent before and has not taken yet, or a new
   * one; undefined when a third of its life is left. Its key stays, so that nobody has to prove anything anew.
   */
  successor(box: string, untilMs: number): string | undefined {
    const { trust, enrolments, certificates, clock } = this.options;
    const key = enrolments.keyOf(box);
    if (trust === undefined || key === undefined) return undefined;
    const newest = certificates.newest(box, key.publicKey);
    const due = (issuedMs: number, endMs: number): boolean => isDue(issuedMs, endMs, clock.wall());
    if (newest !== undefined && !due(newest.issuedMs, newest.untilMs))
      return newest.untilMs - untilMs < SECOND_MS ? undefined : newest.certificate;
    return this.make(trust, box, key.publicKey).certificate;
  }

  /** Whom a certificate names, if this hub made it. */
  holderOf(certificate: string): CertificateHolder | undefined {
    const found = this.options.trust?.authority.issued(certificate);
    return found && holderOf(found);
  }

  /**
   * For a box whose certificate has ended: one made for its key since that it never took, or a new one. Throws
   * `CodedError` `box/not-enrolled` without a key or an authority, which whoever has a certificate is not.
   */
  renewEnded(box: string): { readonly certificate: string; readonly isNew: boolean } {
    const { trust, enrolments, certificates, clock } = this.options;
    const key = enrolments.keyOf(box);
    if (trust === undefined || key === undefined)
      throw new CodedError('box/not-enrolled', `box ${box} has no certificate to renew`);
    const newest = certificates.newest(box, key.publicKey);
    return newest !== undefined && !isDue(newest.issuedMs, newest.untilMs, clock.wall())
      ? { certificate: newest.certificate, isNew: false }
      : { certificate: this.make(trust, box, key.publicKey).certificate, isNew: true };
  }

  private make({ authority }: BoxTrust, box: string, publicKey: string) {
    const issuedMs = this.options.clock.wall();
    const made = authority.forBox(box, publicKey, issuedMs);
    this.options.certificates.add({ ...made, box, publicKey, issuedMs });
    return made;
  }
}

/** Certificates count whole seconds. */
const SECOND_MS = 1_000;
