import { signal } from '@preact/signals';
import type { HubClient } from '../api/hubClient.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import type { OfficeLink } from './officeLink.js';
import type { Supervisor } from './supervisor.js';

export interface AnsweringParts {
  readonly hub: HubClient;
  readonly link: OfficeLink;
  readonly supervisor: Supervisor;
}

/** Why something could not be done about which alarm. */
export interface AlarmProblem {
  readonly alarm: string;
  readonly problem: HubProblem;
}

/** Taking alarms in the supervisor's name. */
export class Acknowledging {
  readonly sending = signal<ReadonlySet<string>>(new Set());
  readonly problem = signal<AlarmProblem | undefined>(undefined);

  constructor(private readonly parts: AnsweringParts) {}

  /** Sends once, however often it is asked for. */
  acknowledge(alarm: string): void {
    if (this.sending.value.has(alarm)) return;
    this.parts.supervisor.as('acknowledge', (by) => void this.send(alarm, by));
  }

  private async send(alarm: string, by: string): Promise<void> {
    const { hub, link } = this.parts;
    const office = link.office.value;
    this.problem.value = undefined;
    this.sending.value = new Set([...this.sending.value, alarm]);
    try {
      const { body } = await hub.ask('acknowledgeAlarm', {
        params: { id: alarm },
        body: { by, ...(office !== undefined && { office }) },
      });
      link.apply({ name: 'alarm', data: body });
    } catch (thrown) {
      this.problem.value = { alarm, problem: asProblem(thrown) };
    } finally {
      this.sending.value = new Set([...this.sending.value].filter((id) => id !== alarm));
    }
  }
}
