import type { Clock, Timer } from '#platform/clock.js';
import type { Scene } from '../../ports/panel.js';
import { frameOf, type Lamps, lampPattern } from '../lampPattern.js';

/** Plays scenes: calls back with the lamps at each picture of the scene, at once for a new one. */
export class PadLamps {
  private scene: Scene = { kind: 'dark' };
  private since: number;
  private timer: Timer | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly changed: (lamps: Lamps) => void,
  ) {
    this.since = clock.monotonic();
  }

  /** The lamps as they should be now. */
  get lamps(): Lamps {
    return lampPattern(this.scene, this.clock.monotonic() - this.since);
  }

  /** An invitation that is shown again goes on breathing; each second of a countdown begins anew. */
  show(scene: Scene): void {
    const goesOn = scene.kind === this.scene.kind && scene.kind !== 'countdown';
    this.scene = scene;
    if (!goesOn) this.since = this.clock.monotonic();
    this.play();
  }

  private play(): void {
    this.timer?.cancel();
    this.changed(this.lamps);
    const frame = frameOf(this.scene);
    if (frame !== undefined) this.timer = this.clock.after(frame, () => this.play());
  }
}
