import type { Clock } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import type { Utterance, Voice, VoiceTuning } from '../ports/voice.js';
import { ClipPlayer } from './clipPlayer.js';
import type { Player } from './player.js';
import type { PromptSounds } from './promptSounds.js';
import { Repertoire } from './repertoire.js';

export interface WavVoiceOptions {
  readonly sounds: PromptSounds;
  readonly player: Player;
  /** Until `tune` is called. */
  readonly tuning: VoiceTuning;
  readonly clock: Clock;
  readonly logger: Logger;
}

const MUTE = new Repertoire([], new Map());

/**
 * Speaks by playing WAV files, one at a time (B3). What a tuning needs is made ready in the background and then
 * taken over at once; until then everything is said as before. `start` waits for the sounds that exist, never for
 * one that has to be synthesised. Volume 0 silences at once. The language of an utterance has to be a tuned one;
 * where it has no sound the tuned languages are heard instead, so that nobody is left in silence.
 *
 * Faults: a prompt without a sound in any language or a volume that cannot be had, both until a tuning that has
 * them; and a player that cannot be started, fails or hangs. `onFault` hears the first of them, and `undefined` once
 * a prompt was spoken to its end again; each failure is logged.
 */
export class WavVoice implements Voice {
  private readonly player: ClipPlayer;
  private tuning: VoiceTuning;
  private repertoire = MUTE;
  /** Replaced ones of which something may still be playing. */
  private retired: Repertoire[] = [];
  private preparation = new AbortController();
  private preparing: Promise<void> = Promise.resolve();
  private onFault: ((fault: string | undefined) => void) | undefined;
  private faulty = false;
  /** Something is wrong that no prompt spoken to its end can disprove. */
  private defective = false;
  private complete = false;

  constructor(private readonly options: WavVoiceOptions) {
    this.tuning = options.tuning;
    this.player = new ClipPlayer(options.player, options.clock, {
      failed: (fault) => this.fail(fault),
      finished: () => this.succeed(),
      idle: () => this.releaseRetired(),
    });
  }

  /** Resolves when the sounds of the last tuning are as good as they will be. */
  get settled(): Promise<void> {
    return this.preparing;
  }

  async start(onFault: (fault: string | undefined) => void): Promise<void> {
    this.onFault = onFault;
    this.faulty = false;
    await this.options.sounds.clear();
    await this.retune();
  }

  tune(tuning: VoiceTuning): void {
    if (sameTuning(tuning, this.tuning)) return;
    this.tuning = tuning;
    if (this.onFault !== undefined) void this.retune();
  }

  say(utterance: Utterance): void {
    if (this.onFault === undefined) return;
    const clips = this.repertoire.clipsFor(utterance);
    this.player.play(clips);
    if (clips.length === 0 && this.complete) this.fail(`no sound file for ${utterance.prompt}`);
  }

  hush(): void {
    this.player.hush();
  }

  async stop(): Promise<void> {
    this.onFault = undefined;
    this.preparation.abort();
    await this.player.stop();
    this.adopt(MUTE);
    await this.preparing;
    await this.options.sounds.clear();
  }

  /** Resolves when what exists can be said. */
  private retune(): Promise<void> {
    this.preparation.abort();
    const preparation = new AbortController();
    this.preparation = preparation;
    this.complete = false;
    if (this.tuning.volume === 0) {
      this.player.hush();
      this.adopt(MUTE);
      this.defective = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const ready = (repertoire: Repertoire): void => {
        if (preparation.signal.aborted) void repertoire.dispose();
        else this.adopt(repertoire);
        resolve();
      };
      this.preparing = this.options.sounds.makeReady(this.tuning, ready, preparation.signal).then(() => {
        if (!preparation.signal.aborted) this.judge();
        resolve();
      });
    });
  }

  private adopt(repertoire: Repertoire): void {
    this.retired.push(this.repertoire);
    this.repertoire = repertoire;
    if (!this.player.busy) this.releaseRetired();
  }

  private releaseRetired(): void {
    for (const repertoire of this.retired.splice(0)) void repertoire.dispose();
  }

  private judge(): void {
    const { silent, defect } = this.repertoire;
    this.complete = true;
    this.defective = silent.length > 0 || defect !== undefined;
    if (silent.length > 0) this.fail(`no sound file for ${silent.join(', ')}`);
    else if (defect !== undefined) this.fail(defect);
  }

  private fail(fault: string): void {
    this.options.logger.warn({ fault }, 'voice failed');
    if (this.faulty) return;
    this.faulty = true;
    this.onFault?.(fault);
  }

  private succeed(): void {
    if (!this.faulty || this.defective) return;
    this.faulty = false;
    this.options.logger.info({}, 'voice works again');
    this.onFault?.(undefined);
  }
}

const sameTuning = (one: VoiceTuning, other: VoiceTuning): boolean =>
  one.volume === other.volume && one.languages.join() === other.languages.join();
