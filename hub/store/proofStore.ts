import type { AccountState, Role } from '#contract/access.js';
import type { Sqlite } from '#platform/sqlite.js';
import { importContents } from './importContents.js';

export interface ProvenKey {
  readonly box: string;
  readonly publicKey: string;
  readonly fromMs: number;
  readonly seals: boolean;
}

export interface ProvenAccount {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly offices: readonly string[] | null;
  readonly state: AccountState;
}

export interface ProvenToken {
  readonly id: string;
  readonly purpose: string;
  readonly office: string;
  readonly madeMs: number;
  readonly endsMs: number;
  readonly revoked: boolean;
}

/** What people said of an alarm, as its row says. */
export interface ProvenAlarm {
  readonly id: string;
  readonly raisedMs: number;
  /** Held back under the alarm of a flood. */
  readonly isolated: boolean;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedMs: number | null;
  readonly closedBy: string | null;
  readonly closedMs: number | null;
  readonly outcome: string | null;
  readonly cause: string | null;
  readonly remark: string | null;
}

/** A document as it is stored, under the names a docket has for the same. */
export interface ProvenDocument {
  readonly office: string;
  readonly counter: string;
  readonly kind: string;
  readonly number: string;
  readonly clerk: string;
  readonly service: string | null;
  readonly visit: string | null;
  readonly issuedMs: number;
}

/** Reads what `verify` holds against the journal and against what boxes signed (D5); changes nothing. */
export class ProofStore {
  private readonly document;

  constructor(private readonly db: Sqlite) {
    this.document = db.prepare(
      'SELECT office, counter, kind, number, clerk, service, visit, issued_ms AS issuedMs FROM issuance WHERE id = ?',
    );
  }

  keys(): ProvenKey[] {
    const rows = this.all<Omit<ProvenKey, 'seals'> & { seals: number }>(
      'SELECT box, public_key AS publicKey, from_ms AS fromMs, seals FROM box_key ORDER BY box, from_ms',
    );
    return rows.map(({ seals, ...key }) => ({ ...key, seals: seals === 1 }));
  }

  /** What boxes were allowed to have recorded without a seal. */
  tails(): Array<{ box: string; epoch: string; through: number }> {
    return this.all('SELECT box, epoch, through FROM unsealed_tail WHERE through > 0 ORDER BY box');
  }

  /** Outboxes of which no day's head tells, with an event without a seal from before this moment. */
  unheaded(beforeMs: number): Array<{ box: string; epoch: string }> {
    return this.all(
      `SELECT DISTINCT box, epoch FROM event e WHERE received_ms < ? AND body NOT LIKE '%","sig":"%'
       AND NOT EXISTS (SELECT 1 FROM chain_head h WHERE h.box = e.box AND h.epoch = e.epoch) ORDER BY box, epoch`,
      beforeMs,
    );
  }

  accounts(): ProvenAccount[] {
    const rows = this.all<{ id: string; roles: string; offices: string | null; state: AccountState }>(
      'SELECT id, roles, offices, state FROM account ORDER BY id',
    );
    return rows.map(({ roles, offices, ...row }) => ({
      ...row,
      roles: JSON.parse(roles),
      offices: offices === null ? null : JSON.parse(offices),
    }));
  }

  tokens(): ProvenToken[] {
    const rows = this.all<Omit<ProvenToken, 'revoked'> & { revokedMs: number | null }>(
      `SELECT id, purpose, office, made_ms AS madeMs, ends_ms AS endsMs, revoked_ms AS revokedMs FROM api_token ORDER BY id`,
    );
    return rows.map(({ revokedMs, ...row }) => ({ ...row, revoked: revokedMs !== null }));
  }

  /** Of which a person said something. */
  answeredAlarms(): ProvenAlarm[] {
    const rows = this.all<Omit<ProvenAlarm, 'isolated'> & { isolated: number }>(
      `SELECT id, raised_ms AS raisedMs, isolated, acknowledged_by AS acknowledgedBy, acknowledged_ms AS acknowledgedMs,
         closed_by AS closedBy, closed_ms AS closedMs, outcome, cause, remark FROM alarm
       WHERE acknowledged_by IS NOT NULL OR closed_by IS NOT NULL ORDER BY id`,
    );
    return rows.map((row) => ({ ...row, isolated: row.isolated === 1 }));
  }

  documentById(id: string): ProvenDocument | undefined {
    return this.document.get(id) as ProvenDocument | undefined;
  }

  /** Every import, with the digest of what it stored as that is now; without one for a survey that is not there. */
  imports(): Array<{ id: string; digest: string | undefined }> {
    const rows = this.all<{ id: string; kind: 'ratings' | 'survey'; here: number }>(
      `SELECT id, kind, kind = 'ratings' OR EXISTS (SELECT 1 FROM survey s WHERE s.id = import.id) AS here
       FROM import ORDER BY id`,
    );
    return rows.map(({ id, kind, here }) => ({
      id,
      digest: here === 1 ? importContents(this.db, kind, id) : undefined,
    }));
  }

  /** Documents of this hub's own windows that are void, and since when. */
  voids(): Array<{ id: string; atMs: number; rated: boolean }> {
    const rows = this.all<{ id: string; atMs: number; rated: number }>(
      `SELECT i.id, i.voided_ms AS atMs, coalesce(w.outcome = 'rated', 0) AS rated FROM issuance i JOIN rating_window w ON w.id = i.window
       WHERE i.voided_ms IS NOT NULL AND w.source IS NULL ORDER BY i.id`,
    );
    return rows.map(({ rated, ...row }) => ({ ...row, rated: rated === 1 }));
  }

  private all<R>(sql: string, ...values: readonly unknown[]): R[] {
    return this.db.prepare(sql).all(...values) as R[];
  }
}
