import type { AuditedEntry } from '../../store/auditStore.js';
import { BEGAN_TO_SEAL, BOX_ENROLLED, KEY_PINNED } from '../keyDesk.js';

/** What the journal calls a key that was there before keys were journalled. */
export const KEY_KNOWN = 'box/key-known';

/** That a key came in, and when. */
export interface KeyClaim {
  readonly box: string;
  readonly publicKey: string;
  readonly atMs: number;
  /** Whether its box sealed with it from the beginning. */
  readonly seals: boolean;
}

export interface DeedClaim {
  readonly by: string;
  readonly atMs: number;
  readonly detail: string | null;
}

/** How an account stands by the last word about it; each part undefined until something is said of it. */
export interface AccountClaim {
  readonly state: string;
  /** `roles at offices`, as `scopeText` puts it. */
  readonly scope: string | undefined;
}

const TAIL = /, unsealed through (\d+) of (\S+)$/;
/** Entries of the machine itself, which say nothing of roles and offices. */
const AT_THE_MACHINE = 'at the machine of the hub';

/** What the journal says of rows that are stored elsewhere, so that neither can be changed without the other (D5, P3). */
export class JournalClaims {
  readonly keys: KeyClaim[] = [];
  /** `box epoch through`. */
  readonly tails = new Set<string>();
  /** By `alarm action`. */
  readonly alarms = new Map<string, DeedClaim>();
  /** Before this nobody's dealing with alarms was journalled. */
  firstAlarmDeedMs = Number.POSITIVE_INFINITY;
  readonly accounts = new Map<string, AccountClaim>();
  /** By id; what the token is for, or undefined once it was revoked. */
  readonly tokens = new Map<string, { readonly detail: string | null; readonly revoked: boolean }>();
  /** By the id of the document. */
  readonly voids = new Map<string, number>();
  firstVoidMs = Number.POSITIVE_INFINITY;
  /** Names that clerks were given when they were forgotten. */
  readonly forgotten = new Set<string>();
  /** By import: the digest of what it stored, where the entry tells. */
  readonly imports = new Map<string, string | undefined>();
  readonly surveysRemoved = new Set<string>();

  take(entry: AuditedEntry): void {
    const { action, subject } = entry;
    if (action.startsWith('box/')) this.takeKey(entry);
    else if (action.startsWith('account/') || action === 'password/reset') this.takeAccount(entry);
    else if (action.startsWith('token/')) this.takeToken(entry);
    else if (action === 'alarm/acknowledged' || action === 'alarm/closed') this.takeAlarm(entry);
    else if (action === 'clerk/forgotten') this.forgotten.add(subject);
    else if (action === 'survey/removed') this.surveysRemoved.add(subject);
    else if (action.startsWith('import/')) this.imports.set(subject, STORED.exec(entry.detail ?? '')?.[1]);
    else if (action === 'issuance/voided') {
      this.voids.set(subject, entry.atMs);
      this.firstVoidMs = Math.min(this.firstVoidMs, entry.atMs);
    }
  }

  private takeKey({ action, subject: box, detail, atMs }: AuditedEntry): void {
    const tail = TAIL.exec(detail ?? '');
    if (tail !== null) this.tails.add(`${box} ${tail[2]} ${tail[1]}`);
    const [publicKey = '', seals] = (detail ?? '').split(/, /);
    if (action === BOX_ENROLLED || action === KEY_PINNED || action === KEY_KNOWN)
      this.keys.push({ box, publicKey, atMs, seals: action !== KEY_KNOWN || seals === 'seals' });
    else if (action === BEGAN_TO_SEAL) this.keys.push({ box, publicKey, atMs, seals: true });
  }

  private takeAccount({ action, subject, detail }: AuditedEntry): void {
    const before = this.accounts.get(subject);
    const says = detail !== null && detail !== AT_THE_MACHINE && action !== 'account/locked';
    const state = action === 'account/locked' || action === 'account/changed' ? before?.state : action;
    this.accounts.set(subject, { state: state ?? action, scope: says ? detail : before?.scope });
  }

  private takeToken({ action, subject, office, detail }: AuditedEntry): void {
    const before = this.tokens.get(subject);
    if (action === 'token/made') this.tokens.set(subject, { detail: `${office}: ${detail}`, revoked: false });
    else if (before !== undefined) this.tokens.set(subject, { ...before, revoked: true });
  }

  private takeAlarm({ action, subject, by, detail, atMs }: AuditedEntry): void {
    this.alarms.set(`${subject} ${action}`, { by, atMs, detail });
    this.firstAlarmDeedMs = Math.min(this.firstAlarmDeedMs, atMs);
  }
}

const STORED = /, stored ([0-9a-f]{64})$/;
