import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { QueryOf, ResultOf } from '#contract/api.js';
import type { BackupView } from '#contract/care.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { BackupRecord, BackupStore } from '../store/backupStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import { tidy } from './backupFolders.js';
import { type BackupMaker, backupFault } from './backupMaker.js';
import { type BackupStanding, isDue } from './backupRules.js';
import { backupView } from './backupViews.js';

export interface BackupDeskOptions {
  readonly store: BackupStore;
  readonly journal: Pick<JournalStore, 'append'>;
  readonly writer: GroupWriter;
  readonly maker: BackupMaker;
  /** Minutes of the Taipei day at which a backup is made by itself; none if there are none. */
  readonly times: readonly number[];
  readonly data: string;
  readonly folder: string;
  /** The second place, if there is one. */
  readonly copyFolder: string | undefined;
  readonly software: string;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
}

const LOOK_MS = 30_000;
const LONGEST_PROBLEM = 200;

/**
 * Has backups made at their times and when somebody asks, one at a time, and remembers how each went (R25). A backup counts
 * only after it was opened and checked. What a run of the hub left unfinished is told as failed by the next.
 */
export class BackupDesk implements Service {
  readonly name = 'backups';
  private ticker: Timer | undefined;
  private making: Promise<void> | undefined;

  constructor(private readonly options: BackupDeskOptions) {}

  async start(): Promise<void> {
    const { clock, logger } = this.options;
    try {
      tidy(this.options.folder);
    } catch (error) {
      logger.error({ error: messageOf(error) }, 'the folder of the backups cannot be used');
    }
    await this.takeOver();
    this.ticker = every(clock, LOOK_MS, () => this.look());
  }

  async stop(): Promise<void> {
    this.ticker?.cancel();
    await this.options.maker.stop();
    await this.making;
  }

  list(query: QueryOf<'backups'>): ResultOf<'backups'> {
    const { items, next } = this.options.store.page(query);
    return { items: items.map(backupView), ...(next === undefined ? {} : { next }) };
  }

  /** Begins one now. Rejects with `CodedError` `backup/running` or `store/commit-failed`. */
  async begin(by: string | null): Promise<BackupView> {
    if (this.making !== undefined)
      throw new CodedError('backup/running', 'a backup is being made; expected to be asked after its end');
    const begun = this.record(by);
    this.making = begun.then(
      (record) => this.make(record),
      () => undefined,
    );
    void this.making.finally(() => {
      this.making = undefined;
    });
    return backupView(await begun);
  }

  /** Resolves when nothing is being made. */
  async settled(): Promise<void> {
    await this.making;
  }

  /** Undefined where no backups are made by themselves and none ever was. */
  standing(): BackupStanding | undefined {
    const { newest, ended, newestGood, sinceMs } = this.options.store.history();
    if (this.options.times.length === 0 && newest === undefined) return undefined;
    const copyFailed = newestGood?.copy === 'failed';
    return {
      goodMs: newestGood?.finishedMs ?? undefined,
      sinceMs,
      failed: ended?.state === 'failed',
      problem: ended?.problem ?? undefined,
      copyFailed,
      copyProblem: copyFailed ? (newestGood.copyProblem ?? undefined) : undefined,
    };
  }

  private look(): void {
    const { store, times, clock, logger } = this.options;
    if (this.making !== undefined || !isDue(times, store.history(), clock.wall())) return;
    this.begin(null).catch((error: unknown) =>
      logger.error({ error: messageOf(error) }, 'a backup could not be begun'),
    );
  }

  /** What the run before began was not finished, and folders may be gone, e.g. after a restore. */
  private takeOver(): Promise<void> {
    const { store, writer, clock, folder } = this.options;
    return writer.write(() => {
      const now = clock.wall();
      store.begin(now);
      for (const { id } of store.running())
        store.update(id, { state: 'failed', finishedMs: now, problem: 'backup/interrupted: the hub ended' });
      for (const { folder: name } of store.kept())
        if (name !== null && !existsSync(join(folder, name))) store.forgetFolder(name);
    });
  }

  private record(by: string | null): Promise<BackupRecord> {
    const { store, journal, writer, clock, ids } = this.options;
    return writer.write(() => {
      const now = clock.wall();
      const record: BackupRecord = {
        id: ids.uuid(),
        startedMs: now,
        finishedMs: null,
        by,
        state: 'running',
        bytes: null,
        windows: null,
        events: null,
        folder: null,
        copy: 'off',
        problem: null,
        copyProblem: null,
      };
      store.insert(record);
      if (by !== null)
        journal.append({
          atMs: now,
          by,
          action: 'backup/asked',
          office: null,
          subject: record.id,
          detail: null,
        });
      return record;
    });
  }

  /** Never rejects: how it went is in the store, or in the log when not even that can be written. */
  private async make({ id, startedMs }: BackupRecord): Promise<void> {
    const { maker, data, folder, copyFolder, software, logger } = this.options;
    try {
      const made = await maker.make({ id, startedMs, data, folder, copyFolder, software });
      const { name, copyProblem, ...figures } = made;
      if (copyProblem !== undefined)
        logger.error({ backup: id, problem: copyProblem }, 'a backup was not copied');
      await this.note(id, { ...figures, state: 'good', folder: name, copyProblem: short(copyProblem) });
    } catch (error) {
      const { code, message } = backupFault(error);
      logger.error({ backup: id, code, error: message }, 'a backup failed');
      await this.note(id, { state: 'failed', problem: short(`${code}: ${message}`) });
    }
  }

  private async note(id: string, change: Partial<BackupRecord>): Promise<void> {
    const { store, writer, clock, folder, logger } = this.options;
    try {
      await writer.write(() => {
        store.update(id, { finishedMs: clock.wall(), ...change });
        for (const { folder: name } of store.kept())
          if (name !== null && !existsSync(join(folder, name))) store.forgetFolder(name);
      });
    } catch (error) {
      logger.error({ backup: id, error: messageOf(error) }, 'how a backup went could not be stored');
    }
  }
}

const short = (text: string | undefined): string | null => text?.slice(0, LONGEST_PROBLEM) ?? null;
