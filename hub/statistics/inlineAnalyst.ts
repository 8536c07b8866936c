import type { QueryOf, ResultOf } from '#contract/api.js';
import { CodedError } from '#platform/errors.js';
import type { Analyst, QuestionId, QuestionOf, WindowRow } from './analyst.js';
import { askDesk } from './askDesk.js';
import type { StatisticsDesk } from './statisticsDesk.js';

/** Answers in this thread, each question at once. For whoever has nothing else to do meanwhile. */
export class InlineAnalyst implements Analyst {
  private stopped = false;

  constructor(private readonly desk: StatisticsDesk) {}

  async ask<I extends QuestionId>(id: I, question: QuestionOf<I>): Promise<ResultOf<I>> {
    this.refuseIfStopped();
    return askDesk(this.desk, id, question);
  }

  async *rows(question: QueryOf<'exportWindows'>): AsyncGenerator<readonly WindowRow[]> {
    this.refuseIfStopped();
    for (const page of this.desk.rows(question)) {
      yield page;
      this.refuseIfStopped();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
  }

  private refuseIfStopped(): void {
    if (this.stopped) throw stopped();
  }
}

export const stopped = (): CodedError =>
  new CodedError('statistics/stopped', 'the hub is stopping and answers no more questions');
