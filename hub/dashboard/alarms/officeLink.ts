import { computed, signal } from '@preact/signals';
import { type Clock, every } from '#platform/clock.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import { dayNumber } from '../../statistics/calendar.js';
import { HubClock } from '../../watcher/hubClock.js';
import { applyMessage, type OfficeState } from '../../watcher/officeState.js';
import { type LinkState, StreamClient, type StreamMessage } from '../../watcher/streamClient.js';
import type { Wakeups } from '../../watcher/wakeups.js';
import { withoutPast } from './alarmGroups.js';

export interface LinkOptions {
  readonly fetch: typeof fetch;
  readonly streamUrl: string;
  readonly clock: Clock;
  /** Uniform in [0, 1), for the pauses between attempts to connect. */
  readonly random: () => number;
  /** Says when the machine may have slept or changed its network. */
  readonly wakeups: Wakeups;
}

const TICK_MS = 250;

/** What a page knows of its office, and how sure it may be of it: the live stream by the hub's clock. */
export class OfficeLink {
  readonly link = signal<LinkState>('connecting');
  readonly state = signal<OfficeState | undefined>(undefined);
  /** Its id, once the hub has named it. */
  readonly office = computed(() => this.state.value?.office.id);
  /** Unix ms by the hub's clock, moving on four times a second. */
  readonly now = signal(0);
  /** Monotonic ms, for what lasts a time whatever the hub's clock says. */
  readonly elapsed = signal(0);
  /** When the hub was last heard, by its own clock. */
  readonly heardAt = signal(0);
  private readonly hubClock: HubClock;
  private day = 0;

  constructor(private readonly options: LinkOptions) {
    this.hubClock = new HubClock(options.clock);
  }

  start(): void {
    const { clock, fetch, streamUrl: url, random, wakeups } = this.options;
    every(clock, TICK_MS, () => this.tick());
    this.tick();
    new StreamClient({
      url,
      fetch,
      clock,
      wakeups,
      retry: new RetrySchedule({ first: 500, most: 5_000, random }),
      listener: {
        link: (link) => {
          this.link.value = link;
        },
        message: (message) => this.take(message),
        hubTime: (ms) => this.setTime(ms),
      },
    }).start();
  }

  /** What the hub answered this page, which the stream may bring only later. */
  apply(message: StreamMessage): void {
    this.state.value = applyMessage(this.state.value, message);
  }

  private take(message: StreamMessage): void {
    if (message.name === 'snapshot') this.hubClock.set(Date.parse(message.data.now));
    this.apply(message);
    this.tick();
    this.heardAt.value = this.now.value;
  }

  /** A line that goes on after a sleep begins with no snapshot, and the clock that carried the time on has slept too. */
  private setTime(hubMs: number): void {
    this.hubClock.set(hubMs);
    this.heardAt.value = hubMs;
  }

  private tick(): void {
    this.now.value = this.hubClock.now();
    this.elapsed.value = this.options.clock.monotonic();
    const day = dayNumber(this.now.value);
    if (day === this.day) return;
    this.day = day;
    const { value } = this.state;
    if (value !== undefined) this.state.value = withoutPast(value, day);
  }
}
