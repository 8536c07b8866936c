import type { Clock, Timer } from '#platform/clock.js';
import { type ChildExit, type RunningChild, startChild } from './childProcess.js';
import type { Player } from './player.js';
import type { Clip } from './promptLibrary.js';

/** A player still running this long after its file should have ended hangs. */
const GRACE_MS = 2000;

/** `stop` waits no longer than this for a killed player that the kernel does not let go. */
const STOP_MS = 1000;

export interface ClipPlayerListener {
  /** A player that cannot be started, ends badly or hangs; the next clip is played all the same. */
  failed(fault: string): void;
  /** Every clip was played to its end and none failed. */
  finished(): void;
  /** Nothing is being played any more, for whatever reason. */
  idle(): void;
}

interface Playing {
  readonly child: RunningChild;
  readonly deadline: Timer;
  readonly program: string;
  /** Why we killed it, if we did. */
  killed?: 'cut' | 'hung';
}

/**
 * Plays WAV files, each through one child process. The next player starts only when the one before is gone, so
 * nothing is ever played over something else, even when a sound device hangs (B3).
 */
export class ClipPlayer {
  private queue: Clip[] = [];
  private playing: Playing | undefined;
  private flawless = false;
  private stopped: (() => void) | undefined;

  constructor(
    private readonly player: Player,
    private readonly clock: Clock,
    private readonly listener: ClipPlayerListener,
  ) {}

  get busy(): boolean {
    return this.playing !== undefined;
  }

  /** Cuts what is being played and plays these, one after the other. Never throws. */
  play(clips: readonly Clip[]): void {
    this.hush();
    this.queue = [...clips];
    this.flawless = true;
    this.playNext();
  }

  hush(): void {
    this.queue = [];
    this.kill('cut');
  }

  /** Resolves when the player is gone, at the latest after 1 s. */
  async stop(): Promise<void> {
    this.hush();
    if (!this.busy) return;
    await new Promise<void>((resolve) => {
      const timer = this.clock.after(STOP_MS, resolve);
      this.stopped = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  /** Does nothing while a player is still running; its end comes back here. */
  private playNext(): void {
    if (this.playing !== undefined) return;
    const clip = this.queue.shift();
    if (clip === undefined) return;
    const command = this.player(clip.file);
    const child = startChild(command);
    const deadline = this.clock.after(clip.durationMs + GRACE_MS, () => this.kill('hung'));
    const playing: Playing = { child, deadline, program: command[0] ?? '' };
    this.playing = playing;
    void child.exited.then((exit) => this.ended(playing, exit));
  }

  private kill(why: 'cut' | 'hung'): void {
    if (this.playing === undefined || this.playing.killed !== undefined) return;
    this.playing.killed = why;
    this.playing.deadline.cancel();
    this.playing.child.kill();
    // Said at once: a player that the kernel does not let go never reports its end.
    if (why === 'hung') this.fail(`${this.playing.program} hangs`);
  }

  private ended(playing: Playing, exit: ChildExit): void {
    playing.deadline.cancel();
    this.playing = undefined;
    this.stopped?.();
    if (playing.killed === undefined && !exit.ok) this.fail(exit.detail);
    if (playing.killed === undefined && this.queue.length === 0 && this.flawless) this.listener.finished();
    this.playNext();
    if (!this.busy) this.listener.idle();
  }

  private fail(fault: string): void {
    this.flawless = false;
    this.listener.failed(fault);
  }
}
