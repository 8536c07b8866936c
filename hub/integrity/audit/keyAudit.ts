import type { ProofStore } from '../../store/proofStore.js';
import type { Findings } from './findings.js';
import type { JournalClaims } from './journalClaims.js';

/** Clocks are set right by less than this, and a key is stored and journalled in one transaction. */
const TOLERANCE_MS = 3_600_000;

/**
 * Compares the keys that prove the events of boxes with those the journal saw come in (D5): whoever can write the file could
 * else add a key of their own and sign what they like, or take keys away so that nothing can be verified.
 */
export function auditKeys(
  proofs: ProofStore,
  claims: JournalClaims,
  lastDayMs: number | undefined,
  findings: Findings,
): void {
  const stored = proofs.keys();
  for (const { box, publicKey, fromMs, seals } of stored) {
    const told = claims.keys.filter((claim) => claim.box === box && claim.publicKey === publicKey);
    const inTime = told.some(({ atMs }) => fromMs <= atMs + TOLERANCE_MS);
    if (!inTime || (!seals && told.some((claim) => claim.seals)))
      findings.add('key/not-journalled', keyName(box, publicKey));
  }
  const known = new Set(stored.map(({ box, publicKey }) => `${box} ${publicKey}`));
  for (const { box, publicKey } of claims.keys)
    if (!known.has(`${box} ${publicKey}`)) findings.add('key/missing', keyName(box, publicKey));
  for (const { box, epoch, through } of proofs.tails())
    if (!claims.tails.has(`${box} ${epoch} ${through}`))
      findings.add('seal/missing', `events up to ${through} of ${box} (outbox ${epoch})`);
  if (lastDayMs !== undefined) auditUnheaded(proofs, claims, lastDayMs - TOLERANCE_MS, findings);
}

/** What a box that seals is said to have sent before it did was there when a day was ended, or it was added since. */
function auditUnheaded(
  proofs: ProofStore,
  { keys }: JournalClaims,
  beforeMs: number,
  findings: Findings,
): void {
  const sealing = new Set(keys.filter(({ seals }) => seals).map(({ box }) => box));
  for (const { box, epoch } of proofs.unheaded(beforeMs))
    if (sealing.has(box)) findings.add('chain/not-headed', `outbox ${epoch} of ${box}`);
}

const keyName = (box: string, publicKey: string): string => `key ${publicKey} of ${box}`;
