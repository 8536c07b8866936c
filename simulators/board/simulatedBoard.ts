import { LEVELS, type Level } from '#contract/values.js';
import type { Clock } from '#platform/clock.js';
import { DEFAULT_WIRING, type PanelWiring } from '../../device/adapters/firmataPins.js';
import { ALL_DARK, type Lamps } from '../../device/adapters/lampPattern.js';
import { Atmega328 } from './atmega328.js';
import type { Board } from './board.js';
import { standardFirmata } from './firmware.js';
import { Pacer } from './pacer.js';
import { PtyBridge } from './ptyBridge.js';

export interface SimulatedBoardOptions {
  /** Path at which the serial device appears. */
  readonly link: string;
  readonly clock: Clock;
  /** Default: the wiring a rating box expects. */
  readonly wiring?: PanelWiring;
}

/** What exists while the board has power. */
interface Powered {
  readonly bridge: PtyBridge;
  chip: Atmega328;
  pacer: Pacer;
}

/**
 * The real firmware on a simulated processor behind a serial device: five keys, six lamps, a cable. Starts
 * unplugged; `plug` and `unplug` are its life. Methods other than `plug` never throw.
 */
export class SimulatedBoard implements Board {
  readonly link: string;
  private readonly wiring: PanelWiring;
  private readonly flash = standardFirmata();
  private readonly closed = new Set<Level>();
  private readonly listeners = new Set<() => void>();
  private readonly outgoing: number[] = [];
  private powered: Powered | undefined;
  private cable: Promise<void> = Promise.resolve();
  private shown: Lamps = ALL_DARK;

  constructor(private readonly options: SimulatedBoardOptions) {
    this.link = options.link;
    this.wiring = options.wiring ?? DEFAULT_WIRING;
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

  press(level: Level): void {
    this.contact(level, true);
  }

  release(level: Level): void {
    this.contact(level, false);
  }

  bounce(level: Level, pattern: readonly number[]): void {
    const flip = () => {
      if (!this.closed.delete(level)) this.closed.add(level);
      this.wireKeys();
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

  lamps(): Lamps {
    return this.shown;
  }

  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
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
      onPins: () => this.look(),
    });
    for (const level of this.closed) chip.ground(this.wiring.keys[level], true);
    return { chip, pacer: new Pacer(this.options.clock, chip, () => this.send()) };
  }

  private receive(chunk: Uint8Array): void {
    if (this.powered?.pacer.running) this.input((chip) => chip.receive(chunk));
  }

  private send(): void {
    if (this.outgoing.length === 0) return;
    this.powered?.bridge.write(Uint8Array.from(this.outgoing.splice(0)));
  }

  private contact(level: Level, down: boolean): void {
    if (down) this.closed.add(level);
    else this.closed.delete(level);
    this.input(() => this.wireKeys());
  }

  /** Something from outside reaches the chip, at this moment of its own time. */
  private input(act: (chip: Atmega328) => void): void {
    const { powered } = this;
    if (powered === undefined) return;
    powered.pacer.touch();
    act(powered.chip);
  }

  private wireKeys(): void {
    for (const level of LEVELS) {
      this.powered?.chip.ground(this.wiring.keys[level], this.closed.has(level));
    }
  }

  private look(): void {
    const lamps = this.observe();
    if (lamps.accepted === this.shown.accepted && `${lamps.keys}` === `${this.shown.keys}`) return;
    this.shown = lamps;
    for (const listener of this.listeners) listener();
  }

  private observe(): Lamps {
    const chip = this.powered?.chip;
    if (chip === undefined) return ALL_DARK;
    return {
      keys: LEVELS.filter((level) => chip.isHigh(this.wiring.keyLamps[level])),
      accepted: chip.isHigh(this.wiring.acceptedLamp),
    };
  }
}
