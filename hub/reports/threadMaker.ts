import { Worker } from 'node:worker_threads';
import type { Clock } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { ReportOrder } from './reportData.js';
import { tidyFolder } from './reportFolder.js';
import { type ReportMaker, stoppedMaking } from './reportMaker.js';
import type { ReportTask, ReportVerdict } from './reportTask.js';

export interface ThreadMakerParts {
  /** The compiled `reportWorker`. */
  readonly program: URL;
  readonly database: string;
  /** Where reports are kept. */
  readonly folder: string;
  readonly clock: Clock;
}

/** Longer than the largest report takes by far. */
const LONGEST_MS = 600_000;
/** So that a report too large to be made fails alone. */
const MEMORY_MB = 1_024;

/** Makes each report in a thread of its own, which no window waits for and whose memory is given back. */
export class ThreadMaker implements ReportMaker {
  private running: { readonly worker: Worker; readonly end: (error?: Error) => void } | undefined;
  private stopped = false;

  constructor(private readonly parts: ThreadMakerParts) {}

  make(order: ReportOrder): Promise<void> {
    if (this.stopped) return Promise.reject(stoppedMaking());
    const { program, database, folder, clock } = this.parts;
    const task: ReportTask = { database, folder, order };
    const worker = new Worker(program, {
      workerData: task,
      name: 'report',
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    return new Promise((resolve, reject) => {
      const end = (error?: Error): void => {
        limit.cancel();
        this.running = undefined;
        if (error === undefined) resolve();
        else reject(error);
      };
      const limit = clock.after(LONGEST_MS, () => {
        end(new CodedError('report/too-long', `the report took longer than ${LONGEST_MS / 1000} s`));
        void this.abandon(worker);
      });
      this.running = { worker, end };
      worker.once('message', (verdict: ReportVerdict) => end(errorOf(verdict)));
      worker.once('error', (error) => end(died(messageOf(error))));
      worker.once('exit', (code) => end(died(`it ended with code ${code}`)));
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const { running } = this;
    if (running === undefined) return;
    running.end(stoppedMaking());
    await this.abandon(running.worker);
  }

  /** Ends a thread in the middle of its work and removes what it left. */
  private async abandon(worker: Worker): Promise<void> {
    await worker.terminate();
    tidyFolder(this.parts.folder);
  }
}

const errorOf = (verdict: ReportVerdict): CodedError | undefined =>
  verdict.made ? undefined : new CodedError(verdict.code, verdict.message);

const died = (how: string): CodedError =>
  new CodedError('report/thread-died', `the thread that made the report ended early: ${how}`);
