import type { AuditedChain, AuditStore } from '../../store/auditStore.js';
import type { Segment, SegmentReport } from './chainAudit.js';
import type { Findings } from './findings.js';

/** Events of a segment: small enough to share the work evenly, large enough that its begin costs nothing. */
const SEGMENT = 10_000;

/** What is to be verified, cut so that several threads can share it. What no chain explains is a finding. */
export function segmentsOf(store: AuditStore, findings: Findings): Segment[] {
  const keys = store.keys();
  const tails = store.unsealedTails();
  return store.chains().flatMap((chain) => {
    if (chain.contiguous === undefined)
      findings.add('chain/unknown', `outbox ${chain.epoch} of ${chain.box}`);
    const tail = tails.get(chain.box);
    return cut(chain).map(([from, to]) => ({
      ...{ box: chain.box, epoch: chain.epoch, from, to, contiguous: chain.contiguous ?? 0 },
      keys: keys.get(chain.box) ?? [],
      unsealedThrough: tail?.epoch === chain.epoch ? tail.through : 0,
    }));
  });
}

/** From number 1 to the last one that is there or was acknowledged. */
function cut({ contiguous = 0, last }: AuditedChain): Array<readonly [number, number]> {
  const cuts: Array<readonly [number, number]> = [];
  const end = Math.max(contiguous, last);
  for (let from = 1; from <= Math.min(end, last + 1); from += SEGMENT)
    cuts.push([from, from + SEGMENT > last ? end : from + SEGMENT - 1]);
  return cuts;
}

export type ChainCounts = Omit<SegmentReport, 'findings'>;

/** Adds the reports of segments in their order, so that the first record of each kind is the first. */
export function summed(reports: readonly SegmentReport[], findings: Findings): ChainCounts {
  const sum = { events: 0, verified: 0, unknownKey: 0, unsealed: 0, gaps: 0 };
  for (const report of reports) {
    for (const name of Object.keys(sum) as Array<keyof ChainCounts>) sum[name] += report[name];
    findings.take(report.findings);
  }
  return sum;
}
