import type { AuditedEntry, AuditStore } from '../../store/auditStore.js';
import { chainDigest, DAY_CLOSED, type DayClaim, dayClaimOf } from '../dayEntry.js';
import { entryHash, JOURNAL_START } from '../journalChain.js';
import type { Findings } from './findings.js';
import { JournalClaims } from './journalClaims.js';

/** A head that was kept outside the hub. */
export interface GivenHead {
  readonly day: string;
  readonly number: number;
  readonly hash: string;
}

/** What somebody last did to a rating, as the journal says. */
export interface LastDeed {
  readonly excluded: boolean;
  readonly by: string;
  readonly detail: string | null;
}

/** What the journal says of what is stored elsewhere. */
export interface JournalFacts {
  entries: number;
  readonly exclusions: Map<string, LastDeed>;
  readonly imports: Set<string>;
  /** What it says of other rows. */
  readonly claims: JournalClaims;
  /** When the last day was ended; undefined before the first. */
  lastDayMs: number | undefined;
  readonly days: Map<string, { readonly number: number; readonly claim: DayClaim | undefined }>;
}

const entryName = (number: number): string => `journal entry ${number}`;

/** Verifies the chain of the journal and its heads, those kept outside too (D5), and gathers what it says. */
export function auditJournal(
  store: AuditStore,
  given: readonly GivenHead[],
  findings: Findings,
): JournalFacts {
  const facts: JournalFacts = {
    ...{ entries: 0, exclusions: new Map(), imports: new Set(), days: new Map() },
    ...{ claims: new JournalClaims(), lastDayMs: undefined },
  };
  const heads = store.journalHeads();
  const wanted = new Set([...heads, ...given].map(({ number }) => number));
  const hashes = new Map<number, string>();
  let before = { number: 0, hash: JOURNAL_START };
  for (const entry of store.journal()) {
    checkEntry(entry, before, findings);
    if (wanted.has(entry.number)) hashes.set(entry.number, entry.hash);
    gather(entry, facts);
    facts.claims.take(entry);
    before = entry;
  }
  checkHeads(heads, hashes, facts, findings);
  for (const { day, number, hash } of given)
    if (hashes.get(number) !== hash) findings.add('journal/given-head', `${day}, ${entryName(number)}`);
  return facts;
}

function checkEntry(entry: AuditedEntry, before: { number: number; hash: string }, findings: Findings): void {
  const where = entryName(entry.number);
  const gap = entry.number - before.number - 1;
  if (gap > 0) findings.add('journal/missing', entryName(before.number + 1), gap);
  else if (entry.prev !== before.hash) findings.add('journal/broken', where);
  if (entryHash(entry, entry.prev) !== entry.hash) findings.add('journal/altered', where);
}

function gather({ number, action, by, subject, detail, atMs }: AuditedEntry, facts: JournalFacts): void {
  facts.entries++;
  if (action === 'rating/excluded' || action === 'rating/restored')
    facts.exclusions.set(subject, { excluded: action === 'rating/excluded', by, detail });
  else if (action === 'import/ratings' || action === 'history/given') facts.imports.add(subject);
  else if (action === DAY_CLOSED) {
    facts.days.set(subject, { number, claim: dayClaimOf(detail) });
    facts.lastDayMs = atMs;
  }
}

function checkHeads(
  heads: readonly GivenHead[],
  hashes: ReadonlyMap<number, string>,
  { days }: JournalFacts,
  findings: Findings,
): void {
  for (const { day, number, hash } of heads)
    if (hashes.get(number) !== hash || days.get(day)?.number !== number)
      findings.add('journal/head-differs', `head of ${day}`);
  const known = new Set(heads.map(({ day }) => day));
  for (const day of days.keys()) if (!known.has(day)) findings.add('journal/head-missing', `head of ${day}`);
}

/** Compares the ends of the boxes' chains with those that the journal recorded, and the number of documents. */
export function auditDays(store: AuditStore, { days }: JournalFacts, findings: Findings): void {
  const documents = store.documents();
  const stray = new Set(store.chainHeads().map(({ day }) => day));
  for (const [day, { claim }] of days) {
    stray.delete(day);
    const chains = store.chainHeads(day);
    if (claim === undefined || claim.chains !== chains.length || claim.digest !== chainDigest(chains))
      findings.add('chain/heads-altered', `ends of chains on ${day}`);
    if (claim !== undefined && claim.documents > documents)
      findings.add('document/missing', `${claim.documents} on ${day}, now ${documents}`);
  }
  for (const day of stray) findings.add('chain/heads-altered', `ends of chains on ${day}`);
}
