import { signal } from '@preact/signals';
import { CHIMES, type Chime } from './chime.js';
import { type Hush, sound } from './chimeVoice.js';
import { gainOf, VOLUME } from './volume.js';

/** `blocked` until the browser's user has clicked once; `unavailable` where there is no Web Audio. */
export type SoundState = 'blocked' | 'on' | 'unavailable';

/** What all sound of the page goes through: volume, then a look at what leaves, then the computer's output. */
interface Output {
  readonly context: AudioContext;
  readonly volume: GainNode;
  readonly meter: AnalyserNode;
}

/** Samples the meter looks back on: the most a browser allows, two thirds of a second at 48 kHz. */
const LOOK_BACK = 32_768;
/** A change of volume takes so many seconds, so that it does not crackle in the middle of a note. */
const GLIDE_S = 0.015;

/** The page's way to be heard, and the truth about whether it is (A7). */
export class Loudspeaker {
  readonly state = signal<SoundState>('unavailable');
  private readonly output: Output | undefined;
  private tested: Hush | undefined;

  /** `open` makes the audio context; it may throw where the machine has none. */
  constructor(open: () => AudioContext) {
    try {
      this.output = outputOf(open());
    } catch {
      return;
    }
    this.output.context.addEventListener('statechange', () => this.look());
    this.look();
  }

  /** To be called from a click or key press, the only thing that makes a browser allow sound. */
  async arm(): Promise<void> {
    await this.output?.context.resume();
    this.look();
  }

  /** Plays the milder chime once, so that the volume can be judged. Asked again, it starts again. */
  test(): void {
    this.tested?.();
    this.tested = this.play(CHIMES.medium);
  }

  /** Plays now; silent while the browser does not allow sound. */
  play(chime: Chime): Hush {
    const { output } = this;
    if (output?.context.state !== 'running') return () => undefined;
    return sound(output.context, chime, output.context.currentTime, output.volume);
  }

  /** 0.1–1. */
  setVolume(volume: number): void {
    this.output?.volume.gain.setTargetAtTime(gainOf(volume), this.output.context.currentTime, GLIDE_S / 3);
  }

  /**
   * Largest sample of the last two thirds of a second as it left for the computer's output, full scale being 1. It proves
   * the page and the browser, not that a loudspeaker is plugged in.
   */
  peak(): number {
    if (this.output === undefined) return 0;
    const samples = new Float32Array(LOOK_BACK);
    this.output.meter.getFloatTimeDomainData(samples);
    return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  }

  /**
   * Calls `task` after so many ms of the audio clock, which goes on at its pace where a hidden page's timers do not.
   * Never, while the browser does not allow sound.
   */
  afterSound(ms: number, task: () => void): void {
    if (this.output?.context.state !== 'running') return;
    const { context, volume } = this.output;
    const silence = context.createConstantSource();
    silence.offset.value = 0;
    silence.connect(volume);
    silence.onended = () => {
      silence.disconnect();
      task();
    };
    silence.start();
    silence.stop(context.currentTime + ms / 1_000);
  }

  private look(): void {
    const running = this.output?.context.state === 'running';
    const wasOn = this.state.value === 'on';
    this.state.value = running ? 'on' : 'blocked';
    // A browser may stop the sound of a page it let sound before, as when the computer was asleep.
    if (wasOn && !running) this.output?.context.resume().catch(() => undefined);
  }
}

function outputOf(context: AudioContext): Output {
  const volume = context.createGain();
  volume.gain.value = gainOf(VOLUME.first);
  const meter = context.createAnalyser();
  meter.fftSize = LOOK_BACK;
  volume.connect(meter);
  meter.connect(context.destination);
  return { context, volume, meter };
}
