import { computed, effect, signal, untracked } from '@preact/signals';
import type { AlarmStep } from '#contract/alarms.js';
import type { ResultOf } from '#contract/api.js';
import type { Clock, Timer } from '#platform/clock.js';
import type { OfficeLink } from '../alarms/officeLink.js';
import type { HubClient } from '../api/hubClient.js';
import { Question } from '../figures/question.js';
import { type Paged, Pages } from '../records/pages.js';

export interface HistoryOptions {
  readonly hub: HubClient;
  readonly link: OfficeLink;
  readonly clock: Clock;
}

export const HISTORY_PAGE = 15;

/** Alarms come in bunches: the list is read again so long after the first change of one, and once for all of them. */
export const AGAIN_AFTER_MS = 1_000;

/** Alarms of today and before, newest first, page by page; one at a time with what happened to it. */
export class History {
  readonly pages = new Pages();
  readonly list: Question<Paged<ResultOf<'alarms'>>>;
  /** The alarm whose steps are shown. */
  readonly opened = signal<string | undefined>(undefined);
  readonly steps: Question<readonly AlarmStep[]>;
  private waiting: Timer | undefined;

  constructor(private readonly options: HistoryOptions) {
    this.list = new Question(() => this.read());
    this.steps = new Question(() => this.readSteps());
  }

  start(): void {
    this.list.start();
    this.steps.start();
    const alarms = computed(() => this.options.link.state.value?.alarms);
    effect(() => {
      alarms.value;
      untracked(() => this.changed());
    });
  }

  toggle(alarm: string): void {
    this.opened.value = this.opened.value === alarm ? undefined : alarm;
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
    if (this.opened.value !== undefined) this.steps.again();
  }

  private changed(): void {
    this.waiting ??= this.options.clock.after(AGAIN_AFTER_MS, () => {
      this.waiting = undefined;
      this.again();
    });
  }

  private read(): Promise<Paged<ResultOf<'alarms'>>> | undefined {
    const { hub, link } = this.options;
    const office = link.office.value;
    const after = this.pages.cursor.value;
    const page = this.pages.number.value;
    if (office === undefined) return undefined;
    const query = { office, limit: HISTORY_PAGE, ...(after !== undefined && { after }) };
    return hub.ask('alarms', { query }).then(({ body }) => ({ ...body, page }));
  }

  private readSteps(): Promise<readonly AlarmStep[]> | undefined {
    const id = this.opened.value;
    if (id === undefined) return undefined;
    return this.options.hub.ask('alarmSteps', { params: { id } }).then(({ body }) => body.items);
  }
}
