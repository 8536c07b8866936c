import type { Sqlite } from '#platform/sqlite.js';
import { openSqlite } from '#platform/sqlite.js';
import { cellsAreCurrent, checkCellsApart } from '../../store/aggregates/rebuildCells.js';
import { AuditStore } from '../../store/auditStore.js';
import { migrations } from '../../store/migrations/index.js';
import { type ChainCounts, segmentsOf, summed } from './auditPlan.js';
import type { Segment, SegmentReport } from './chainAudit.js';
import { EventAudit } from './eventAudit.js';
import { Findings } from './findings.js';
import { auditDays, auditJournal, type GivenHead } from './journalAudit.js';
import { auditChainHeads, auditRecords, auditWindows, type WindowCounts } from './recordAudit.js';

export interface AuditReport {
  readonly findings: Findings;
  readonly chains: ChainCounts;
  readonly windows: WindowCounts;
  readonly journalEntries: number;
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
): Promise<AuditReport> {
  const store = new AuditStore(db);
  const others = new Findings();
  const segments = store.atOnce(() => segmentsOf(store, others));
  const verifying = verify(segments);
  // Reported by the await below; while this thread works on the rest nobody else looks at it.
  verifying.catch(() => undefined);
  const rest = store.atOnce(() => auditRest(db, store, given, others));
  const findings = new Findings();
  const chains = summed(await verifying, findings);
  findings.take(others);
  return { findings, chains, ...rest };
}

function auditRest(
  db: Sqlite,
  store: AuditStore,
  given: readonly GivenHead[],
  findings: Findings,
): Omit<AuditReport, 'findings' | 'chains'> {
  const journal = auditJournal(store, given, findings);
  auditDays(store, journal, findings);
  auditChainHeads(store, findings);
  const events = new EventAudit(findings, { setAside: store.setAside(), overfull: store.overfullBoxes() });
  for (const event of store.events()) events.take(event);
  const windows = auditWindows(store, events, journal, findings);
  auditRecords(store, journal, findings);
  const cells = auditCells(db, findings);
  return { windows, journalEntries: journal.entries, cells };
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
