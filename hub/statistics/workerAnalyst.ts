import { Worker } from 'node:worker_threads';
import type { QueryOf, ResultOf } from '#contract/api.js';
import type { Clock } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Analyst, QuestionId, QuestionOf, WindowRow } from './analyst.js';
import type { Order, Reply, ThreadData } from './analystThread.js';
import { stopped } from './inlineAnalyst.js';

export interface WorkerAnalystOptions {
  /** The thread's program as JavaScript: `analystWorker`. */
  readonly program: URL;
  /** File of the hub's database, which exists. */
  readonly database: string;
  readonly clock: Pick<Clock, 'wall'>;
  readonly logger: Logger;
  /** Most questions that wait; further ones are refused. */
  readonly maxWaiting?: number;
}

interface Waiting {
  readonly order: Order;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_WAITING = 100;
/** Exports under way at the same time. */
const MAX_READERS = 8;
/** A question that would need more ends its thread and nothing else. */
const MEMORY = { maxOldGenerationSizeMb: 512 } as const;

/**
 * Answers in a thread of its own, one question after the other, so that no question delays a window. The thread is made at
 * the first question, and anew at the next one after it ended unexpectedly; what it was answering then is rejected with
 * `statistics/crashed`, what waited is answered all the same.
 */
export class WorkerAnalyst implements Analyst {
  private worker: Worker | undefined;
  private waiting: Waiting[] = [];
  private current: Waiting | undefined;
  private readonly reading = new Set<number>();
  private readers = 0;
  private stopping = false;

  constructor(private readonly options: WorkerAnalystOptions) {}

  async ask<I extends QuestionId>(id: I, question: QuestionOf<I>): Promise<ResultOf<I>> {
    this.refuseIfBusy(this.waiting.length, this.options.maxWaiting ?? MAX_WAITING);
    return (await this.send({ kind: 'ask', id, question, nowMs: this.options.clock.wall() })) as ResultOf<I>;
  }

  async *rows(question: QueryOf<'exportWindows'>): AsyncGenerator<readonly WindowRow[]> {
    this.refuseIfBusy(this.reading.size, MAX_READERS);
    const reader = ++this.readers;
    const nowMs = this.options.clock.wall();
    this.reading.add(reader);
    try {
      let page = await this.send({ kind: 'open', reader, question, nowMs });
      while (page !== undefined) {
        yield page as readonly WindowRow[];
        page = await this.send({ kind: 'next', reader, nowMs });
      }
    } finally {
      this.reading.delete(reader);
      // Nobody waits for it; a thread that is gone has forgotten the reader by itself.
      this.send({ kind: 'close', reader, nowMs }).catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const left = [...(this.current === undefined ? [] : [this.current]), ...this.waiting];
    this.waiting = [];
    this.current = undefined;
    for (const { reject } of left) reject(stopped());
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private refuseIfBusy(count: number, most: number): void {
    if (count < most) return;
    throw new CodedError(
      'statistics/busy',
      `${count} others are being answered; wait a moment and ask again`,
    );
  }

  private send(order: Order): Promise<unknown> {
    if (this.stopping) return Promise.reject(stopped());
    return new Promise((resolve, reject) => {
      this.waiting.push({ order, resolve, reject });
      this.advance();
    });
  }

  private advance(): void {
    if (this.current !== undefined) return;
    this.current = this.waiting.shift();
    if (this.current === undefined) return;
    this.worker ??= this.makeWorker();
    this.worker.postMessage(this.current.order);
  }

  private makeWorker(): Worker {
    const workerData: ThreadData = { database: this.options.database };
    const worker = new Worker(this.options.program, { workerData, resourceLimits: MEMORY });
    let failure: unknown;
    worker.on('message', (reply: Reply) => this.settle(worker, reply));
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', (code) => this.crashed(worker, failure ?? new Error(`it ended with ${code}`)));
    return worker;
  }

  private settle(worker: Worker, reply: Reply): void {
    const { current } = this;
    if (worker !== this.worker || current === undefined) return;
    this.current = undefined;
    if (reply.kind === 'answer') current.resolve(reply.result);
    else if (reply.kind === 'refused') current.reject(new CodedError(reply.code, reply.message));
    else current.reject(new Error(reply.message));
    this.advance();
  }

  private crashed(worker: Worker, cause: unknown): void {
    if (worker !== this.worker) return;
    this.options.logger.error({ error: messageOf(cause) }, 'the thread that answers questions ended');
    const { current } = this;
    this.worker = undefined;
    this.current = undefined;
    current?.reject(
      new CodedError('statistics/crashed', 'the question could not be answered; ask for less at once', {
        cause,
      }),
    );
    this.advance();
  }
}
