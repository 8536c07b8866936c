import type { Clock, Timer } from '#platform/clock.js';
import { CHIMES, type Chime, type Priority } from './chime.js';

/** Sounds one chime now and returns what cuts it short. */
export type Play = (chime: Chime) => () => void;

/** Repeats the chime that is called for until none is (A3, A7). A change of urgency is heard at once. */
export class ChimeRepeater {
  private wanted: Priority | undefined;
  private hush: (() => void) | undefined;
  private timer: Timer | undefined;

  constructor(private readonly options: { readonly clock: Clock; readonly play: Play }) {}

  /** The chime to repeat from now on, or silence. The same again changes nothing. */
  call(priority: Priority | undefined): void {
    if (priority === this.wanted) return;
    this.wanted = priority;
    this.timer?.cancel();
    this.hush?.();
    this.hush = undefined;
    if (priority !== undefined) this.strike(CHIMES[priority]);
  }

  private strike(chime: Chime): void {
    this.hush = this.options.play(chime);
    this.timer = this.options.clock.after(chime.repeatMs, () => this.strike(chime));
  }
}
