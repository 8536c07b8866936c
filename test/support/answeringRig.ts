import { signal } from '@preact/signals';
import type { AlarmView } from '#contract/alarms.js';
import type { ChimeTestView } from '#contract/signals.js';
import type { Snapshot, StreamMessages } from '#contract/views.js';
import type { AnsweringOptions } from '../../hub/dashboard/alarms/answeringModel.js';
import type { Sounding } from '../../hub/dashboard/alarms/callingModel.js';
import { Notifier } from '../../hub/dashboard/notify/notifier.js';
import type { SoundState } from '../../hub/dashboard/sound/loudspeaker.js';
import type { Quiet } from '../../hub/dashboard/sound/quiet.js';
import { clockWakeups } from '../../hub/watcher/wakeups.js';
import { PageHub, settled } from './pageHub.js';
import { snapshot } from './views.js';

/** Remembers what a page wanted to be heard. */
export class SoundWitness implements Sounding {
  readonly state = signal<SoundState>('on');
  readonly volume = signal(0.8);
  readonly leads = signal(true);
  readonly quiet = signal<Quiet | undefined>(undefined);
  /** Ids of the alarms that sound now. */
  sounding: readonly string[] = [];
  readonly tests: ChimeTestView[] = [];
  listened = 0;

  async arm(): Promise<void> {
    this.state.value = 'on';
  }

  test(): void {
    this.listened += 1;
  }

  setVolume(volume: number): void {
    this.volume.value = volume;
  }

  sound(alarms: readonly AlarmView[]): void {
    this.sounding = alarms.map(({ id }) => id);
  }

  runTest(test: ChimeTestView): void {
    this.tests.push(test);
  }
}

/** What a model that answers alarms needs: a scripted hub, its live stream in the test's hand, and a witness of sound. */
export class AnsweringRig extends PageHub {
  readonly sound = new SoundWitness();
  readonly kept = new Map<string, string>([['supervisor', '李主任']]);
  readonly options: AnsweringOptions = {
    hub: this.hub,
    fetch: async (_url, init) => this.stream(init?.signal),
    streamUrl: 'http://hub/api/v1/stream?office=east',
    wakeups: clockWakeups(this.clock),
    clock: this.clock,
    random: () => 0.5,
    announcer: this.sound,
    notifier: new Notifier({
      desktop: {
        permission: () => 'unavailable',
        request: async () => 'unavailable',
        show: () => () => undefined,
      },
      clock: this.clock,
      reducedMotion: () => false,
    }),
    memory: {
      get: (name) => this.kept.get(name),
      set: (name, text) => void this.kept.set(name, text),
    },
  };
  /** What the next stream begins with. */
  first: Snapshot = snapshot();
  private line: ReadableStreamDefaultController<Uint8Array> | undefined;

  /** Starts a model and waits until it knows its office. */
  async begin<T extends { start(): void }>(model: T, first: Partial<Snapshot> = {}): Promise<T> {
    this.first = snapshot(first);
    model.start();
    await settled();
    return model;
  }

  async send<N extends keyof StreamMessages>(name: N, data: StreamMessages[N]): Promise<void> {
    this.line?.enqueue(bytes(name, data));
    await settled();
  }

  /** Ends the line; the page comes back by itself, after a pause on the clock. */
  async cut(): Promise<void> {
    this.line?.close();
    await settled();
  }

  /** Lets the clock go on, and what became due be answered. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await settled();
  }

  private stream(signal: AbortSignal | null | undefined): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (line) => {
        this.line = line;
        signal?.addEventListener('abort', () => {
          if (this.line === line) this.line = undefined;
        });
        line.enqueue(bytes('snapshot', this.first));
      },
    });
    return new Response(body);
  }
}

const bytes = (name: string, data: unknown): Uint8Array =>
  new TextEncoder().encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
