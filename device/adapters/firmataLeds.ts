import type { Firmata } from 'firmata-io';
import Board from 'johnny-five/lib/board.js';
import Led from 'johnny-five/lib/led/led.js';
import type { FittedWiring } from './firmataFit.js';
import { LAMPS } from './firmataPins.js';
import { dutyOf } from './lampDuty.js';
import { LampIo } from './lampIo.js';
import { brightnessIn, isLit, type LampName, type Lamps } from './lampPattern.js';

/** Duty of a lamp that is always on, in the units of `Led`. */
const FULL = 255;

/** The lamps of a board as johnny-five's `Led`. Made for the first board; another one of its kind is served by the same. */
export class FirmataLeds {
  private readonly io: LampIo;
  private readonly leds: ReadonlyMap<LampName, Led>;

  constructor(
    model: Firmata,
    private readonly fitted: FittedWiring,
  ) {
    this.io = new LampIo(model);
    const board = new Board({ io: this.io, repl: false, debug: false, sigint: false });
    const { lamps } = fitted.wiring;
    this.leds = new Map(
      LAMPS.flatMap((lamp) => {
        const pin = lamps[lamp];
        return pin === undefined ? [] : [[lamp, new Led({ pin, board })] as const];
      }),
    );
  }

  /** Whether these lamps are the ones of a board with such pins. */
  fit(fitted: FittedWiring): boolean {
    return JSON.stringify(fitted) === JSON.stringify(this.fitted);
  }

  /** Configures lamps that are as after power-on; all dark. */
  connect(target: Firmata): void {
    this.io.connect(target);
    this.io.together(() => {
      for (const led of this.leds.values()) {
        this.io.pinMode(led.pin, led.mode);
        led.off();
      }
    });
  }

  /** The board is gone; nothing is written until the next `connect`. */
  disconnect(): void {
    this.io.connect(undefined);
  }

  /**
   * Writes the lamps that changed, or the whole picture, the accepted lamp first (W11), then calls `written`, all in one piece. With
   * nothing to write, or without a board, nothing is called.
   */
  write(lamps: Lamps, extent: 'changes' | 'whole', written: () => void): void {
    if (!this.io.connected) return;
    const changed = [...this.leds].filter(
      ([lamp, led]) => extent === 'whole' || led.value !== this.valueOf(lamp, lamps),
    );
    if (changed.length === 0) return;
    this.io.together(() => {
      for (const [lamp, led] of changed) this.turn(lamp, led, this.valueOf(lamp, lamps));
      written();
    });
  }

  private valueOf(lamp: LampName, lamps: Lamps): number {
    const brightness = brightnessIn(lamps, lamp);
    if (this.isDimmed(lamp)) return Math.round(dutyOf(brightness) * FULL);
    return isLit(brightness) ? this.io.HIGH : this.io.LOW;
  }

  private turn(lamp: LampName, led: Led, value: number): void {
    if (this.isDimmed(lamp)) led.brightness(value);
    else if (value === this.io.HIGH) led.on();
    else led.off();
  }

  private isDimmed(lamp: LampName): boolean {
    return !this.fitted.undimmed.includes(lamp);
  }
}
