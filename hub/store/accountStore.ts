import type { AccountState, Role } from '#contract/access.js';
import type { Sqlite } from '#platform/sqlite.js';
import { pageOf, type RecordPage } from './reportStore.js';
import { RowMap } from './rows.js';

export interface AccountRecord {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** `null` is every office. */
  readonly offices: readonly string[] | null;
  readonly state: AccountState;
  readonly reason: string;
  readonly appliedMs: number;
  readonly decidedMs: number | null;
  readonly decidedBy: string | null;
  /** Wrong passwords since the last right one or the last lock. */
  readonly failures: number;
  readonly lockedUntilMs: number | null;
  readonly signedInMs: number | null;
  readonly passwordHash: string | null;
  /** When its owner chose the password; null while it is a one-time one. */
  readonly passwordMs: number | null;
  /** Until when the one-time password lets in; 0 once it has. */
  readonly oneTimeMs: number | null;
}

type AccountRow = Omit<AccountRecord, 'roles' | 'offices'> & {
  readonly roles: string;
  readonly offices: string | null;
};

const row = new RowMap<AccountRow>([
  'id',
  'account',
  'name',
  'roles',
  'offices',
  'state',
  'reason',
  'appliedMs',
  'decidedMs',
  'decidedBy',
  'failures',
  'lockedUntilMs',
  'signedInMs',
  'passwordHash',
  'passwordMs',
  'oneTimeMs',
]);
const DEFAULT_LIMIT = 100;

export interface AccountFilter {
  readonly office?: string;
  readonly state?: AccountState;
  readonly after?: string;
  readonly limit?: number;
}

/** Accounts and the last passwords of each. Writing methods run inside a transaction. */
export class AccountStore {
  private readonly sql;
  private readonly write: (id: string, change: Partial<AccountRow>) => void;

  constructor(private readonly db: Sqlite) {
    const select = `SELECT ${row.columns} FROM account`;
    this.write = row.updater(db, 'account');
    this.sql = {
      insert: db.prepare(row.insertSql('account')),
      byId: row.query(db, `${select} WHERE id = ?`),
      byAccount: row.query(db, `${select} WHERE account = ? AND state != 'declined'`),
      taken: db
        .prepare(`SELECT 1 FROM account WHERE (account = ? OR name = ?) AND state != 'declined' LIMIT 1`)
        .pluck(),
      pending: db.prepare(`SELECT count(*) FROM account WHERE state = 'pending'`).pluck(),
      administrators: db
        .prepare(
          `SELECT count(*) FROM account WHERE state IN ('approved', 'active') AND offices IS NULL
           AND EXISTS (SELECT 1 FROM json_each(account.roles) WHERE value = 'supervisor')`,
        )
        .pluck(),
      remember: db.prepare('INSERT INTO account_password (account, hash) VALUES (?, ?)'),
      remembered: db
        .prepare('SELECT hash FROM account_password WHERE account = ? ORDER BY number DESC')
        .pluck(),
      forget: db.prepare(
        `DELETE FROM account_password WHERE account = ? AND number NOT IN
         (SELECT number FROM account_password WHERE account = ? ORDER BY number DESC LIMIT ?)`,
      ),
    };
  }

  insert({ roles, offices, ...rest }: AccountRecord): void {
    this.sql.insert.run(...row.values({ ...rest, ...lists({ roles, offices }) } as AccountRow));
  }

  change(id: string, { roles, offices, ...rest }: Partial<AccountRecord>): void {
    this.write(id, { ...rest, ...lists({ roles, offices }) });
  }

  byId(id: string): AccountRecord | undefined {
    return fromRow(row.first(this.sql.byId, id));
  }

  byAccount(account: string): AccountRecord | undefined {
    return fromRow(row.first(this.sql.byAccount, account));
  }

  /** Whether somebody has or has applied for this account name, or is called so in the journal. */
  isTaken(account: string, name: string): boolean {
    return this.sql.taken.get(account, name) !== undefined;
  }

  pending(): number {
    return this.sql.pending.get() as number;
  }

  /** City supervisors who can sign in. */
  administrators(): number {
    return this.sql.administrators.get() as number;
  }

  /** Keeps the hash among the last `most` ones of the account. */
  remember(id: string, hash: string, most: number): void {
    this.sql.remember.run(id, hash);
    this.sql.forget.run(id, id, most);
  }

  /** Hashes of the last passwords, newest first. */
  remembered(id: string): string[] {
    return this.sql.remembered.all(id) as string[];
  }

  /** Newest application first; those of an office are those that name it. */
  page({ office, state, after, limit = DEFAULT_LIMIT }: AccountFilter): RecordPage<AccountRecord> {
    const conditions = [
      ...(office === undefined ? [] : ['EXISTS (SELECT 1 FROM json_each(offices) WHERE value = @office)']),
      ...(state === undefined ? [] : ['state = @state']),
      ...(after === undefined ? [] : ['id < @after']),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const statement = row.query(
      this.db,
      `SELECT ${row.columns} FROM account ${where} ORDER BY id DESC LIMIT @most`,
    );
    const found = row.all(statement, { office, state, after, most: limit + 1 });
    return pageOf(
      found.flatMap((each) => fromRow(each) ?? []),
      limit,
    );
  }
}

function lists({
  roles,
  offices,
}: {
  readonly roles?: AccountRecord['roles'] | undefined;
  readonly offices?: AccountRecord['offices'] | undefined;
}): Partial<AccountRow> {
  return {
    ...(roles === undefined ? {} : { roles: JSON.stringify(roles) }),
    ...(offices === undefined ? {} : { offices: offices === null ? null : JSON.stringify(offices) }),
  };
}

const fromRow = (found: AccountRow | undefined): AccountRecord | undefined =>
  found === undefined
    ? undefined
    : {
        ...found,
        roles: JSON.parse(found.roles),
        offices: found.offices === null ? null : JSON.parse(found.offices),
      };
