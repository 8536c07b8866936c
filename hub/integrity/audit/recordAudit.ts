import type { AuditedWindow, AuditStore } from '../../store/auditStore.js';
import { linkAfter } from '../eventChain.js';
import { placeOf } from './chainAudit.js';
import type { EventAudit } from './eventAudit.js';
import type { Findings } from './findings.js';
import type { JournalFacts, LastDeed } from './journalAudit.js';

/** What a history that was made and not lived through is marked with. */
export const SIMULATED = 'simulated';

export interface WindowCounts {
  windows: number;
  rated: number;
  /** Ended windows that were brought and have no events, by what brought them. */
  readonly withoutEvents: { imported: number; simulated: number };
}

/** Compares every window with its events, its documents, its exclusion and what brought it. */
export function auditWindows(
  store: AuditStore,
  events: EventAudit,
  journal: JournalFacts,
  findings: Findings,
): WindowCounts {
  const counts: WindowCounts = { windows: 0, rated: 0, withoutEvents: { imported: 0, simulated: 0 } };
  const excluded = new Set(store.exclusions().map(({ window }) => window));
  const voided = store.voided();
  const brought = new Map<string, number>();
  for (const window of store.windows()) {
    const { id, source, outcome } = window;
    counts.windows++;
    if (outcome === 'rated') counts.rated++;
    if (source === null) events.compare(window);
    else brought.set(source, (brought.get(source) ?? 0) + 1);
    if (window.excluded !== excluded.has(id) || (window.excluded && outcome !== 'rated'))
      findings.add('exclusion/differs', `window ${id}`);
    excluded.delete(id);
    if (source === null) checkFlag(window, voided.get(id), findings);
  }
  events.finish();
  for (const window of excluded) findings.add('exclusion/differs', `window ${window}`);
  checkSources(store, brought, journal, counts, findings);
  return counts;
}

/** A rating is flagged when a document of it is voided, before or after it. */
function checkFlag(
  { id, outcome, flagged, endedMs }: AuditedWindow,
  voidedMs: number | undefined,
  findings: Findings,
): void {
  if (outcome !== 'rated' && !flagged) return;
  const later = voidedMs !== undefined && voidedMs > (endedMs ?? 0);
  if (flagged ? voidedMs === undefined : later) findings.add('window/flagged', `window ${id}`);
}

function checkSources(
  store: AuditStore,
  brought: ReadonlyMap<string, number>,
  journal: JournalFacts,
  { withoutEvents }: WindowCounts,
  findings: Findings,
): void {
  const imports = store.imports();
  for (const [id, rows] of imports) {
    if ((brought.get(id) ?? 0) !== rows) findings.add('import/count', `import ${id}`);
    if (!journal.imports.has(id)) findings.add('import/not-journalled', `import ${id}`);
  }
  for (const [source, windows] of brought) {
    if (source === SIMULATED) withoutEvents.simulated += windows;
    else withoutEvents.imported += windows;
    if (source === SIMULATED && !journal.imports.has(SIMULATED))
      findings.add('import/not-journalled', `simulated history of ${windows} windows`);
    if (source !== SIMULATED && !imports.has(source))
      findings.add('window/source', `windows of import ${source}`, windows);
  }
}

/** Compares documents, exclusions and alarms with windows and with the journal (S10, D5). */
export function auditRecords(store: AuditStore, journal: JournalFacts, findings: Findings): void {
  for (const window of store.strayWindows()) findings.add('window/document', `window ${window}`);
  for (const document of store.strayDocuments()) findings.add('document/no-window', `document ${document}`);
  const deeds = new Map(journal.exclusions);
  for (const { window, by, reason, remark } of store.exclusions()) {
    if (!isTold(deeds.get(window), by, reason, remark)) findings.add('exclusion/differs', `window ${window}`);
    deeds.delete(window);
  }
  for (const [window, { excluded }] of deeds)
    if (excluded) findings.add('exclusion/differs', `window ${window}`);
  for (const alarm of store.strayAlarms()) findings.add('alarm/differs', `alarm ${alarm}`);
}

const isTold = (deed: LastDeed | undefined, by: string, reason: string, remark: string | null): boolean =>
  deed?.excluded === true &&
  deed.by === by &&
  [reason, `${reason}: ${remark ?? ''}`].includes(deed.detail ?? '');

/** Compares the ends of chains that were recorded day by day with the events themselves. */
export function auditChainHeads(store: AuditStore, findings: Findings): void {
  for (const { day, box, epoch, seq, hash } of store.chainHeads()) {
    const [event] = store.segment(box, epoch, seq, seq);
    const where = `${placeOf({ box, epoch }, seq)}, the last one of ${day}`;
    if (event === undefined) findings.add('chain/truncated', where);
    else if (linkAfter(event.body) !== hash) findings.add('chain/head-differs', where);
  }
}
