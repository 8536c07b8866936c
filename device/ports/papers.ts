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
