import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { ResultOf } from '#contract/api.js';
import type { ExclusionRequest, RatingView } from '#contract/records.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import { DAY_MS, startOfDay, timestamp } from '../figures/calendar.js';
import type { FrameModel } from '../figures/frameModel.js';
import { Question } from '../figures/question.js';
import { type Paged, Pages } from '../records/pages.js';
import type { Person } from '../records/person.js';
import { type Filters, listQuery, NO_FILTERS, populationQuery } from './filters.js';

export interface DetailsOptions {
  readonly frame: FrameModel;
  readonly person: Person;
}

/** What the person is about to do with a rating. */
export interface Task {
  readonly kind: 'exclude' | 'restore';
  readonly rating: RatingView;
}

/** What was done to the rating of which document. */
export interface Done {
  readonly kind: Task['kind'];
  readonly number: string;
}

/** Ratings on one page; no more are ever on the screen, however many there are. */
export const PAGE_SIZE = 50;

/** Said when somebody else was faster: the list shows it, and there is nothing left to do. */
const OVERTAKEN = ['rating/already-excluded', 'rating/not-excluded', 'rating/unknown'];

/** Everything the page of single ratings shows and does. */
export class DetailsModel {
  readonly filters = signal(NO_FILTERS);
  readonly pages = new Pages();
  /** The day from which the list goes back; empty for the end of the period. */
  readonly day = signal('');
  /** The day asked for does not lie within the period. */
  readonly dayOutside = signal(false);
  readonly task = signal<Task | undefined>(undefined);
  readonly done = signal<Done | undefined>(undefined);
  readonly refused = signal<HubProblem | undefined>(undefined);
  readonly sending = signal(false);
  readonly list: Question<Paged<ResultOf<'ratings'>>>;
  /** With and without excluded ratings; nothing while one clerk is looked at, whose figures have a page of their own (S6). */
  readonly totals: Question<StatisticsView>;
  readonly oneClerk = computed(() => this.filters.value.clerk.trim() !== '');

  readonly frame: FrameModel;
  readonly person: Person;

  constructor({ frame, person }: DetailsOptions) {
    this.frame = frame;
    this.person = person;
    this.list = new Question(() => this.readPage());
    this.totals = new Question(() => this.readTotals());
  }

  start(): void {
    effect(() => {
      this.frame.population.value;
      untracked(() => this.newest());
    });
    this.list.start();
    this.totals.start();
  }

  /** Looking at one clerk is done under a name, which is journalled (P5). */
  apply(filters: Filters, viewer?: string): void {
    if (viewer !== undefined) this.person.call(viewer);
    batch(() => {
      this.done.value = undefined;
      this.refused.value = undefined;
      this.newest();
      this.filters.value = filters;
    });
  }

  /** Begins at the end of that day, if it lies within the period. */
  jump(day: string): void {
    const { fromMs, toMs } = this.frame.period.value;
    const start = startOfDay(day) ?? Number.NaN;
    const within = start < toMs && start + DAY_MS > fromMs;
    batch(() => {
      this.dayOutside.value = !within;
      if (within) this.pages.first();
      if (within) this.day.value = day;
    });
  }

  newest(): void {
    batch(() => {
      this.day.value = '';
      this.dayOutside.value = false;
      this.pages.first();
    });
  }

  older(): void {
    const { value, busy } = this.list.answer.value;
    if (value?.next !== undefined && !busy) this.pages.onward(value.next);
  }

  newer(): void {
    if (!this.list.answer.value.busy) this.pages.back();
  }

  again(): void {
    this.list.again();
    this.totals.again();
  }

  open(task: Task): void {
    batch(() => {
      this.done.value = undefined;
      this.refused.value = undefined;
      this.task.value = task;
    });
  }

  close(): void {
    batch(() => {
      this.refused.value = undefined;
      this.task.value = undefined;
    });
  }

  exclude(rating: RatingView, body: ExclusionRequest): Promise<void> {
    return this.change({ kind: 'exclude', rating }, body.by, () =>
      this.frame.hub.ask('excludeRating', { params: { window: rating.window }, body }),
    );
  }

  restore(rating: RatingView, by: string): Promise<void> {
    return this.change({ kind: 'restore', rating }, by, () =>
      this.frame.hub.ask('restoreRating', { params: { window: rating.window }, body: { by } }),
    );
  }

  /** Where the browser fetches every window of the population from. */
  exportHref(): string {
    const query = {
      ...populationQuery(this.filters.value, this.frame.population.value),
      format: 'csv' as const,
    };
    return this.frame.hub.addressOf('exportWindows', { query });
  }

  private async change({ kind, rating }: Task, by: string, send: () => Promise<unknown>): Promise<void> {
    if (this.sending.value) return;
    this.sending.value = true;
    this.refused.value = undefined;
    this.person.call(by);
    try {
      await send();
      this.task.value = undefined;
      this.done.value = { kind, number: rating.numbers[0] ?? '' };
      this.again();
    } catch (thrown) {
      this.refuse(asProblem(thrown));
    } finally {
      this.sending.value = false;
    }
  }

  private refuse(problem: HubProblem): void {
    this.refused.value = problem;
    if (!OVERTAKEN.includes(problem.code)) return;
    this.task.value = undefined;
    this.again();
  }

  private async readPage(): Promise<Paged<ResultOf<'ratings'>>> {
    const { frame, person } = this;
    const { from, to, ...place } = frame.population.value;
    const dayEnd = (startOfDay(this.day.value) ?? Number.NaN) + DAY_MS;
    const until = dayEnd < frame.period.value.toMs ? timestamp(dayEnd) : to;
    const asked = listQuery(this.filters.value, { ...place, from, to: until }, person.name.peek());
    const after = this.pages.cursor.value;
    const page = this.pages.number.value;
    const query = { ...asked, limit: PAGE_SIZE, ...(after !== undefined && { after }) };
    return { ...(await frame.hub.ask('ratings', { query })).body, page };
  }

  private readTotals(): Promise<StatisticsView> | undefined {
    const { frame } = this;
    const query = populationQuery(this.filters.value, frame.population.value);
    if (this.oneClerk.value) return undefined;
    return frame.hub.ask('statistics', { query }).then(({ body }) => body);
  }
}
