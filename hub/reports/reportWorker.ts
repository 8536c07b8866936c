import { parentPort, workerData } from 'node:worker_threads';
import { openToRead } from '#platform/sqlite.js';
import { makeReport } from './makeReport.js';
import { readingMeans } from './readingMeans.js';
import { storeFiles } from './reportFolder.js';
import { codedFailure } from './reportMaker.js';
import type { ReportTask, ReportVerdict } from './reportTask.js';

/** The thread that makes one report and ends: reads the database by a connection of its own and never writes to it. */
const task = workerData as ReportTask;
parentPort?.postMessage(await carryOut(task));

async function carryOut({ database, folder, order }: ReportTask): Promise<ReportVerdict> {
  try {
    const db = openToRead(database);
    try {
      const files = await makeReport(order, readingMeans(db, order.madeMs));
      await storeFiles(folder, order.id, files);
    } finally {
      db.close();
    }
    return { made: true };
  } catch (error) {
    const { code, message } = codedFailure(error);
    return { made: false, code, message };
  }
}
