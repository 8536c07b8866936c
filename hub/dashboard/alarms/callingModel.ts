import { computed, effect } from '@preact/signals';
import type { AlarmView } from '#contract/alarms.js';
import type { Clock } from '#platform/clock.js';
import { calling } from '../../watcher/officeState.js';
import type { Announcer } from '../sound/announcer.js';
import { audible } from '../sound/audible.js';
import { isQuiet, quietFor } from '../sound/quiet.js';
import { shelved } from './alarmGroups.js';
import type { OfficeLink } from './officeLink.js';
import type { Supervisor } from './supervisor.js';

/** What a page asks of the one who makes its sounds. */
export type Sounding = Pick<
  Announcer,
  'state' | 'volume' | 'leads' | 'quiet' | 'arm' | 'test' | 'setVolume' | 'sound' | 'runTest'
>;

export interface CallingParts {
  readonly link: OfficeLink;
  readonly supervisor: Supervisor;
  readonly announcer: Sounding;
  readonly clock: Clock;
}

/** The alarms that call, and which of them are heard at this page (A3, A4, A7). */
export class CallingModel {
  readonly calling = computed<readonly AlarmView[]>(() => {
    const { value } = this.parts.link.state;
    return value === undefined ? [] : calling(value);
  });
  readonly shelves = computed(() => {
    const { state, now } = this.parts.link;
    return state.value === undefined ? [] : shelved(state.value, now.value);
  });
  readonly isQuiet = computed(() =>
    isQuiet(this.parts.announcer.quiet.value, this.calling.value, this.parts.link.elapsed.value),
  );
  /** Those for which this page chimes, unless it was asked to pause: not all of them call whoever sits here. */
  readonly mine = computed<readonly AlarmView[]>(() => {
    const { link, supervisor } = this.parts;
    this.silent.value;
    return audible(this.calling.value, {
      shelves: link.state.peek()?.shelves ?? new Map(),
      supervisor: supervisor.name.value,
      now: link.now.peek(),
    });
  });
  /** Counters whose sound is shelved now, as one text, so that only a change of it is one. */
  private readonly silent = computed(() => this.shelves.value.map(({ counter }) => counter).join(' '));

  constructor(private readonly parts: CallingParts) {}

  start(): void {
    const { announcer, link } = this.parts;
    effect(() => announcer.sound(this.isQuiet.value ? [] : this.mine.value));
    effect(() => {
      const test = link.state.value?.chimeTest;
      if (test !== undefined) announcer.runTest(test);
    });
  }

  /** Pauses sound and flashing for the alarms there are. */
  beQuiet(): void {
    this.parts.announcer.quiet.value = quietFor(this.calling.value, this.parts.clock.monotonic());
  }

  resume(): void {
    this.parts.announcer.quiet.value = undefined;
  }

  /** Makes the browser allow sound; proves it by the milder chime unless an alarm is heard anyway. */
  async arm(): Promise<void> {
    const { announcer } = this.parts;
    await announcer.arm();
    if (this.calling.value.length === 0) announcer.test();
  }
}
