import { batch, signal } from '@preact/signals';
import type { AlarmCause, AlarmOutcome, AlarmView } from '#contract/alarms.js';
import type { AlarmProblem, AnsweringParts } from '../alarms/acknowledging.js';
import { remarkOf } from '../records/remark.js';
import { Deed } from './deed.js';

/** The first of the two taps that close an alarm. */
export interface Choice {
  readonly alarm: string;
  readonly outcome: AlarmOutcome;
}

/** In the order of their buttons. A complaint is a citizen's, so that only a rating becomes one. */
export function outcomesFor(alarm: AlarmView): readonly AlarmOutcome[] {
  const all: readonly AlarmOutcome[] = ['solved', 'citizen-left', 'mis-press', 'complaint'];
  return alarm.about.source === 'rating' ? all : all.filter((outcome) => outcome !== 'complaint');
}

export const CAUSES: readonly AlarmCause[] = ['staff', 'rule', 'waiting', 'documents', 'other'];

/** Closing an alarm in two taps: what came of it, then why it was; the second one sends (A2). */
export class Closing {
  readonly choice = signal<Choice | undefined>(undefined);
  readonly remark = signal('');
  readonly sending = signal<string | undefined>(undefined);
  readonly problem = signal<AlarmProblem | undefined>(undefined);
  /** The one closed last. */
  readonly done = signal<AlarmView | undefined>(undefined);
  private readonly deed = new Deed();

  constructor(private readonly parts: AnsweringParts) {}

  choose(choice: Choice): void {
    batch(() => {
      if (choice.alarm !== this.choice.value?.alarm) this.remark.value = '';
      this.choice.value = choice;
      this.problem.value = undefined;
      this.done.value = undefined;
    });
  }

  back(): void {
    this.choice.value = undefined;
  }

  /** The second tap. The choice and the remark stay when the hub refuses. */
  close(cause: AlarmCause): void {
    const choice = this.choice.value;
    if (choice === undefined || this.deed.busy.value) return;
    this.parts.supervisor.as('act', (by) => void this.send(choice, cause, by));
  }

  private async send({ alarm, outcome }: Choice, cause: AlarmCause, by: string): Promise<void> {
    const { hub, link } = this.parts;
    const office = link.office.value;
    const remark = remarkOf(this.remark.value);
    const body = {
      by,
      outcome,
      cause,
      ...(office !== undefined && { office }),
      ...(remark !== undefined && { remark }),
    };
    this.sending.value = alarm;
    const closed = await this.deed.run(() => hub.ask('closeAlarm', { params: { id: alarm }, body }));
    const problem = this.deed.problem.value;
    batch(() => {
      this.sending.value = undefined;
      this.problem.value = problem && { alarm, problem };
      if (closed !== undefined) this.closed(closed);
    });
  }

  private closed(alarm: AlarmView): void {
    this.parts.link.apply({ name: 'alarm', data: alarm });
    this.choice.value = undefined;
    this.remark.value = '';
    this.done.value = alarm;
  }
}
