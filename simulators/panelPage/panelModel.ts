import { effect, signal } from '@preact/signals';
import type { Language } from '#words/language.js';
import type { PanelEvents, StationListing } from '../panelServer/panelMessages.js';
import type { StationFault, StationState } from '../panelServer/station.js';
import { KeySender } from './keySender.js';
import { PromptPlayer } from './promptPlayer.js';

export interface PanelModelOptions {
  readonly counter: string;
  readonly fetch: typeof fetch;
  /** Opens `/panel/{counter}/events`; it comes back by itself when the line breaks. */
  readonly listen: (address: string) => EventSource;
  readonly audio: (address: string) => HTMLAudioElement;
}

/** What one panel's page knows and does. */
export class PanelModel {
  readonly station = signal<StationListing | undefined>(undefined);
  /** Absent while the simulator cannot be heard. */
  readonly state = signal<StationState | undefined>(undefined);
  readonly sound = signal<Language | 'off'>('off');
  readonly soundMissing = signal(false);
  readonly refused = signal(false);
  readonly keys: KeySender;
  private readonly player: PromptPlayer;
  private readonly path: string;
  private visitor: string | undefined;

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
      this.state.value = JSON.parse(event.data);
    });
    events.addEventListener('error', () => {
      this.state.value = undefined;
      this.visitor = undefined;
    });
    this.speakWhatIsNew();
  }

  chooseSound(sound: Language | 'off'): void {
    this.soundMissing.value = false;
    this.sound.value = sound;
    if (sound === 'off') this.player.hush();
  }

  async cause(fault: StationFault): Promise<void> {
    this.refused.value = false;
    await this.post('fault', { fault }).catch(() => {
      this.refused.value = true;
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
      const sound = this.sound.peek();
      if (isNew && state.spoken !== undefined && sound !== 'off')
        this.player.play(state.spoken.prompt, sound);
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
