import type { RenewalRequest } from '#contract/enrolment.js';

/** The certificate with which a box shows at the broker who it is. */
export interface Papers {
  /** When it ends, Unix ms. */
  until(): number;
  /**
   * Keeps one that lasts longer, durably, to be shown from the next connection on. Throws `CodedError`
   * `certificate/not-mine` for one of another box or key, `memory/cannot-store`.
   */
  renew(certificate: string): void;
}

/** Where a box asks for a certificate, and whom it trusts there. */
export interface HubPages {
  /** e.g. `https://hub.office:8443`. */
  readonly address: string;
  /** PEM. */
  readonly authority: string;
}

export interface LatePapers extends Papers {
  /** Undefined for a box that was enrolled before it kept where. */
  readonly pages: HubPages | undefined;
  /** Asks for the successor of the certificate it has. */
  request(): RenewalRequest;
}
