import { type SealParts, sealOf } from '#contract/seal.js';
import type { AuditedEvent, AuditedKey, AuditStore } from '../../store/auditStore.js';
import { firstLink, linkAfter } from '../eventChain.js';
import { verifyKey } from '../verifyKey.js';
import { type Finding, Findings } from './findings.js';
import { SealedRun } from './sealedRun.js';

/** A run of the events of one outbox, and what is known of it. */
export interface Segment {
  readonly box: string;
  readonly epoch: string;
  /** Both included; what is missing in it at numbers up to `contiguous` was removed. */
  readonly from: number;
  readonly to: number;
  readonly contiguous: number;
  readonly keys: readonly AuditedKey[];
  /** Events up to here may have no seal. */
  readonly unsealedThrough: number;
}

export interface SegmentReport {
  readonly events: number;
  /** Of them proven by a signature that holds: their own, or one that covers their text through the chain. */
  readonly verified: number;
  /** Sealed by a box of which no key is known. */
  readonly unknownKey: number;
  readonly unsealed: number;
  /** Numbers that nobody acknowledged and that are not there. */
  readonly gaps: number;
  readonly findings: ReadonlyArray<Finding & { readonly count: number }>;
}

export const placeOf = ({ box, epoch }: Pick<Segment, 'box' | 'epoch'>, seq: number): string =>
  `event ${seq} of ${box} (outbox ${epoch})`;

/** Verifies each link of a segment, and by signatures each event (D5). */
export function auditSegment(store: Pick<AuditStore, 'segment'>, segment: Segment): SegmentReport {
  const audit = new SegmentAudit(segment);
  const { box, epoch, from, to } = segment;
  // The one before tells how the first one has to begin.
  for (const event of store.segment(box, epoch, Math.max(1, from - 1), to)) audit.take(event);
  return audit.report();
}

class SegmentAudit {
  private readonly findings = new Findings();
  private readonly counts = { events: 0, verified: 0, unknownKey: 0, unsealed: 0, gaps: 0 };
  private readonly knowsKey: boolean;
  private readonly run: SealedRun;
  private next: number;
  private before: { readonly text: string; readonly sealed: boolean } | undefined;

  constructor(private readonly segment: Segment) {
    this.next = segment.from;
    const keys = segment.keys.flatMap(({ publicKey }) => verifyKey(publicKey) ?? []);
    this.knowsKey = keys.length > 0;
    this.run = new SealedRun(keys);
  }

  take(event: AuditedEvent): void {
    const { body, seq } = event;
    const seal = sealOf(body);
    if (seq >= this.segment.from) {
      this.skipTo(seq);
      this.counts.events++;
      if (seal === undefined) this.unsealed(event);
      else this.sealed(event, seal);
      this.next = seq + 1;
    }
    this.before = { text: body, sealed: seal !== undefined };
  }

  report(): SegmentReport {
    const { to, contiguous } = this.segment;
    this.settle();
    if (this.next <= to) {
      const lost = Math.min(to, contiguous) - this.next + 1;
      if (lost > 0) this.findings.add('chain/truncated', placeOf(this.segment, this.next), lost);
    }
    return { ...this.counts, findings: this.findings.all() };
  }

  private skipTo(seq: number): void {
    if (seq === this.next) return;
    this.settle();
    this.before = undefined;
    const lost = Math.min(seq - 1, this.segment.contiguous) - this.next + 1;
    if (lost > 0) this.findings.add('chain/missing', placeOf(this.segment, this.next), lost);
    this.counts.gaps += seq - this.next - Math.max(0, lost);
  }

  private unsealed({ seq, receivedMs }: AuditedEvent): void {
    const { keys, unsealedThrough } = this.segment;
    this.settle();
    this.counts.unsealed++;
    const since = Math.min(...keys.filter(({ seals }) => seals).map(({ fromMs }) => fromMs));
    const late = receivedMs > since && seq > unsealedThrough;
    if (late || this.before?.sealed === true) this.findings.add('seal/missing', placeOf(this.segment, seq));
  }

  private sealed({ box, epoch, seq }: AuditedEvent, seal: SealParts): void {
    const { before } = this;
    const link =
      seq === 1 ? firstLink(box, epoch) : before === undefined ? undefined : linkAfter(before.text);
    if (link !== seal.prev) this.settle();
    if (link !== undefined && link !== seal.prev)
      this.findings.add('seal/broken-chain', placeOf(this.segment, seq));
    if (!this.knowsKey) {
      this.counts.unknownKey++;
      return;
    }
    this.run.add(seq, seal);
  }

  /** Whatever comes next is not linked to what came before, or need not be. */
  private settle(): void {
    const { verified, forged } = this.run.settle();
    this.counts.verified += verified;
    for (const seq of forged) this.findings.add('seal/bad-signature', placeOf(this.segment, seq));
  }
}
