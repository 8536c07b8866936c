import type { Clock, Timer } from '#platform/clock.js';

export interface HeartbeatOptions {
  readonly clock: Clock;
  /** Time between an answer and the next question, in ms. */
  readonly periodMs: number;
  /** A question not answered for so long means silence, in ms. */
  readonly timeoutMs: number;
  /** Asks the device for a sign of life. */
  readonly ask: () => void;
  /** The device fell silent; called once until it answers again. */
  readonly silent: () => void;
}

/** Last part of the waiting, so that input which queued up while this process itself was blocked is read first. */
const SECOND_LOOK_MS = 100;

/**
 * Asks a device again and again whether it lives. Silence is noticed within `periodMs + timeoutMs`. Asking goes
 * on during silence, because a device that hangs may lose what it is sent.
 */
export class Heartbeat {
  private timer: Timer | undefined;
  private waiting = false;
  private isSilent = false;

  constructor(private readonly options: HeartbeatOptions) {}

  /** Asks at once. */
  start(): void {
    this.stop();
    this.isSilent = false;
    this.beat();
  }

  stop(): void {
    this.timer?.cancel();
    this.waiting = false;
  }

  /** A sign of life came. True when it ended a silence. */
  answered(): boolean {
    const returned = this.isSilent;
    this.isSilent = false;
    if (this.waiting || returned) this.rest();
    return returned;
  }

  private rest(): void {
    this.waiting = false;
    this.timer?.cancel();
    this.timer = this.options.clock.after(this.options.periodMs, () => this.beat());
  }

  private beat(): void {
    const { clock, timeoutMs, ask } = this.options;
    this.waiting = true;
    this.timer = clock.after(timeoutMs - SECOND_LOOK_MS, () => {
      this.timer = clock.after(SECOND_LOOK_MS, () => this.miss());
    });
    ask();
  }

  private miss(): void {
    const first = !this.isSilent;
    this.isSilent = true;
    this.rest();
    if (first) this.options.silent();
  }
}
