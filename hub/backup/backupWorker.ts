import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '#platform/clock.js';
import { roomIn } from './backupFolders.js';
import { backupFault } from './backupMaker.js';
import type { BackupTask, BackupVerdict } from './backupTask.js';
import { makeBackup } from './makeBackup.js';

/** The thread that makes one backup and ends. It reads the database by a connection of its own, and rests as long as it works. */
const nobody = new Int32Array(new SharedArrayBuffer(4));
const rest = (ms: number): void => void Atomics.wait(nobody, 0, 0, ms);

yieldToOthers();
parentPort?.postMessage(await carryOut(workerData as BackupTask));

async function carryOut(task: BackupTask): Promise<BackupVerdict> {
  try {
    return { made: await makeBackup(task, { clock: systemClock, roomIn, rest }) };
  } catch (error) {
    const { code, message } = backupFault(error);
    return { code, message };
  }
}

/** On Linux a thread has a priority of its own, under its number; elsewhere resting has to do. */
function yieldToOthers(): void {
  try {
    setPriority(
      Number(basename(readlinkSync('/proc/thread-self'))),
      constants.priority.PRIORITY_BELOW_NORMAL,
    );
  } catch {
    // Nothing depends on it.
  }
}
