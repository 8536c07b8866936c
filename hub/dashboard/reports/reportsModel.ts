import { batch, effect, signal, untracked } from '@preact/signals';
import type { ResultOf } from '#contract/api.js';
import type { ReportFormat, ReportView } from '#contract/reports.js';
import type { Clock } from '#platform/clock.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import type { FrameModel } from '../figures/frameModel.js';
import { Question } from '../figures/question.js';
import { ImportModel } from '../records/importModel.js';
import { type Paged, Pages } from '../records/pages.js';
import type { Person } from '../records/person.js';
import { Improvements } from './improvements.js';

export interface ReportsOptions {
  readonly frame: FrameModel;
  readonly person: Person;
  readonly clock: Clock;
}

/** How a report that was asked for from this page stands. */
export interface Told {
  readonly kind: 'asked' | 'ready' | 'failed';
  readonly report: ReportView;
}

const PAGE_SIZE = 20;
/** Between two looks at the list while a report is on its way. */
export const POLL_MS = 3_000;

const isPending = ({ state }: ReportView): boolean => state === 'waiting' || state === 'making';

/** What the page of reports shows and does. Reports are of the office and the period that the frame shows. */
export class ReportsModel {
  readonly frame: FrameModel;
  readonly person: Person;
  readonly pages = new Pages();
  readonly list: Question<Paged<ResultOf<'reports'>>>;
  readonly improvements: Improvements;
  readonly openData: Question<ResultOf<'openData'>>;
  readonly brought: ImportModel;
  readonly told = signal<Told | undefined>(undefined);
  readonly refused = signal<HubProblem | undefined>(undefined);
  readonly sending = signal(false);
  /** Reports asked for here whose end is still to be told. */
  private readonly awaited = new Set<string>();
  private readonly clock: Clock;

  constructor({ frame, person, clock }: ReportsOptions) {
    this.frame = frame;
    this.person = person;
    this.clock = clock;
    this.list = new Question(() => this.readList());
    this.improvements = new Improvements(frame, person);
    this.openData = new Question(() => frame.hub.ask('openData', {}).then(({ body }) => body));
    this.brought = new ImportModel({
      hub: frame.hub,
      person,
      endpoint: 'importRatings',
      imported: () => undefined,
    });
  }

  start(): void {
    effect(() => {
      this.frame.office.value;
      untracked(() => this.pages.first());
    });
    this.list.start();
    this.improvements.start();
    this.openData.start();
    this.follow();
  }

  async make(by: string): Promise<void> {
    if (this.sending.value) return;
    const { office, from, to } = this.frame.population.value;
    batch(() => {
      this.sending.value = true;
      this.refused.value = undefined;
      this.told.value = undefined;
    });
    this.person.call(by);
    try {
      const body = { ...(office !== undefined && { office }), from, to, by };
      const { body: report } = await this.frame.hub.ask('makeReport', { body });
      this.awaited.add(report.id);
      this.told.value = { kind: 'asked', report };
      this.pages.first();
      this.list.again();
    } catch (thrown) {
      this.refused.value = asProblem(thrown);
    } finally {
      this.sending.value = false;
    }
  }

  older(): void {
    const { value, busy } = this.list.answer.value;
    if (value?.next !== undefined && !busy) this.pages.onward(value.next);
  }

  newer(): void {
    if (!this.list.answer.value.busy) this.pages.back();
  }

  reportHref(report: string, format: ReportFormat): string {
    return this.frame.hub.addressOf('reportFile', { params: { report, format } });
  }

  openDataHref(name: string): string {
    return this.frame.hub.addressOf('openDataFile', { params: { name } });
  }

  private async readList(): Promise<Paged<ResultOf<'reports'>>> {
    const office = this.frame.office.value;
    const after = this.pages.cursor.value;
    const page = this.pages.number.value;
    const query = {
      ...(office !== '' && { office }),
      ...(after !== undefined && { after }),
      limit: PAGE_SIZE,
    };
    return { ...(await this.frame.hub.ask('reports', { query })).body, page };
  }

  /** Looks again as long as a report is on its way, also while the hub is out of reach meanwhile. */
  private follow(): void {
    let pending = false;
    effect(() => {
      const { value, busy } = this.list.answer.value;
      if (busy) return;
      if (value !== undefined) pending = value.items.some(isPending);
      untracked(() => this.tell(value?.items ?? []));
      if (!pending) return;
      const timer = this.clock.after(POLL_MS, () => this.list.again());
      return () => timer.cancel();
    });
  }

  private tell(reports: readonly ReportView[]): void {
    for (const report of reports) {
      if (isPending(report) || !this.awaited.delete(report.id)) continue;
      this.told.value = { kind: report.state === 'ready' ? 'ready' : 'failed', report };
    }
  }
}
