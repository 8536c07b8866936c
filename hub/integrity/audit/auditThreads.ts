import { Worker } from 'node:worker_threads';
import type { Segment, SegmentReport } from './chainAudit.js';

/** What a thread is told when it is made. */
export interface AuditThreadData {
  /** File of the database. */
  readonly database: string;
}

/** Verifies segments on as many threads as given; each takes the next one as soon as it is done. */
export async function auditOnThreads(
  program: URL,
  threads: number,
  database: string,
  segments: readonly Segment[],
): Promise<SegmentReport[]> {
  const reports: SegmentReport[] = new Array(segments.length);
  let next = 0;
  const work = async (): Promise<void> => {
    const workerData: AuditThreadData = { database };
    const worker = new Worker(program, { workerData });
    try {
      for (let index = next++; index < segments.length; index = next++) {
        worker.postMessage(segments[index]);
        reports[index] = await answerOf(worker);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, segments.length) }, work));
  return reports;
}

function answerOf(worker: Worker): Promise<SegmentReport> {
  return new Promise((resolve, reject) => {
    const done = (): void => void worker.off('message', answered).off('error', failed).off('exit', left);
    const answered = (report: SegmentReport): void => {
      done();
      resolve(report);
    };
    const failed = (error: unknown): void => {
      done();
      reject(error);
    };
    const left = (): void => failed(new Error('a verifying thread ended unexpectedly'));
    worker.on('message', answered).on('error', failed).on('exit', left);
  });
}
