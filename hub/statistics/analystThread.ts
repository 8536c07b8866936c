import type { QueryOf } from '#contract/api.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { QuestionId, WindowRow } from './analyst.js';
import { askDesk } from './askDesk.js';
import type { StatisticsDesk } from './statisticsDesk.js';

/** What the thread is told when it is made. */
export interface ThreadData {
  /** File of the hub's database. */
  readonly database: string;
}

type Task =
  /** `question` is what the question of that name takes; a message between threads carries no more than its shape. */
  | { readonly kind: 'ask'; readonly id: QuestionId; readonly question: unknown }
  /** Begins to read rows under a number of the asker's; answered with the first page. */
  | { readonly kind: 'open'; readonly reader: number; readonly question: QueryOf<'exportWindows'> }
  | { readonly kind: 'next' | 'close'; readonly reader: number };

/** One thing to do; the thread does one after the other and answers each. `nowMs` is the time of asking. */
export type Order = Task & { readonly nowMs: number };

export type Reply =
  /** Of a reader: a page, or undefined after the last one. */
  | { readonly kind: 'answer'; readonly result: unknown }
  /** A `CodedError` of the question. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

/** What happens in the thread: orders in, replies out. */
export class AnalystThread {
  private readonly readers = new Map<number, Iterator<readonly WindowRow[]>>();

  constructor(private readonly desk: StatisticsDesk) {}

  /** Never throws. */
  reply(order: Order): Reply {
    try {
      return { kind: 'answer', result: this.answer(order) };
    } catch (error) {
      if (error instanceof CodedError) return { kind: 'refused', code: error.code, message: error.message };
      return {
        kind: 'failed',
        message: error instanceof Error ? (error.stack ?? error.message) : messageOf(error),
      };
    }
  }

  private answer(order: Order): unknown {
    switch (order.kind) {
      case 'ask':
        return askDesk(this.desk, order.id, order.question as never);
      case 'open':
        this.readers.set(order.reader, this.desk.rows(order.question));
        return this.next(order.reader);
      case 'next':
        return this.next(order.reader);
      case 'close':
        return void this.readers.delete(order.reader);
    }
  }

  private next(reader: number): readonly WindowRow[] | undefined {
    const pages = this.readers.get(reader);
    if (pages === undefined)
      throw new CodedError('statistics/crashed', 'what was being read is gone; ask for it again');
    const page = pages.next();
    return page.done === true ? undefined : page.value;
  }
}
