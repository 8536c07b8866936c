import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AlarmView } from '#contract/alarms.js';
import type { ChimeTestResult, ChimeTestView } from '#contract/signals.js';
import type { Clock } from '#platform/clock.js';
import type { Memory } from '../ui/memory.js';
import { CHIMES, type Priority, TEST_CHIME } from './chime.js';
import { ChimeRepeater } from './chimeRepeater.js';
import { ChimeTester } from './chimeTester.js';
import { consoleName } from './consoleName.js';
import { Loudspeaker, type SoundState } from './loudspeaker.js';
import { chimeFor, type Quiet } from './quiet.js';
import { SharedQuiet } from './sharedQuiet.js';
import { type TabLine, Tabs } from './tabs.js';
import { rememberedVolume, rememberVolume, withinVolume } from './volume.js';

export interface AnnouncerOptions {
  /** Makes the audio context; it may throw where the machine has none. */
  readonly open: () => AudioContext;
  /** To the other tabs of this browser that watch the office, of whatever page. */
  readonly line: TabLine;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly memory: Memory;
  /** Tells the hub what came of a test; a rejection means that it has not heard. */
  readonly report: (test: string, result: ChimeTestResult) => Promise<void>;
}

/** The meter is read so long after the test's last note at the latest. */
const AFTERGLOW_MS = 150;

/**
 * Makes alarms heard (A3, A7): repeats the chime of the most urgent one until there is silence to be, in one tab of this
 * browser only, as loud as chosen at this console.
 */
export class Announcer {
  /** 0.1–1. */
  readonly volume: Signal<number>;
  /** The pause asked for in any tab of this browser that watches the office; setting it tells the other tabs. */
  readonly quiet: Signal<Quiet | undefined>;
  private readonly speaker: Loudspeaker;
  private readonly tabs: Tabs;
  private readonly calling = signal<Priority | undefined>(undefined);
  private readonly testing = signal<ChimeTestView | undefined>(undefined);
  private readonly tester: ChimeTester;

  constructor(private readonly options: AnnouncerOptions) {
    const { open, line, clock, random, memory, report } = options;
    this.volume = signal(rememberedVolume(memory));
    this.speaker = new Loudspeaker(open);
    this.speaker.setVolume(this.volume.value);
    this.quiet = new SharedQuiet(line, clock).quiet;
    this.tabs = new Tabs({
      line,
      clock,
      id: Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32).toString(36)).join('-'),
      beat: (ms, task) => this.speaker.afterSound(ms, task),
    });
    this.tester = new ChimeTester({
      clock,
      report,
      console: consoleName(memory, random),
      bench: {
        play: () => this.playTest(),
        peak: () => this.speaker.peak(),
        volume: () => this.volume.peek(),
      },
    });
    this.start();
  }

  /** Whether this page can be heard at all; `blocked` has to be shown in red (A7). */
  get state(): Signal<SoundState> {
    return this.speaker.state;
  }

  /** Whether it is this tab that chimes; another one does, or none can, while it is not. */
  get leads(): ReadonlySignal<boolean> {
    return this.tabs.leads;
  }

  /** To be called from a click or key press, the only thing that makes a browser allow sound. */
  arm(): Promise<void> {
    return this.speaker.arm();
  }

  /** Plays the milder chime once, in this tab, so that the volume can be judged. */
  test(): void {
    this.speaker.test();
  }

  /** Kept by this browser; out of range is taken to the nearest end, so that it is never silent. */
  setVolume(volume: number): void {
    this.volume.value = withinVolume(volume);
    this.speaker.setVolume(this.volume.value);
    rememberVolume(this.options.memory, this.volume.value);
  }

  /** The alarms that chime from now on; none is silence, within one fade. The same again changes nothing. */
  sound(alarms: readonly AlarmView[]): void {
    this.calling.value = chimeFor(alarms);
  }

  /**
   * The newest test of the chime, whatever its state. One that is not confirmed is run once by the tab that leads; a page
   * that is blocked says so, and runs it once it is heard.
   */
  runTest(test: ChimeTestView): void {
    this.testing.value = test;
  }

  /** To be called when the page goes away: another tab takes over at once. */
  leave(): void {
    this.tabs.take(false);
  }

  /** To be called when the page is back after `leave`, which browsers do with pages they have kept. */
  comeBack(): void {
    this.tabs.take(this.state.value === 'on');
  }

  private start(): void {
    const { clock } = this.options;
    const repeater = new ChimeRepeater({ clock, play: (chime) => this.speaker.play(chime) });
    effect(() => {
      this.tabs.take(this.state.value === 'on');
    });
    effect(() => {
      repeater.call(this.leads.value ? this.calling.value : undefined);
    });
    effect(() => {
      const test = this.testing.value;
      if (test === undefined) return;
      if (this.state.value !== 'on') this.tester.confess(test);
      else if (this.leads.value) this.tester.run(test);
    });
  }

  private playTest(): number {
    const called = this.calling.peek();
    if (called !== undefined) return CHIMES[called].repeatMs + AFTERGLOW_MS;
    this.speaker.play(TEST_CHIME);
    return TEST_CHIME.lengthMs + AFTERGLOW_MS;
  }
}
