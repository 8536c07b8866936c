import { computed, effect, signal } from '@preact/signals';
import type { AlarmView } from '#contract/views.js';
import { type Clock, every } from '#platform/clock.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import type { HubClient } from '../api/hubClient.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import { HubClock } from '../live/hubClock.js';
import { applyMessage, calling, type OfficeState } from '../live/officeState.js';
import { type LinkState, StreamClient, type StreamMessage } from '../live/streamClient.js';
import { ChimeRepeater } from '../sound/chimeRepeater.js';
import type { Loudspeaker } from '../sound/loudspeaker.js';
import { chimeFor, isQuiet, type Quiet, quietFor } from '../sound/quiet.js';
import type { Memory } from '../ui/memory.js';

export interface WallOptions {
  readonly hub: HubClient;
  readonly fetch: typeof fetch;
  readonly streamUrl: string;
  readonly clock: Clock;
  /** Uniform in [0, 1), for the pauses between attempts to connect. */
  readonly random: () => number;
  readonly speaker: Loudspeaker;
  readonly memory: Memory;
}

/** Why the name is asked for: to acknowledge an alarm with it, or just to change it. */
export type NameRequest =
  | { readonly kind: 'change' }
  | { readonly kind: 'acknowledge'; readonly alarm: string };

const TICK_MS = 250;

/** Everything the wall shows and does; the components only draw it. */
export class WallModel {
  readonly link = signal<LinkState>('connecting');
  readonly state = signal<OfficeState | undefined>(undefined);
  /** Unix ms by the hub's clock, moving on four times a second. */
  readonly now = signal(0);
  /** Monotonic ms, for what lasts a time whatever the hub's clock says. */
  readonly elapsed = signal(0);
  /** When the hub was last heard, by its own clock. */
  readonly heardAt = signal(0);
  readonly supervisor = signal<string | undefined>(undefined);
  readonly nameRequest = signal<NameRequest | undefined>(undefined);
  readonly sending = signal<ReadonlySet<string>>(new Set());
  readonly problem = signal<HubProblem | undefined>(undefined);
  readonly quiet = signal<Quiet | undefined>(undefined);
  readonly calling = computed<readonly AlarmView[]>(() =>
    this.state.value ? calling(this.state.value) : [],
  );
  readonly isQuiet = computed(() => isQuiet(this.quiet.value, this.calling.value, this.elapsed.value));
  private readonly hubClock: HubClock;

  constructor(private readonly options: WallOptions) {
    this.hubClock = new HubClock(options.clock);
    this.supervisor.value = options.memory.get('supervisor');
  }

  start(): void {
    const { clock, fetch, streamUrl: url, random, speaker } = this.options;
    every(clock, TICK_MS, () => this.tick());
    this.tick();
    const repeater = new ChimeRepeater({ clock, play: (chime) => speaker.play(chime) });
    effect(() => {
      const heard = speaker.state.value === 'on' && !this.isQuiet.value;
      repeater.call(heard ? chimeFor(this.calling.value) : undefined);
    });
    new StreamClient({
      url,
      fetch,
      clock,
      retry: new RetrySchedule({ first: 500, most: 5_000, random }),
      listener: {
        link: (link) => {
          this.link.value = link;
        },
        message: (message) => this.take(message),
      },
    }).start();
  }

  /** Takes the alarm in the supervisor's name, asking for the name first if this browser does not know it. */
  acknowledge(alarm: string): void {
    if (this.sending.value.has(alarm)) return;
    const by = this.supervisor.value;
    if (by === undefined) this.nameRequest.value = { kind: 'acknowledge', alarm };
    else void this.send(alarm, by);
  }

  /** Answers the request for a name; without one the request is dropped. */
  answerName(name: string | undefined): void {
    const request = this.nameRequest.value;
    this.nameRequest.value = undefined;
    if (name === undefined) return;
    this.supervisor.value = name;
    this.options.memory.set('supervisor', name);
    if (request?.kind === 'acknowledge') this.acknowledge(request.alarm);
  }

  /** Pauses sound and flashing for the alarms there are. */
  beQuiet(): void {
    this.quiet.value = quietFor(this.calling.value, this.options.clock.monotonic());
  }

  resume(): void {
    this.quiet.value = undefined;
  }

  /** Makes the browser allow sound; proves it by the milder chime unless an alarm is heard anyway. */
  async arm(): Promise<void> {
    await this.options.speaker.arm();
    if (this.calling.value.length === 0) this.options.speaker.test();
  }

  private async send(alarm: string, by: string): Promise<void> {
    this.problem.value = undefined;
    this.sending.value = new Set([...this.sending.value, alarm]);
    try {
      const { body } = await this.options.hub.ask('acknowledgeAlarm', {
        params: { id: alarm },
        body: { by },
      });
      this.state.value = applyMessage(this.state.value, { name: 'alarm', data: body });
    } catch (thrown) {
      this.problem.value = asProblem(thrown);
    } finally {
      this.sending.value = new Set([...this.sending.value].filter((id) => id !== alarm));
    }
  }

  private take(message: StreamMessage): void {
    if (message.name === 'snapshot') this.hubClock.set(Date.parse(message.data.now));
    this.state.value = applyMessage(this.state.value, message);
    this.tick();
    this.heardAt.value = this.now.value;
  }

  private tick(): void {
    this.now.value = this.hubClock.now();
    this.elapsed.value = this.options.clock.monotonic();
  }
}
