import { effect, signal, untracked } from '@preact/signals';
import type { ResultOf } from '#contract/api.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import type { FrameModel } from '../figures/frameModel.js';
import { Question } from '../figures/question.js';
import { type Paged, Pages } from '../records/pages.js';
import type { Person } from '../records/person.js';

const PAGE_SIZE = 20;

/** What offices did because of their figures, in the period shown, and a new one. */
export class Improvements {
  readonly pages = new Pages();
  readonly list: Question<Paged<ResultOf<'improvements'>>>;
  readonly noted = signal(false);
  readonly refused = signal<HubProblem | undefined>(undefined);
  readonly sending = signal(false);

  constructor(
    private readonly frame: FrameModel,
    private readonly person: Person,
  ) {
    this.list = new Question(() => this.read());
  }

  start(): void {
    effect(() => {
      this.frame.population.value;
      untracked(() => {
        this.pages.first();
        this.noted.value = false;
      });
    });
    this.list.start();
  }

  /** Resolves to whether it was noted. */
  async note(text: string, by: string): Promise<boolean> {
    const office = this.frame.office.value;
    if (this.sending.value || office === '') return false;
    this.sending.value = true;
    this.noted.value = false;
    this.refused.value = undefined;
    this.person.call(by);
    try {
      await this.frame.hub.ask('noteImprovement', { body: { office, by, text } });
      this.noted.value = true;
      this.pages.first();
      this.list.again();
    } catch (thrown) {
      this.refused.value = asProblem(thrown);
    } finally {
      this.sending.value = false;
    }
    return this.noted.value;
  }

  older(): void {
    const { value, busy } = this.list.answer.value;
    if (value?.next !== undefined && !busy) this.pages.onward(value.next);
  }

  private async read(): Promise<Paged<ResultOf<'improvements'>>> {
    const after = this.pages.cursor.value;
    const page = this.pages.number.value;
    const query = {
      ...this.frame.population.value,
      ...(after !== undefined && { after }),
      limit: PAGE_SIZE,
    };
    return { ...(await this.frame.hub.ask('improvements', { query })).body, page };
  }
}
