import type { Sqlite } from '#platform/sqlite.js';
import { openSqlite } from '#platform/sqlite.js';
import type { Dockets } from '../../docket/dockets.js';
import { cellsAreCurrent, checkCellsApart } from '../../store/aggregates/rebuildCells.js';
import { AuditStore } from '../../store/auditStore.js';
import { migrations } from '../../store/migrations/index.js';
import { ProofStore } from '../../store/proofStore.js';
import { type ChainCounts, segmentsOf, summed } from './auditPlan.js';
import type { Segment, SegmentReport } from './chainAudit.js';
import { DocketAudit, type DocketCounts } from './docketAudit.js';
import { EventAudit } from './eventAudit.js';
import { Findings } from './findings.js';
import { auditDays, auditJournal, type GivenHead } from './journalAudit.js';
import { auditKeys } from './keyAudit.js';
import { auditPeople } from './peopleAudit.js';
import { auditChainHeads, auditRecords, auditWindows, type WindowCounts } from './recordAudit.js';

export interface AuditReport {
  readonly findings: Findings;
  readonly chains: ChainCounts;
  readonly windows: WindowCounts;
  readonly journalEntries: number;
  readonly dockets: DocketCounts;
  /** Undefined: the hub counts anew at its next start, because the figures are of another version. */
  readonly cells: { readonly differing: number } | undefined;
}

/** Verifies segments somewhere, in their order. */
export type VerifySegments = (segments: readonly Segment[]) => Promise<SegmentReport[]>;

/**
 * Checks everything a hub has stored against everything that proves it (D5): the chain and signature of each event, each
 * window against its events, exclusions and alarms against the journal, the journal against its heads and those given,
 * the counted figures against the windows. Changes nothing, on a connection that can only read; a hub may be working.
 */
export async function audit(
  db: Sqlite,
  given: readonly GivenHead[],
  verify: VerifySegments,
  dockets?: Pick<Dockets, 'open'>,
): Promise<AuditReport> {
  const store = new AuditStore(db);
  const others = new Findings();
  const segments = store.atOnce(() => segmentsOf(store, others));
  const verifying = verify(segments);
  // Reported by the await below; while this thread works on the rest nobody else looks at it.
  verifying.catch(() => undefined);
  const rest = store.atOnce(() => auditRest({ db, store, dockets }, given, others));
  const findings = new Findings();
  const chains = summed(await verifying, findings);
  findings.take(others);
  return { findings, chains, ...rest };
}

interface Audited {
  readonly db: Sqlite;
  readonly store: AuditStore;
  /** Opens sealed copies of documents; none without the hub's key. */
  readonly dockets: Pick<Dockets, 'open'> | undefined;
}

function auditRest(
  { db, store, dockets }: Audited,
  given: readonly GivenHead[],
  findings: Findings,
): Omit<AuditReport, 'findings' | 'chains'> {
  const journal = auditJournal(store, given, findings);
  auditDays(store, journal, findings);
  auditChainHeads(store, findings);
  const { claims, lastDayMs } = journal;
  const proofs = new ProofStore(db);
  auditKeys(proofs, claims, lastDayMs, findings);
  auditPeople(proofs, claims, findings);
  const copies = new DocketAudit(findings, proofs, dockets, claims.forgotten);
  const aside = { setAside: store.setAside(), overfull: store.overfullBoxes() };
  const events = new EventAudit(findings, { ...aside, dockets: copies });
  for (const event of store.events()) events.take(event);
  const windows = auditWindows(store, events, journal, findings);
  auditRecords(store, journal, findings);
  const cells = auditCells(db, findings);
  return { windows, journalEntries: journal.entries, dockets: copies.counts, cells };
}

function auditCells(db: Sqlite, findings: Findings): AuditReport['cells'] {
  if (!cellsAreCurrent(db)) return undefined;
  const apart = openSqlite(':memory:', migrations);
  try {
    const { differing, first } = checkCellsApart(db, apart);
    if (first !== undefined) findings.add('cells/differ', first, differing);
    return { differing };
  } finally {
    apart.close();
  }
}
