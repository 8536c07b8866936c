import { computed } from '@preact/signals';
import type { DutyPerson } from '#contract/alarms.js';
import type { AnsweringParts } from '../alarms/acknowledging.js';
import { Deed } from './deed.js';

/** Whether an alarm would reach somebody: who is there to be called, and what makes light and sound (A3, A7). */
export class Readiness {
  readonly duty = new Deed();
  readonly testing = new Deed();
  readonly forgetting = new Deed();
  /** Whoever sits here, as the office's order of calls knows them. */
  readonly own = computed<DutyPerson | undefined>(() => {
    const { link, supervisor } = this.parts;
    return link.state.value?.duty.people.find(({ person }) => person === supervisor.name.value);
  });

  constructor(private readonly parts: AnsweringParts) {}

  /** Signs whoever sits here out of duty, or in again. */
  async setPresent(present: boolean): Promise<void> {
    const { hub, link } = this.parts;
    const office = link.office.value;
    const person = this.own.value?.person;
    if (office === undefined || person === undefined) return;
    const duty = await this.duty.run(() =>
      hub.ask('setDuty', { params: { office }, body: { person, present } }),
    );
    if (duty !== undefined) link.apply({ name: 'duty', data: duty });
  }

  /** Has every console of the office test its chime. */
  testChime(): void {
    const { link, supervisor } = this.parts;
    const office = link.office.value;
    if (office !== undefined) supervisor.as('act', (by) => void this.askForTest(office, by));
  }

  /** A lamp that was taken away for good is no longer missed. */
  forget(lamp: string): void {
    const { hub, supervisor } = this.parts;
    supervisor.as('act', (by) => {
      void this.forgetting.run(() => hub.ask('forgetLamp', { params: { lamp }, body: { by } }));
    });
  }

  private async askForTest(office: string, by: string): Promise<void> {
    const { hub, link } = this.parts;
    const test = await this.testing.run(() => hub.ask('testChime', { params: { office }, body: { by } }));
    if (test !== undefined) link.apply({ name: 'chimeTest', data: test });
  }
}
