import type { Clock, Timer } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import type { Language } from '#words/language.js';
import { PROMPTS, type Prompt, type Voice } from '../ports/voice.js';
import { type ChildExit, type RunningChild, startChild } from './childProcess.js';
import type { Clip, PromptSource } from './promptLibrary.js';

/** Plays one WAV file and ends. */
export const DEFAULT_PLAYER: readonly string[] = ['aplay', '-q'];

/** A player still running this long after its file should have ended hangs. */
const GRACE_MS = 2000;

/** `stop` waits no longer than this for a killed player that the kernel does not let go. */
const STOP_MS = 1000;

export interface WavVoiceOptions {
  readonly prompts: PromptSource;
  /** Spoken one after the other, in this order. */
  readonly languages: readonly Language[];
  /** Program and arguments; the file is added as the last argument. Default `DEFAULT_PLAYER`. */
  readonly player?: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Playing {
  readonly child: RunningChild;
  readonly deadline: Timer;
  /** Why we killed it, if we did. */
  killed?: 'cut' | 'hung';
}

/**
 * Speaks by playing WAV files, each through one child process. The next player starts only when the one before
 * is gone, so the box never talks over itself, even when a sound device hangs (B3). Sound files are looked up once,
 * at `start`: a new recording is heard after a restart.
 *
 * Faults: a prompt without any sound file, which stays until a restart, and a player that cannot be started, fails
 * or hangs. `onFault` hears the first of them, and `undefined` once a prompt was spoken to its end again; each
 * failure is logged.
 */
export class WavVoice implements Voice {
  private readonly player: readonly string[];
  private clips: ReadonlyMap<Prompt, readonly Clip[]> = new Map();
  private onFault: ((fault: string | undefined) => void) | undefined;
  private queue: Clip[] = [];
  private playing: Playing | undefined;
  private faulty = false;
  private flawless = false;
  private incomplete = false;
  private idle: (() => void) | undefined;

  constructor(private readonly options: WavVoiceOptions) {
    this.player = options.player ?? DEFAULT_PLAYER;
  }

  start(onFault: (fault: string | undefined) => void): void {
    this.clips = new Map(PROMPTS.map((prompt) => [prompt, this.lookUp(prompt)] as const));
    this.onFault = onFault;
    this.faulty = false;
    const silent = PROMPTS.filter((prompt) => this.clips.get(prompt)?.length === 0);
    this.incomplete = silent.length > 0;
    if (this.incomplete) this.fail(`no sound file for ${silent.join(', ')}`);
  }

  say(prompt: Prompt): void {
    if (this.onFault === undefined) return;
    this.hush();
    this.queue = [...(this.clips.get(prompt) ?? [])];
    this.flawless = true;
    if (this.queue.length === 0) this.fail(`no sound file for ${prompt}`);
    else this.playNext();
  }

  hush(): void {
    this.queue = [];
    this.kill('cut');
  }

  async stop(): Promise<void> {
    this.onFault = undefined;
    this.hush();
    if (this.playing === undefined) return;
    await new Promise<void>((resolve) => {
      const timer = this.options.clock.after(STOP_MS, resolve);
      this.idle = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  private lookUp(prompt: Prompt): readonly Clip[] {
    return this.options.languages.flatMap((language) => {
      const clip = this.options.prompts.find(prompt, language);
      if (clip === undefined) this.options.logger.warn({ prompt, language }, 'no sound file for a prompt');
      return clip === undefined ? [] : [clip];
    });
  }

  /** Does nothing while a player is still running; its end comes back here. */
  private playNext(): void {
    if (this.playing !== undefined) return;
    const clip = this.queue.shift();
    if (clip === undefined) return;
    const child = startChild([...this.player, clip.file]);
    const deadline = this.options.clock.after(clip.durationMs + GRACE_MS, () => this.kill('hung'));
    const playing: Playing = { child, deadline };
    this.playing = playing;
    void child.exited.then((exit) => this.ended(playing, exit));
  }

  private kill(why: 'cut' | 'hung'): void {
    if (this.playing === undefined || this.playing.killed !== undefined) return;
    this.playing.killed = why;
    this.playing.deadline.cancel();
    this.playing.child.kill();
    // Said at once: a player that the kernel does not let go never reports its end.
    if (why === 'hung') this.fail(`${this.player[0]} hangs`);
  }

  private ended(playing: Playing, exit: ChildExit): void {
    playing.deadline.cancel();
    this.playing = undefined;
    this.idle?.();
    if (playing.killed === undefined && !exit.ok) this.fail(exit.detail);
    if (playing.killed === undefined && this.queue.length === 0 && this.flawless) this.succeed();
    this.playNext();
  }

  private fail(fault: string): void {
    this.flawless = false;
    this.options.logger.warn({ fault }, 'voice failed');
    if (this.faulty) return;
    this.faulty = true;
    this.onFault?.(fault);
  }

  private succeed(): void {
    if (!this.faulty || this.incomplete) return;
    this.faulty = false;
    this.options.logger.info({}, 'voice works again');
    this.onFault?.(undefined);
  }
}
