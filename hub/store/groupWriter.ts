import type { Clock } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Sqlite } from '#platform/sqlite.js';

/** What one writer wants done inside the shared transaction. */
export interface WriteJob {
  /**
   * Reads and writes the database. Must have no other effect, because after a failure of a neighbour it runs
   * again. Throwing refuses this job alone.
   */
  run(): void;
  /** Called once, after the commit that made `run` durable. What it throws undoes nothing and is `faulted`. */
  committed(): void;
  /** Called once when nothing of the job was stored. */
  failed(error: unknown): void;
}

export interface GroupWriterOptions {
  readonly db: Sqlite;
  readonly clock: Clock;
  /** Most jobs in one transaction. */
  readonly maxBatch?: number;
  /**
   * How often something happened that the event loop does once a turn, such as taking a connection. While the
   * number grows, writing waits, at most `MAX_HOLD_MS`, because every transaction makes the turn long.
   */
  readonly arrivals?: () => number;
  /** Told what `committed`, `failed` or `afterCommit` threw; the others go on. Without it, that is thrown on. */
  readonly faulted?: (error: unknown) => void;
}

/** About as long as a full transaction takes, so that neither connections nor writes wait for the other for long. */
const MAX_HOLD_MS = 20;

/** What shares the fate of each transaction; part of it, undone with it, or told of it. */
export interface TransactionHooks {
  /** Last writes of the transaction. */
  beforeCommit(): void;
  /** The transaction is durable and each of its jobs was told. `ms` is how long it took. */
  afterCommit(ms: number): void;
  /** Nothing was stored: whatever was cached from it is void. */
  onRollback(): void;
}

/**
 * Group commit: all jobs that arrive during one turn of the event loop share one transaction, so that
 * `synchronous=FULL` costs one flush for many writers and no timer delays a single one.
 */
export class GroupWriter {
  private queue: WriteJob[] = [];
  private scheduled = false;
  private arrived = 0;
  private heldSince: number | undefined;
  private readonly maxBatch: number;
  private readonly hooks: TransactionHooks[] = [];

  constructor(private readonly options: GroupWriterOptions) {
    this.maxBatch = options.maxBatch ?? 500;
  }

  /** Jobs waiting for their transaction. */
  get depth(): number {
    return this.queue.length;
  }

  hook(hooks: TransactionHooks): void {
    this.hooks.push(hooks);
  }

  add(job: WriteJob): void {
    this.queue.push(job);
    if (!this.scheduled) this.schedule();
  }

  /** Resolves with the job's result after its commit; rejects with what it threw, or `store/commit-failed`. */
  write<T>(task: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let result: T;
      this.add({
        run: () => {
          result = task();
        },
        committed: () => resolve(result),
        failed: reject,
      });
    });
  }

  /** Commits everything waiting, now. */
  flush(): void {
    while (this.queue.length > 0) this.commitBatch();
  }

  private schedule(): void {
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (this.queue.length > 0 && !this.holds()) this.commitBatch();
      if (this.queue.length > 0) this.schedule();
    });
  }

  private holds(): boolean {
    const { clock, arrivals } = this.options;
    const arrived = arrivals?.() ?? 0;
    const more = arrived !== this.arrived;
    this.arrived = arrived;
    const now = clock.monotonic();
    this.heldSince ??= now;
    if (more && now - this.heldSince < MAX_HOLD_MS) return true;
    this.heldSince = undefined;
    return false;
  }

  private commitBatch(): void {
    const batch = this.queue.length <= this.maxBatch ? this.queue : this.queue.slice(0, this.maxBatch);
    this.queue = batch === this.queue ? [] : this.queue.slice(this.maxBatch);
    if (this.transact(batch) === undefined) return;
    for (const job of batch) {
      const failure = this.transact([job]);
      if (failure !== undefined) this.tell(() => job.failed(failure.error));
    }
  }

  private transact(jobs: readonly WriteJob[]): { error: unknown } | undefined {
    const { clock } = this.options;
    const begun = clock.monotonic();
    const failure = this.attempt(jobs);
    if (failure !== undefined) return failure;
    const ms = clock.monotonic() - begun;
    for (const job of jobs) this.tell(() => job.committed());
    for (const hook of this.hooks) this.tell(() => hook.afterCommit(ms));
    return undefined;
  }

  /** What is durable stays durable: a listener that throws harms neither the other writers nor the process. */
  private tell(news: () => void): void {
    try {
      news();
    } catch (error) {
      const { faulted } = this.options;
      if (faulted === undefined) throw error;
      faulted(error);
    }
  }

  private attempt(jobs: readonly WriteJob[]): { error: unknown } | undefined {
    const { db } = this.options;
    try {
      db.exec('BEGIN IMMEDIATE');
      for (const job of jobs) job.run();
      for (const hook of this.hooks) hook.beforeCommit();
      db.exec('COMMIT');
      return undefined;
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      for (const hook of this.hooks) hook.onRollback();
      return { error: refusal(error) };
    }
  }
}

/** A job's own refusal passes unchanged; what SQLite says about the disk becomes one stable code. */
function refusal(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || !code.startsWith('SQLITE')) return error;
  return new CodedError('store/commit-failed', `the database refused to store: ${messageOf(error)}`, {
    cause: error,
  });
}
