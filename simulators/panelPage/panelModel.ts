import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Clock, Timer } from '#platform/clock.js';
import type { PanelEvents, StationListing } from '../panelServer/panelMessages.js';
import type { StationFault, StationState } from '../panelServer/station.js';
import { KeySender } from './keySender.js';
import { type Look, lookOf } from './lamps.js';
import { PromptPlayer } from './promptPlayer.js';

export interface PanelModelOptions {
  readonly counter: string;
  readonly fetch: typeof fetch;
  /** Opens `/panel/{counter}/events`; it comes back by itself when the line breaks. */
  readonly listen: (address: string) => EventSource;
  readonly audio: (address: string) => HTMLAudioElement;
  readonly clock: Clock;
}

/** What one panel's page knows and does. */
export class PanelModel {
  readonly station = signal<StationListing | undefined>(undefined);
  /** Absent while the simulator cannot be heard. */
  readonly state = signal<StationState | undefined>(undefined);
  readonly look: ReadonlySignal<Look> = computed(() => lookOf(this.state.value, this.shownMs.value));
  /** Off at first: a page that speaks unasked startles, and browsers forbid it before a click. */
  readonly sound = signal(false);
  readonly soundMissing = signal(false);
  readonly refused = signal(false);
  readonly keys: KeySender;
  /** How long the scene has been shown, up to the second that is left. */
  private readonly shownMs = signal(0);
  private readonly player: PromptPlayer;
  private readonly path: string;
  private visitor: string | undefined;
  private nextSecond: Timer | undefined;

  constructor(private readonly options: PanelModelOptions) {
    this.path = `/panel/${encodeURIComponent(options.counter)}`;
    this.keys = new KeySender(
      (body) => this.post('key', body),
      () => this.visitor,
    );
    this.player = new PromptPlayer(options.audio, () => {
      this.soundMissing.value = true;
    });
  }

  start(): void {
    void this.loadStation();
    const events = this.options.listen(`${this.path}/events`);
    events.addEventListener('visitor', (event) => {
      const { visitor }: PanelEvents['visitor'] = JSON.parse(event.data);
      this.visitor = visitor;
    });
    events.addEventListener('state', (event) => {
      this.heard(JSON.parse(event.data));
    });
    events.addEventListener('error', () => {
      this.state.value = undefined;
      this.visitor = undefined;
      this.nextSecond?.cancel();
    });
    this.speakWhatIsNew();
  }

  turnSound(on: boolean): void {
    this.soundMissing.value = false;
    this.sound.value = on;
    if (!on) this.player.hush();
  }

  async cause(fault: StationFault): Promise<void> {
    this.refused.value = false;
    await this.post('fault', { fault }).catch(() => {
      this.refused.value = true;
    });
  }

  private heard(state: StationState): void {
    const heardAt = this.options.clock.monotonic();
    this.nextSecond?.cancel();
    batch(() => {
      this.state.value = state;
      this.shownMs.value = state.shownMs;
    });
    if (state.scene.kind === 'invite') this.count(state.scene.leftMs, heardAt - state.shownMs);
  }

  /** Goes on at each second that is left of an invitation; of a countdown the box tells every second itself. */
  private count(lengthMs: number, shownAt: number): void {
    const { clock } = this.options;
    const leftMs = lengthMs - (clock.monotonic() - shownAt);
    if (leftMs <= 0) return;
    this.nextSecond = clock.after(leftMs % 1_000 || 1_000, () => {
      this.shownMs.value = clock.monotonic() - shownAt;
      this.count(lengthMs, shownAt);
    });
  }

  /** What was said before the page was opened, or while its sound was off, is not said again. */
  private speakWhatIsNew(): void {
    let heard: number | undefined;
    effect(() => {
      const state = this.state.value;
      if (state === undefined) return;
      const count = state.spoken?.count ?? 0;
      const isNew = heard !== undefined && count !== heard;
      heard = count;
      if (!isNew || state.spoken === undefined || !this.sound.peek()) return;
      this.soundMissing.value = false;
      this.player.play(state.spoken);
    });
  }

  private async loadStation(): Promise<void> {
    const response = await this.options.fetch('/stations');
    const { items }: { items: StationListing[] } = await response.json();
    this.station.value = items.find(({ counter }) => counter === this.options.counter);
  }

  private async post(action: 'key' | 'fault', body: object): Promise<void> {
    const response = await this.options.fetch(`${this.path}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the simulator answered ${response.status}`);
  }
}
