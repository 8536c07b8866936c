import type { Firmata } from 'firmata-io';
import type { Clock, Timer } from '#platform/clock.js';
import type { Scene } from '../ports/panel.js';
import type { FittedWiring } from './firmataFit.js';
import { FirmataLeds } from './firmataLeds.js';
import { frameOf, type Lamps, lampPattern } from './lampPattern.js';

/** A picture of a moving scene waits until the board has carried out the one before it; a new scene does not. */
const MOST_UNCONFIRMED = { picture: 1, scene: 2 } as const;

/** Calls back when a board has carried out everything it was sent; never, if it falls silent or is set up before. */
export type Fence = (passed: () => void) => void;

/**
 * Shows scenes on the lamps of a board. A scene shown while no board is there is kept and appears with `setUp`.
 * At no time are more than two pictures on their way to the board (about 20 bytes each, 3.5 ms at 57,600 baud), so
 * that a slow or hanging one makes no queue: pictures are left out, and the newest is drawn when it follows again.
 */
export class FirmataLamps {
  private scene: Scene = { kind: 'dark' };
  private since: number;
  private timer: Timer | undefined;
  private leds: FirmataLeds | undefined;
  private fence: Fence = () => undefined;
  /** Pictures sent since the set-up that the board has not yet carried out. */
  private unconfirmed = 0;
  private owing = false;

  constructor(private readonly clock: Clock) {
    this.since = clock.monotonic();
  }

  /** Configures lamps that are as after power-on, and shows the scene. */
  setUp(io: Firmata, fitted: FittedWiring, fence: Fence): void {
    if (this.leds?.fit(fitted) !== true) this.leds = new FirmataLeds(io, fitted);
    this.fence = fence;
    this.unconfirmed = 0;
    this.leds.connect(io);
    this.draw();
  }

  /** The board is gone. */
  disconnect(): void {
    this.leds?.disconnect();
  }

  show(scene: Scene): void {
    const goesOn = scene.kind === this.scene.kind;
    this.scene = scene;
    if (!goesOn) this.since = this.clock.monotonic();
    if (this.unconfirmed < MOST_UNCONFIRMED.scene) this.draw();
    else this.owing = true;
    if (goesOn) return;
    this.timer?.cancel();
    this.wait();
  }

  /** Draws the picture of now again, whole: what the line lost of the one before is made good. */
  repeat(): void {
    if (this.unconfirmed < MOST_UNCONFIRMED.picture) this.draw('whole');
  }

  private wait(): void {
    const frame = frameOf(this.scene);
    if (frame === undefined) return;
    const elapsed = this.clock.monotonic() - this.since;
    this.timer = this.clock.after((this.picture(frame) + 1) * frame - elapsed, () => {
      if (this.unconfirmed < MOST_UNCONFIRMED.picture) this.draw();
      this.wait();
    });
  }

  private draw(extent: 'changes' | 'whole' = 'changes'): void {
    this.owing = false;
    this.leds?.write(this.lamps(), extent, () => {
      this.unconfirmed++;
      this.fence(() => {
        this.unconfirmed--;
        if (this.owing) this.draw();
      });
    });
  }

  private lamps(): Lamps {
    const frame = frameOf(this.scene);
    return lampPattern(this.scene, frame === undefined ? 0 : this.picture(frame) * frame);
  }

  /** Number of the picture for now: the nearest, because a timer may be a little early or late. */
  private picture(frame: number): number {
    return Math.round((this.clock.monotonic() - this.since) / frame);
  }
}
