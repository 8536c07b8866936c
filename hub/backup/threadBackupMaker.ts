import { Worker } from 'node:worker_threads';
import type { Clock } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import { tidy } from './backupFolders.js';
import type { BackupMade, BackupMaker, BackupOrder } from './backupMaker.js';
import type { BackupTask, BackupVerdict } from './backupTask.js';

export interface ThreadBackupMakerParts {
  /** The compiled `backupWorker`. */
  readonly program: URL;
  readonly clock: Clock;
}

/** Longer than a nation's database takes to a slow share. */
const LONGEST_MS = 6 * 3_600_000;
const MEMORY_MB = 256;

/** Makes each backup in a thread of its own, which no window waits for. */
export class ThreadBackupMaker implements BackupMaker {
  private running: { readonly order: BackupOrder; readonly worker: Worker; readonly end: End } | undefined;
  private stopped = false;

  constructor(private readonly parts: ThreadBackupMakerParts) {}

  make(order: BackupOrder): Promise<BackupMade> {
    if (this.stopped) return Promise.reject(stopped());
    const { program, clock } = this.parts;
    const task: BackupTask = order;
    const worker = new Worker(program, {
      workerData: task,
      name: 'backup',
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    return new Promise((resolve, reject) => {
      const end: End = (verdict) => {
        limit.cancel();
        this.running = undefined;
        if (verdict instanceof CodedError) reject(verdict);
        else if ('made' in verdict) resolve(verdict.made);
        else reject(new CodedError(verdict.code, verdict.message));
      };
      const limit = clock.after(LONGEST_MS, () => {
        end(new CodedError('backup/too-long', `the backup took longer than ${LONGEST_MS / 3_600_000} h`));
        void this.abandon(worker, order);
      });
      this.running = { order, worker, end };
      worker.once('message', (verdict: BackupVerdict) => end(verdict));
      worker.once('error', (error) => end(died(messageOf(error))));
      worker.once('exit', (code) => end(died(`it ended with code ${code}`)));
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const { running } = this;
    if (running === undefined) return;
    running.end(stopped());
    await this.abandon(running.worker, running.order);
  }

  /** Ends a thread in the middle of its work and removes what it left. */
  private async abandon(worker: Worker, { folder }: BackupOrder): Promise<void> {
    await worker.terminate();
    tidy(folder);
  }
}

type End = (verdict: BackupVerdict | CodedError) => void;

const stopped = (): CodedError =>
  new CodedError(
    'backup/stopped',
    'the hub was stopped while the backup was made; the next one is made again',
  );

const died = (how: string): CodedError =>
  new CodedError('backup/thread-died', `the thread that made the backup ended early: ${how}`);
