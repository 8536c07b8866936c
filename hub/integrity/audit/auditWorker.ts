import { parentPort, workerData } from 'node:worker_threads';
import { openToRead } from '#platform/sqlite.js';
import { AuditStore } from '../../store/auditStore.js';
import type { AuditThreadData } from './auditThreads.js';
import { auditSegment, type Segment } from './chainAudit.js';

/** The program of a verifying thread. It has a connection of its own, which can only read. */
const { database } = workerData as AuditThreadData;
const store = new AuditStore(openToRead(database));
parentPort?.on('message', (segment: Segment) => {
  parentPort?.postMessage(store.atOnce(() => auditSegment(store, segment)));
});
