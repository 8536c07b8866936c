import type { Clock } from '#platform/clock.js';
import type { AccountRecord } from '../store/accountStore.js';
import type { JournalStore } from '../store/journalStore.js';

/** Who did what nobody known did. */
export const NOBODY_KNOWN = '—';
/** Refusals of names nobody has that are written down in an hour; an attack must not fill the journal. */
const MOST_UNKNOWN = 60;
const WITHIN_MS = 3_600_000;

/** What happened to accounts, sessions and tokens, without a secret. Written inside the transaction of the deed. */
export class AccessJournal {
  private unknown: number[] = [];

  constructor(
    private readonly journal: JournalStore,
    private readonly clock: Clock,
  ) {}

  /** `action` is stable, e.g. `account/approved`. */
  note(
    by: string,
    action: string,
    account: Pick<AccountRecord, 'id' | 'offices'>,
    detail: string | null,
  ): void {
    const [only, another] = account.offices ?? [];
    const office = another === undefined ? (only ?? null) : null;
    this.journal.append({ atMs: this.clock.wall(), by, action, office, subject: account.id, detail });
  }

  noteAt(office: string, by: string, action: string, subject: string, detail: string | null): void {
    this.journal.append({ atMs: this.clock.wall(), by, action, office, subject, detail });
  }

  /** What was typed as a name is not kept: it may have been a password. */
  unknownRefused(address: string): void {
    const now = this.clock.monotonic();
    this.unknown = this.unknown.filter((at) => now - at < WITHIN_MS);
    if (this.unknown.length >= MOST_UNKNOWN) return;
    this.unknown.push(now);
    const atMs = this.clock.wall();
    const detail = `unknown account, from ${address}`;
    this.journal.append({
      ...{ atMs, by: NOBODY_KNOWN, action: 'session/refused', office: null },
      ...{ subject: NOBODY_KNOWN, detail },
    });
  }
}
