import { batch, signal } from '@preact/signals';
import type { AlarmView } from '#contract/alarms.js';
import type { AnsweringParts } from '../alarms/acknowledging.js';
import { remarkOf } from '../records/remark.js';
import { Deed } from './deed.js';

/** What a counter may be silenced for, in min; the last is the longest the hub allows (A4). */
export const SHELVE_MINUTES = [5, 15, 30] as const;

/** Silencing one counter for a time, and ending that early (A4). */
export class Shelving {
  /** The alarm whose counter is about to be silenced. */
  readonly asked = signal<AlarmView | undefined>(undefined);
  readonly deed = new Deed();

  constructor(private readonly parts: AnsweringParts) {}

  open(alarm: AlarmView): void {
    batch(() => {
      this.deed.problem.value = undefined;
      this.asked.value = alarm;
    });
  }

  cancel(): void {
    this.asked.value = undefined;
  }

  /** Returns false, and asks the hub nothing, where no reason was given. */
  shelve(typed: string, minutes: number): boolean {
    const alarm = this.asked.value;
    const reason = remarkOf(typed);
    if (alarm === undefined || reason === undefined) return false;
    this.parts.supervisor.as('act', (by) => void this.send(alarm, { by, reason, minutes }));
    return true;
  }

  returnNow(counter: string): void {
    const office = this.parts.link.office.value;
    if (office === undefined) return;
    this.parts.supervisor.as('act', (by) => void this.end(office, counter, by));
  }

  private async send(
    { id, office }: AlarmView,
    said: { readonly by: string; readonly reason: string; readonly minutes: number },
  ): Promise<void> {
    const { hub, link } = this.parts;
    const shelf = await this.deed.run(() =>
      hub.ask('shelveAlarm', { params: { id }, body: { ...said, office } }),
    );
    if (shelf === undefined) return;
    link.apply({ name: 'shelf', data: shelf });
    this.asked.value = undefined;
  }

  private async end(office: string, counter: string, by: string): Promise<void> {
    const { hub, link } = this.parts;
    const shelf = await this.deed.run(() =>
      hub.ask('unshelve', { params: { office, counter }, body: { by } }),
    );
    if (shelf !== undefined) link.apply({ name: 'shelf', data: shelf });
  }
}
