import type { ProofStore, ProvenAccount, ProvenAlarm, ProvenToken } from '../../store/proofStore.js';
import { scopeText } from '../scopeText.js';
import type { Findings } from './findings.js';
import type { AccountClaim, DeedClaim, JournalClaims } from './journalClaims.js';

const DAY_MS = 86_400_000;

/** Compares what people did, as their rows tell it, with what the journal says they did (D5, P3). */
export function auditPeople(proofs: ProofStore, claims: JournalClaims, findings: Findings): void {
  auditAlarms(proofs, claims, findings);
  auditAccounts(proofs, claims, findings);
  auditTokens(proofs, claims, findings);
  auditVoids(proofs, claims, findings);
  auditImports(proofs, claims, findings);
}

function auditAlarms(
  proofs: ProofStore,
  { alarms, firstAlarmDeedMs }: JournalClaims,
  findings: Findings,
): void {
  const told = new Set<string>();
  for (const alarm of proofs.answeredAlarms()) {
    const { id, raisedMs, isolated, acknowledgedBy, acknowledgedMs, closedBy, closedMs } = alarm;
    told.add(id);
    if (raisedMs < firstAlarmDeedMs) continue;
    const isTaken = isTold(alarms.get(`${id} alarm/acknowledged`), acknowledgedBy, acknowledgedMs);
    const closed = alarms.get(`${id} alarm/closed`);
    const isClosed =
      isTold(closed, closedBy, closedMs) && (closed === undefined || isAnswer(alarm, closed.detail));
    // What a flood held back is closed with its alarm and told of with it.
    if (!isTaken || (!isolated && !isClosed)) findings.add('alarm/not-journalled', `alarm ${id}`);
  }
  for (const deed of alarms.keys()) {
    const [id = ''] = deed.split(' ');
    if (!told.has(id)) findings.add('alarm/missing', `alarm ${id}`);
  }
}

const isTold = (deed: DeedClaim | undefined, by: string | null, atMs: number | null): boolean =>
  deed === undefined ? by === null : deed.by === by && deed.atMs === atMs;

/** Whether an alarm was closed with these words; those held back with it are counted between them. */
function isAnswer({ outcome, cause, remark }: ProvenAlarm, detail: string | null): boolean {
  const [begin, end] = [`${outcome}/${cause}`, remark === null ? '' : `: ${remark}`];
  if (detail === null || !detail.startsWith(begin) || !detail.endsWith(end)) return false;
  return /^(, with \d+ held back)?$/.test(detail.slice(begin.length, detail.length - end.length));
}

function auditAccounts(proofs: ProofStore, { accounts }: JournalClaims, findings: Findings): void {
  const stored = proofs.accounts();
  for (const account of stored)
    if (!isAsTold(account, accounts.get(account.id)))
      findings.add('account/not-journalled', `account ${account.id}`);
  const known = new Set(stored.map(({ id }) => id));
  for (const id of accounts.keys())
    if (!known.has(id)) findings.add('account/not-journalled', `account ${id}`);
}

/** Entries of before contents were journalled tell none. */
function auditImports(
  proofs: ProofStore,
  { imports, surveysRemoved }: JournalClaims,
  findings: Findings,
): void {
  const stored = new Map(proofs.imports().map(({ id, digest }) => [id, digest]));
  for (const [id, told] of imports) {
    if (told === undefined || surveysRemoved.has(id)) continue;
    if (stored.get(id) !== told) findings.add('import/differs', `import ${id}`);
  }
}

/** By the last deed that decided it. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  'account/applied': ['pending'],
  'account/declined': ['declined'],
  'account/disabled': ['disabled', 'declined'],
};
const OPEN = ['approved', 'active'];

function isAsTold(account: ProvenAccount, told: AccountClaim | undefined): boolean {
  if (told === undefined) return false;
  const scope = scopeText(account);
  const isScope = told.scope === scope || (told.scope === FIRST_ACCOUNT && scope === FIRST_SCOPE);
  return isScope && (STATES[told.state] ?? OPEN).includes(account.state);
}

/** What the journal says of the account that `rating-hub init` made, and what that one may. */
const FIRST_ACCOUNT = 'first account';
const FIRST_SCOPE = scopeText({ roles: ['supervisor', 'machine-room'], offices: null });

function auditTokens(proofs: ProofStore, { tokens }: JournalClaims, findings: Findings): void {
  for (const token of proofs.tokens()) {
    const told = tokens.get(token.id);
    if (told?.revoked !== token.revoked || told.detail?.startsWith(tokenText(token)) !== true)
      findings.add('token/not-journalled', `token ${token.id}`);
  }
}

const tokenText = ({ office, purpose, madeMs, endsMs }: ProvenToken): string =>
  `${office}: ${purpose} for ${(endsMs - madeMs) / DAY_MS} days: `;

/** A void flags a rating, and one taken back in silence would clear it. Others come back with a restore, unjournalled. */
function auditVoids(proofs: ProofStore, { voids, firstVoidMs }: JournalClaims, findings: Findings): void {
  const stored = new Map(proofs.voids().map(({ id, ...rest }) => [id, rest]));
  for (const [id, { atMs, rated }] of stored)
    if (rated && atMs >= firstVoidMs && voids.get(id) !== atMs)
      findings.add('document/void-differs', `document ${id}`);
  for (const id of voids.keys()) if (!stored.has(id)) findings.add('document/void-differs', `document ${id}`);
}
