import { signal } from '@preact/signals';
import { CHIMES, type Chime } from './chime.js';
import { type Hush, sound } from './chimeVoice.js';

/** `blocked` until the browser's user has clicked once; `unavailable` where there is no Web Audio. */
export type SoundState = 'blocked' | 'on' | 'unavailable';

/** The page's way to be heard, and the truth about whether it is (A7). */
export class Loudspeaker {
  readonly state = signal<SoundState>('unavailable');
  private readonly context: AudioContext | undefined;

  /** `open` makes the audio context; it may throw where the machine has none. */
  constructor(open: () => AudioContext) {
    try {
      this.context = open();
    } catch {
      return;
    }
    this.context.addEventListener('statechange', () => this.look());
    this.look();
  }

  /** To be called from a click or key press, the only thing that makes a browser allow sound. */
  async arm(): Promise<void> {
    await this.context?.resume();
    this.look();
  }

  /** Plays the milder chime once, so that the volume can be judged. */
  test(): void {
    this.play(CHIMES.medium);
  }

  /** Plays now; silent while the browser does not allow sound. */
  play(chime: Chime): Hush {
    return this.context?.state === 'running' ? sound(this.context, chime) : () => undefined;
  }

  private look(): void {
    this.state.value = this.context?.state === 'running' ? 'on' : 'blocked';
  }
}
