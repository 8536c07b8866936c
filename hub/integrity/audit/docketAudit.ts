import type { BoxEvent } from '#contract/events.js';
import type { DocketContent } from '../../docket/docketCodec.js';
import type { Dockets } from '../../docket/dockets.js';
import type { ProofStore, ProvenDocument } from '../../store/proofStore.js';
import type { Findings } from './findings.js';

export interface DocketCounts {
  /** Documents compared with the sealed copy that their box signed. */
  compared: number;
  /** Sealed copies that could not be opened for want of the hub's key. */
  unopened: number;
}

const FIELDS = ['office', 'counter', 'kind', 'number', 'service', 'visit', 'issuedMs'] as const;

/**
 * Compares documents with their sealed copies in the signed events of boxes (D5): whose clerk and which counter a rating was
 * stands nowhere else that the hub could not write. Without the hub's key of dockets it only counts them.
 */
export class DocketAudit {
  readonly counts: DocketCounts = { compared: 0, unopened: 0 };

  constructor(
    private readonly findings: Findings,
    private readonly proofs: Pick<ProofStore, 'documentById'>,
    private readonly dockets: Pick<Dockets, 'open'> | undefined,
    /** Names that took the place of those of clerks who were forgotten. */
    private readonly pseudonyms: ReadonlySet<string>,
  ) {}

  /** An event that was not kept aside. */
  take(event: BoxEvent, box: string, where: string): void {
    if (!('docket' in event) || event.docket === undefined) return;
    if (this.dockets === undefined) {
      this.counts.unopened++;
      return;
    }
    const offered = event.kind === 'joined' ? event.offered : event.window;
    const content = this.dockets.open(box, offered, event.docket);
    if (content === undefined) {
      this.findings.add('docket/unreadable', where);
      return;
    }
    this.counts.compared++;
    const document = this.proofs.documentById(content.issuance);
    if (document === undefined || !this.isSame(document, content))
      this.findings.add('docket/differs', `document ${content.issuance}, ${where}`);
  }

  private isSame(document: ProvenDocument, content: DocketContent): boolean {
    const isClerk = document.clerk === content.clerk || this.pseudonyms.has(document.clerk);
    return isClerk && FIELDS.every((field) => document[field] === content[field]);
  }
}
