import type { Clock, Timer } from '#platform/clock.js';
import type { Scene } from '../ports/panel.js';
import { frameOf, lampPattern } from './lampPattern.js';
import { lampsLine } from './serialPadFrame.js';

/**
 * Shows scenes on the lamps of a pad. A scene shown while no pad is there is kept and appears with `connect`. Only
 * frames that differ from the last one are said, so that nothing is while a scene stands still.
 */
export class SerialPadLamps {
  private scene: Scene = { kind: 'dark' };
  private since: number;
  private timer: Timer | undefined;
  private say: ((line: string) => void) | undefined;
  private said: string | undefined;

  constructor(private readonly clock: Clock) {
    this.since = clock.monotonic();
  }

  /** Tells a pad whose lamps are dark or unknown what to show, now and from now on. */
  connect(say: (line: string) => void): void {
    this.say = say;
    this.repeat();
  }

  disconnect(): void {
    this.say = undefined;
  }

  /** Says the present frame even if it was said before. */
  repeat(): void {
    this.said = undefined;
    this.render();
  }

  /** A scene of the same kind goes on where the last one was. */
  show(scene: Scene): void {
    if (scene.kind !== this.scene.kind) this.since = this.clock.monotonic();
    this.scene = scene;
    this.timer?.cancel();
    this.render();
    this.wait();
  }

  private wait(): void {
    const ms = frameOf(this.scene);
    if (ms === undefined) return;
    this.timer = this.clock.after(ms, () => {
      this.render();
      this.wait();
    });
  }

  private render(): void {
    if (this.say === undefined) return;
    const line = lampsLine(lampPattern(this.scene, this.clock.monotonic() - this.since));
    if (line === this.said) return;
    this.said = line;
    this.say(line);
  }
}
