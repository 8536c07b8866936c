import { effect, untracked } from '@preact/signals';
import type { QueryOf, ResultOf } from '#contract/api.js';
import type { FrameModel } from '../figures/frameModel.js';
import { Question } from '../figures/question.js';
import { type Paged, Pages } from '../records/pages.js';

/** The lists of the page, in their order: what is late comes first. */
export const CASE_LISTS = ['overdue', 'open', 'released'] as const;
export type CaseListName = (typeof CASE_LISTS)[number];

const ASKED = {
  overdue: { state: 'open', overdue: true },
  open: { state: 'open', overdue: false },
  released: { state: 'released' },
} as const satisfies Record<CaseListName, QueryOf<'cases'>>;
const PAGE_SIZE = 12;

/** One of the lists, of the office that the frame looks at, page by page. */
export class CaseList {
  readonly pages = new Pages();
  readonly answer: Question<Paged<ResultOf<'cases'>>>;

  constructor(
    private readonly frame: FrameModel,
    private readonly name: CaseListName,
  ) {
    this.answer = new Question(() => this.read());
  }

  start(): void {
    effect(() => {
      this.frame.office.value;
      untracked(() => this.pages.first());
    });
    this.answer.start();
  }

  older(): void {
    const { value, busy } = this.answer.answer.value;
    if (value?.next !== undefined && !busy) this.pages.onward(value.next);
  }

  newer(): void {
    if (!this.answer.answer.value.busy) this.pages.back();
  }

  private async read(): Promise<Paged<ResultOf<'cases'>>> {
    const office = this.frame.office.value;
    const after = this.pages.cursor.value;
    const page = this.pages.number.value;
    const query = {
      ...ASKED[this.name],
      ...(office !== '' && { office }),
      ...(after !== undefined && { after }),
      limit: PAGE_SIZE,
    };
    return { ...(await this.frame.hub.ask('cases', { query })).body, page };
  }
}

/** What the page shows when no single case is asked for. */
export class CasesModel {
  readonly lists: Readonly<Record<CaseListName, CaseList>>;

  constructor(readonly frame: FrameModel) {
    this.lists = {
      overdue: new CaseList(frame, 'overdue'),
      open: new CaseList(frame, 'open'),
      released: new CaseList(frame, 'released'),
    };
  }

  start(): void {
    for (const name of CASE_LISTS) this.lists[name].start();
  }
}
