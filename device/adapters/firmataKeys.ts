import type { Firmata } from 'firmata-io';
import type { Clock, Timer } from '#platform/clock.js';
import { KEYS, type Key, type KeyEdge } from '../ports/panel.js';
import type { PanelWiring } from './firmataPins.js';

/** Pull-ups charge the lines, then reporting begins, then the contacts are believed. */
const PULL_UP_MS = 50;
const SETTLE_MS = 200;

export interface FirmataKeysOptions {
  readonly clock: Clock;
  /** The keys are believed from now on; `held` are down. */
  readonly settled: (held: readonly Key[]) => void;
  readonly edge: (edge: KeyEdge) => void;
}

/**
 * Reads buttons to ground as raw edges. All pull-ups are turned on before anything is reported and nothing
 * is believed for a quarter of a second, because a port of eight pins reports what a half set-up pin happens to
 * read. johnny-five's `Button` is not used: its fixed debounce would delay every press by 7 ms.
 */
export class FirmataKeys {
  private wired: ReadonlyMap<number, Key> = new Map();
  private readonly down = new Set<Key>();
  private believed = false;
  private timer: Timer | undefined;

  constructor(private readonly options: FirmataKeysOptions) {}

  /** Listens to a newly connected board; `setUp` follows. */
  attach(io: Firmata): void {
    io.on('digital-read', ({ pin, value }: { pin: number; value: number }) =>
      this.read(pin, value === io.LOW),
    );
  }

  /** Configures pins that are as after power-on. A second call begins again. */
  setUp(io: Firmata, keys: PanelWiring<number>['keys']): void {
    this.forget();
    this.wired = new Map(
      KEYS.flatMap((key) => {
        const pin = keys[key];
        return pin === undefined ? [] : [[pin, key] as const];
      }),
    );
    const pins = [...this.wired.keys()];
    for (const pin of pins) io.pinMode(pin, io.MODES.PULLUP);
    this.timer = this.options.clock.after(PULL_UP_MS, () => {
      for (const port of new Set(pins.map((pin) => pin >> 3))) io.reportDigitalPin(port << 3, 1);
      this.timer = this.options.clock.after(SETTLE_MS, () => this.believe());
    });
  }

  /** Reports nothing more until the next `setUp`. */
  forget(): void {
    this.timer?.cancel();
    this.believed = false;
    this.down.clear();
  }

  private believe(): void {
    this.believed = true;
    this.options.settled(KEYS.filter((key) => this.down.has(key)));
  }

  /** The board reports all pins of a port when one of them changes. */
  private read(pin: number, down: boolean): void {
    const key = this.wired.get(pin);
    if (key === undefined || this.down.has(key) === down) return;
    if (down) this.down.add(key);
    else this.down.delete(key);
    if (this.believed) this.options.edge({ key, down });
  }
}
