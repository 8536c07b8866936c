import type { EnrolmentOffer, EnrolmentRequest, EnrolmentResult, PlaceRequest } from '#contract/enrolment.js';
import { ENROLMENT_CODE_MS } from '#contract/limits.js';
import { type Clock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { BOX_ENROLLED, HUB } from '../integrity/keyDesk.js';
import type { BoxSettingsStore } from '../store/boxSettingsStore.js';
import type { EnrolmentStore, OfferRecord } from '../store/enrolmentStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import { samePlace } from '../store/placeStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { BoxPapers } from './boxPapers.js';
import { hashOf, matching, newCode } from './enrolmentCode.js';
import { GuessLimit } from './guessLimit.js';
import { knownPlace, placeText, refuseTaken } from './placeRules.js';
import { provesPossession } from './possession.js';

export interface EnrolmentDeskOptions {
  readonly sites: SiteStore;
  readonly enrolments: EnrolmentStore;
  readonly settings: BoxSettingsStore;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly papers: BoxPapers;
  readonly clock: Clock;
  /** Where boxes find the broker. */
  readonly mqtt: () => EnrolmentResult['mqtt'];
  /** Called after the commit for a box that is somewhere now; `from` is the office it was at before. */
  readonly moved: (box: string, from: string | undefined) => void;
  /** Called after the commit for a box that may speak from now on, with this key and no other. */
  readonly admitted: (box: string) => void;
}

/**
 * Makes boxes known (B5): a person at the hub gets a code, a person at the box gives it to the box. The journal says who asked
 * for the code and which key came in by it, so that no key is believed that nobody let in (D5).
 */
export class EnrolmentDesk {
  private readonly limit: GuessLimit;

  constructor(private readonly options: EnrolmentDeskOptions) {
    this.limit = new GuessLimit(options.clock);
  }

  /**
   * Makes a code with which a box, new or known, becomes `box` at that place; a code made for it before is void.
   *
   * Throws `CodedError`: `place/unknown-office`, `place/unknown-counter`, `box/counter-taken`.
   */
  async offer(box: string, request: PlaceRequest, by: string): Promise<EnrolmentOffer> {
    const { sites, enrolments, journal, writer, clock, papers } = this.options;
    const place = knownPlace(sites, request);
    const code = newCode();
    const now = clock.wall();
    const expiresMs = now + ENROLMENT_CODE_MS;
    await writer.write(() => {
      refuseTaken(sites, place, box);
      enrolments.offer({ ...place, box, codeHash: hashOf(code), expiresMs }, now);
      const { office } = place;
      const detail = `at ${placeText(place)}`;
      journal.append({ atMs: now, by, action: 'box/enrolment-offered', office, subject: box, detail });
    });
    return {
      code,
      box,
      office: place.office,
      ...(place.counter === null ? {} : { counter: place.counter }),
      expiresAt: timestamp(expiresMs),
      ...(papers.fingerprint === undefined ? {} : { fingerprint: papers.fingerprint }),
    };
  }

  /**
   * Takes a box in: its key and its place are stored and the code is used up in one transaction, so that of two boxes
   * with one code exactly one gets in. A known box gets a new key. A refusal leaves the code as it was.
   *
   * Throws `CodedError`: `enrolment/bad-code`, alike for codes that are wrong, used or too old;
   * `enrolment/bad-proof`, `box/counter-taken`, `enrolment/too-many-failures`.
   */
  enrol(request: EnrolmentRequest, address: string): Promise<EnrolmentResult> {
    return this.limit.attempt(address, () => this.admit(request));
  }

  private async admit(request: EnrolmentRequest): Promise<EnrolmentResult> {
    const { enrolments, settings, writer, clock, mqtt, moved, admitted, papers } = this.options;
    const offer = matching(enrolments.openOffers(clock.wall()), request.code);
    if (offer === undefined) throw badCode();
    if (!provesPossession(request))
      throw new CodedError(
        'enrolment/bad-proof',
        'the proof is no Ed25519 signature of this code and public key; the code can still be used',
      );
    const { from, issued } = await writer.write(() => ({
      from: this.settle(offer, request.publicKey),
      issued: papers.issue(offer.box, request.publicKey),
    }));
    moved(offer.box, from);
    admitted(offer.box);
    return {
      box: offer.box,
      office: offer.office,
      ...(offer.counter === null ? {} : { counter: offer.counter }),
      mqtt: mqtt(),
      settings: settings.of(offer.box),
      ...issued,
    };
  }

  /** Returns the office the box was at before. */
  private settle(offer: OfferRecord, publicKey: string): string | undefined {
    const { sites, enrolments, journal, clock } = this.options;
    const { box, office, counter } = offer;
    const now = clock.wall();
    if (!enrolments.use(offer, now)) throw badCode();
    refuseTaken(sites, offer, box);
    const before = sites.places.placeOf(box);
    if (!samePlace(before, offer)) sites.places.put(box, { office, counter }, now);
    enrolments.setKey(box, publicKey, now);
    journal.append({ atMs: now, by: HUB, action: BOX_ENROLLED, office, subject: box, detail: publicKey });
    return before?.office;
  }
}

const badCode = (): CodedError =>
  new CodedError('enrolment/bad-code', 'this code is not valid: it is mistyped, used or too old');
