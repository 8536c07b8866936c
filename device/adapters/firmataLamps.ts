import type { Firmata } from 'firmata-io';
import five, { type Led } from 'johnny-five';
import { LEVELS } from '#contract/values.js';
import type { Clock, Timer } from '#platform/clock.js';
import type { Scene } from '../ports/panel.js';
import { lampPins, type PanelWiring } from './firmataPins.js';
import { LampIo } from './lampIo.js';
import { beatOf, lampPattern } from './lampPattern.js';

/**
 * Shows scenes on five key lamps and the accepted lamp, as `five.Led`. A scene shown while no board is there is
 * kept and appears with `setUp`. Only lamps that change are written.
 */
export class FirmataLamps {
  private scene: Scene = { kind: 'dark' };
  private beat = 0;
  private timer: Timer | undefined;
  private io: LampIo | undefined;
  private leds: ReadonlyMap<number, Led> = new Map();

  constructor(
    private readonly wiring: PanelWiring,
    private readonly clock: Clock,
  ) {}

  /** Configures lamps that are as after power-on, and shows the scene. */
  setUp(target: Firmata): void {
    this.io ??= this.create(target);
    this.io.connect(target);
    for (const [pin, led] of this.leds) {
      this.io.pinMode(pin, led.mode);
      led.off();
    }
    this.render();
  }

  /** The board is gone. */
  disconnect(): void {
    this.io?.connect(undefined);
  }

  show(scene: Scene): void {
    const goesOn = scene.kind === this.scene.kind;
    this.scene = scene;
    if (goesOn) return;
    this.timer?.cancel();
    this.beat = 0;
    this.render();
    this.wait();
  }

  private create(model: Firmata): LampIo {
    const io = new LampIo(model);
    const board = new five.Board({ io, repl: false, debug: false, sigint: false });
    this.leds = new Map(lampPins(this.wiring).map((pin) => [pin, new five.Led({ pin, board })]));
    return io;
  }

  private wait(): void {
    const ms = beatOf(this.scene);
    if (ms === undefined) return;
    this.timer = this.clock.after(ms, () => {
      this.beat++;
      this.render();
      this.wait();
    });
  }

  /** The accepted lamp first: it answers a press (W11). */
  private render(): void {
    const lamps = lampPattern(this.scene, this.beat);
    this.write(this.wiring.acceptedLamp, lamps.accepted);
    for (const level of LEVELS) this.write(this.wiring.keyLamps[level], lamps.keys.includes(level));
  }

  private write(pin: number, lit: boolean): void {
    const led = this.leds.get(pin);
    if (led === undefined || led.isOn === lit) return;
    if (lit) led.on();
    else led.off();
  }
}
