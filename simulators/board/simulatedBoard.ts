import { LEVELS } from '#contract/values.js';
import type { Clock } from '#platform/clock.js';
import { brightnessOf } from '../../device/adapters/lampDuty.js';
import { ALL_DARK, type LampName, type Lamps, type LitLamps } from '../../device/adapters/lampPattern.js';
import type { Key } from '../../device/ports/panel.js';
import { Atmega328 } from './atmega328.js';
import type { Board, LampMeter } from './board.js';
import { type BoardDesign, firmataUno } from './boardDesign.js';
import { flashImage } from './firmware.js';
import { LampWatch } from './lampWatch.js';
import { Pacer } from './pacer.js';
import { PtyBridge } from './ptyBridge.js';

export interface SimulatedBoardOptions {
  /** Path at which the serial device appears. */
  readonly link: string;
  readonly clock: Clock;
  /** Default: `firmataUno()`. */
  readonly design?: BoardDesign;
}

/** What exists while the board has power. */
interface Powered {
  readonly bridge: PtyBridge;
  chip: Atmega328;
  pacer: Pacer;
}

/**
 * A real program on a simulated processor behind a serial device: keys, lamps, a cable. Starts unplugged; `plug`
 * and `unplug` are its life. Methods other than `plug` never throw.
 */
export class SimulatedBoard implements Board, LampMeter {
  readonly link: string;
  private readonly wiring: BoardDesign['wiring'];
  private readonly flash: Uint8Array;
  private readonly closed = new Set<Key>();
  private readonly lampWatch = new LampWatch();
  private readonly outgoing: number[] = [];
  private powered: Powered | undefined;
  private cable: Promise<void> = Promise.resolve();
  private pinsMoved = false;

  /** Throws as `flashImage` does. */
  constructor(private readonly options: SimulatedBoardOptions) {
    const { link, design = firmataUno() } = options;
    this.link = link;
    this.wiring = design.wiring;
    this.flash = flashImage(design.program);
  }

  /** Rejects with `CodedError` `board/socat-missing` or `board/pty`. */
  plug(): Promise<void> {
    return this.handleCable(async () => {
      if (this.powered !== undefined) return;
      const bridge = await PtyBridge.open({
        link: this.link,
        clock: this.options.clock,
        onData: (chunk) => this.receive(chunk),
      });
      this.powered = { bridge, ...this.boot() };
      this.powered.pacer.run();
    });
  }

  unplug(): Promise<void> {
    return this.handleCable(async () => {
      const { powered } = this;
      this.powered = undefined;
      powered?.pacer.halt();
      this.look();
      await powered?.bridge.close();
    });
  }

  press(key: Key): void {
    this.contact(key, true);
  }

  release(key: Key): void {
    this.contact(key, false);
  }

  bounce(key: Key, pattern: readonly number[]): void {
    const flip = () => {
      if (!this.closed.delete(key)) this.closed.add(key);
      if (this.powered !== undefined) this.wireKey(this.powered.chip, key);
    };
    if (this.powered === undefined) {
      for (let changes = 0; changes <= pattern.length; changes++) flip();
    }
    this.input((chip) => {
      flip();
      let at = 0;
      for (const pause of pattern) {
        at += pause;
        chip.after(at, flip);
      }
    });
  }

  reset(): void {
    const { powered } = this;
    if (powered === undefined) return;
    powered.pacer.halt();
    Object.assign(powered, this.boot());
    powered.pacer.run();
    this.look();
  }

  hang(): void {
    this.powered?.pacer.touch();
    this.powered?.pacer.halt();
  }

  unhang(): void {
    this.powered?.pacer.halt();
    this.powered?.pacer.run();
  }

  lamps(): LitLamps {
    return this.lampWatch.lit();
  }

  /** Every lamp with its brightness. */
  get shown(): Lamps {
    return this.lampWatch.lamps;
  }

  brightness(lamp: LampName): number {
    return this.lampWatch.brightness(lamp);
  }

  watch(listener: () => void): () => void {
    return this.lampWatch.watch(listener);
  }

  /** One at a time, in the order asked. */
  private handleCable(step: () => Promise<void>): Promise<void> {
    const done = this.cable.then(step);
    this.cable = done.catch(() => undefined);
    return done;
  }

  private boot(): { chip: Atmega328; pacer: Pacer } {
    this.outgoing.length = 0;
    const chip = new Atmega328({
      flash: this.flash,
      onTransmit: (byte) => void this.outgoing.push(byte),
      onPins: () => {
        this.pinsMoved = true;
      },
    });
    for (const key of this.closed) this.wireKey(chip, key);
    return { chip, pacer: new Pacer(this.options.clock, chip, () => this.sliceDone()) };
  }

  private receive(chunk: Uint8Array): void {
    if (this.powered?.pacer.running) this.input((chip) => chip.receive(chunk));
  }

  /** A duty is written in several steps: only what pins show at the end of a slice is a change of a lamp. */
  private sliceDone(): void {
    if (this.pinsMoved) this.look();
    if (this.outgoing.length === 0) return;
    this.powered?.bridge.write(Uint8Array.from(this.outgoing.splice(0)));
  }

  private contact(key: Key, down: boolean): void {
    if (down) this.closed.add(key);
    else this.closed.delete(key);
    this.input((chip) => this.wireKey(chip, key));
  }

  /** Something from outside reaches the chip, at this moment of its own time. */
  private input(act: (chip: Atmega328) => void): void {
    const { powered } = this;
    if (powered === undefined) return;
    powered.pacer.touch();
    act(powered.chip);
  }

  private wireKey(chip: Atmega328, key: Key): void {
    const pin = this.wiring.keys[key];
    if (pin !== undefined) chip.ground(pin, this.closed.has(key));
  }

  private look(): void {
    this.pinsMoved = false;
    this.lampWatch.see(this.observe());
  }

  private observe(): Lamps {
    const chip = this.powered?.chip;
    if (chip === undefined) return ALL_DARK;
    const seen = (pin: number | undefined) => (pin === undefined ? 0 : brightnessOf(chip.duty(pin)));
    const { lamps } = this.wiring;
    const keys = Object.fromEntries(LEVELS.map((level) => [level, seen(lamps[level])])) as Lamps['keys'];
    return { keys, accepted: seen(lamps.accepted), moreTime: seen(lamps['more-time']) };
  }
}
