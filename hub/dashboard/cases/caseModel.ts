import { batch, computed, effect, type Signal, signal } from '@preact/signals';
import type { AlarmStep } from '#contract/alarms.js';
import type { CaseView } from '#contract/cases.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import type { FrameModel } from '../figures/frameModel.js';
import { Question } from '../figures/question.js';
import type { Person } from '../records/person.js';
import { type CaseDraft, type CaseFields, draftOf, isChanged } from './caseDraft.js';

export interface CaseOptions {
  readonly frame: FrameModel;
  readonly person: Person;
  /** Of the case. */
  readonly id: string;
}

/** One case: what is known of it, what is typed of it, and what became of the last thing done. */
export class CaseModel {
  readonly frame: FrameModel;
  readonly person: Person;
  readonly read: Question<CaseView>;
  /** What happened to the alarm it came from, oldest first. */
  readonly steps: Question<readonly AlarmStep[]>;
  /** Who does all this, as typed. */
  readonly by: Signal<string>;
  /** As the hub last told it. */
  readonly view = signal<CaseView | undefined>(undefined);
  private readonly alarm = computed(() => this.view.value?.alarm);
  readonly draft = signal<CaseDraft | undefined>(undefined);
  readonly unsaved = computed(() => {
    const [draft, view] = [this.draft.value, this.view.value];
    return draft !== undefined && view !== undefined && isChanged(draft, view);
  });
  readonly done = signal<'saved' | 'released' | undefined>(undefined);
  readonly refused = signal<HubProblem | undefined>(undefined);
  readonly sending = signal(false);

  constructor(private readonly options: CaseOptions) {
    const { frame, person, id } = options;
    this.frame = frame;
    this.person = person;
    this.by = signal(person.name.peek());
    this.read = new Question(() => frame.hub.ask('case', { params: { id } }).then(({ body }) => body));
    this.steps = new Question(() => this.readSteps());
  }

  start(): void {
    effect(() => {
      const { value } = this.read.answer.value;
      if (value !== undefined) this.take(value);
    });
    this.read.start();
    this.steps.start();
  }

  edit(change: Partial<CaseDraft>): void {
    const draft = this.draft.value;
    if (draft === undefined) return;
    batch(() => {
      this.draft.value = { ...draft, ...change };
      this.done.value = undefined;
    });
  }

  discard(): void {
    const view = this.view.value;
    if (view !== undefined) this.draft.value = draftOf(view);
  }

  save(change: CaseFields, by: string): Promise<void> {
    return this.act('saved', by, async () => {
      const params = { id: this.options.id };
      return (await this.frame.hub.ask('changeCase', { params, body: { by, ...change } })).body;
    });
  }

  release(by: string, remark: string | undefined): Promise<void> {
    return this.act('released', by, async () => {
      const params = { id: this.options.id };
      const body = { by, ...(remark !== undefined && { remark }) };
      return (await this.frame.hub.ask('releaseCase', { params, body })).body;
    });
  }

  /** One action at a time; what was typed stays where the hub refuses it. */
  private async act(done: 'saved' | 'released', by: string, action: () => Promise<CaseView>): Promise<void> {
    if (this.sending.value) return;
    batch(() => {
      this.sending.value = true;
      this.done.value = undefined;
      this.refused.value = undefined;
    });
    this.person.call(by);
    try {
      this.take(await action());
      this.done.value = done;
    } catch (thrown) {
      this.refused.value = asProblem(thrown);
    } finally {
      this.sending.value = false;
    }
  }

  private take(view: CaseView): void {
    batch(() => {
      this.view.value = view;
      this.draft.value = draftOf(view);
    });
  }

  private readSteps(): Promise<readonly AlarmStep[]> | undefined {
    const alarm = this.alarm.value;
    if (alarm === undefined) return undefined;
    return this.frame.hub.ask('alarmSteps', { params: { id: alarm } }).then(({ body }) => body.items);
  }
}
