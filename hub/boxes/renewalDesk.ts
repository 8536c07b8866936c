import { type RenewalRequest, type RenewalResult, renewalStatement } from '#contract/enrolment.js';
import { RENEWAL_GRACE_MS } from '#contract/limits.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { BarOf, CertificateHolder } from './barredBox.js';
import type { BoxPapers } from './boxPapers.js';
import { signedBy } from './possession.js';

export interface RenewalDeskOptions {
  readonly papers: BoxPapers;
  readonly barOf: BarOf;
  readonly sites: SiteStore;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly clock: Clock;
}

/**
 * Gives a box that was switched off past the end of its certificate another one (B5), so that nobody has to visit it. The
 * broker lets it in no more, but it is no stranger: it shows a certificate that this hub made for the key it still has,
 * neither of them revoked, and signs for it. What it gets is worth nothing without that key, so that a request seen or
 * sent twice harms nobody.
 */
export class RenewalDesk {
  constructor(private readonly options: RenewalDeskOptions) {}

  /**
   * A certificate for the same box and key. Journalled when one was made for it. Throws `CodedError`: `renewal/refused`,
   * alike for everything that proves nothing; `renewal/not-due` before the end, when the broker renews it;
   * `renewal/too-late` after 30 days.
   */
  async renew({ certificate, proof }: RenewalRequest): Promise<RenewalResult> {
    const { papers, clock, writer } = this.options;
    const holder = papers.holderOf(certificate);
    if (
      holder === undefined ||
      this.options.barOf(holder.box, holder) !== undefined ||
      !signedBy(holder.publicKey, renewalStatement(certificate), proof)
    )
      throw new CodedError(
        'renewal/refused',
        'expected a certificate of this hub, not revoked, for the key that its box has now, and a signature by that ' +
          'key; enrol the box again',
      );
    refuseOutOfTime(holder, clock.wall());
    return { certificate: await writer.write(() => this.successor(holder)) };
  }

  private successor({ box, serial, untilMs }: CertificateHolder): string {
    const { papers, sites, journal, clock } = this.options;
    const { certificate, isNew } = papers.renewEnded(box);
    if (isNew)
      journal.append({
        ...{ atMs: clock.wall(), by: box, action: 'box/renewed-late', subject: box },
        office: sites.places.placeOf(box)?.office ?? null,
        detail: `${serial} ended on ${timestamp(untilMs)}`,
      });
    return certificate;
  }
}

function refuseOutOfTime({ box, untilMs }: CertificateHolder, nowMs: number): void {
  const ended = timestamp(untilMs);
  if (untilMs > nowMs)
    throw new CodedError(
      'renewal/not-due',
      `the certificate of ${box} ends on ${ended}; the broker takes it`,
    );
  if (nowMs - untilMs > RENEWAL_GRACE_MS)
    throw new CodedError(
      'renewal/too-late',
      `the certificate of ${box} ended on ${ended}, more than 30 days ago; enrol the box again`,
    );
}
