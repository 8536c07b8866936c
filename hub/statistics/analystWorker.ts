import { parentPort, workerData } from 'node:worker_threads';
import { openToRead } from '#platform/sqlite.js';
import { openDesk } from '../store/openDesk.js';
import { AnalystThread, type Order, type ThreadData } from './analystThread.js';

/** The program of the thread that `WorkerAnalyst` starts. It has a connection of its own, which can only read. */
const port = parentPort;
if (port === null) throw new Error('analystWorker runs only as a thread');
const { database } = workerData as ThreadData;
let nowMs = 0;
const thread = new AnalystThread(openDesk(openToRead(database), { wall: () => nowMs }));
port.on('message', (order: Order) => {
  nowMs = order.nowMs;
  port.postMessage(thread.reply(order));
});
