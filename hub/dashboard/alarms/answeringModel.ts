import type { Clock } from '#platform/clock.js';
import type { Wakeups } from '../../watcher/wakeups.js';
import type { HubClient } from '../api/hubClient.js';
import type { Notifier } from '../notify/notifier.js';
import type { Memory } from '../ui/memory.js';
import { Acknowledging } from './acknowledging.js';
import { CallingModel, type Sounding } from './callingModel.js';
import { OfficeLink } from './officeLink.js';
import { Supervisor } from './supervisor.js';

export interface AnsweringOptions {
  readonly hub: HubClient;
  readonly fetch: typeof fetch;
  readonly streamUrl: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly wakeups: Wakeups;
  readonly announcer: Sounding;
  readonly notifier: Notifier;
  readonly memory: Memory;
  /** Name of whoever is signed in; absent where nobody needs to. */
  readonly signedIn?: string;
}

/** What the wall and the console have in common: the office as it is, its alarms heard, and somebody who takes them. */
export class AnsweringModel {
  readonly link: OfficeLink;
  readonly supervisor: Supervisor;
  readonly calls: CallingModel;
  readonly taking: Acknowledging;
  readonly announcer: Sounding;
  readonly notifier: Notifier;

  constructor({ hub, memory, signedIn, announcer, notifier, clock, ...line }: AnsweringOptions) {
    this.announcer = announcer;
    this.notifier = notifier;
    this.link = new OfficeLink({ ...line, clock });
    this.supervisor = new Supervisor(memory, signedIn);
    const { link, supervisor } = this;
    this.calls = new CallingModel({ link, supervisor, announcer, clock });
    this.taking = new Acknowledging({ hub, link, supervisor });
  }

  start(): void {
    this.calls.start();
    this.link.start();
  }
}
