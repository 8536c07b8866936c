import { LEVELS, type Level } from '#contract/values.js';
import type { LitLamps } from '../../device/adapters/lampPattern.js';
import type { Key } from '../../device/ports/panel.js';
import type { PadFirmware } from './simulatedPad.js';

/** Byte and bit of each key in an input report, and the number of its backlight, as recorded from a pad. */
type Wire = readonly [byte: number, bit: number, backlight: number];

const WIRING: ReadonlyMap<Key | 'eighth', Wire> = new Map<Key | 'eighth', Wire>([
  [5, [2, 0b01, 0]],
  [4, [3, 0b01, 1]],
  [3, [4, 0b01, 2]],
  [2, [5, 0b01, 3]],
  [1, [2, 0b10, 4]],
  ['more-time', [3, 0b10, 5]],
  ['language', [4, 0b10, 8]],
  ['eighth', [5, 0b10, 9]],
]);
const UNIT_ID = 2;
const PROGRAM_SWITCH = 0b01;
const STATE_REPLY = 0b10;

/** An X-keys XK-8 whose backlights are all lit at power-on. */
export class Xk8Firmware implements PadFirmware {
  readonly vendorId = 0x05f3;
  readonly productId = 1130;
  /** Keys, mouse, keyboard; the keys twice, for two usages. */
  readonly interfaces = [0, 0, 1, 2];
  /** Backlights that are lit. */
  readonly lit = new Set<number>();

  boot(): void {
    for (const [, , backlight] of WIRING.values()) this.lit.add(backlight);
  }

  keysReport(down: ReadonlySet<Key>): Uint8Array {
    return this.state(down, PROGRAM_SWITCH);
  }

  write(report: Uint8Array, down: ReadonlySet<Key>): Uint8Array | undefined {
    if (report.length !== 36 || report[0] !== 0) throw new Error('the pad takes output reports of 36 bytes');
    const [, command, lamp = 0, state] = report;
    if (command === 0xb1) return this.state(down, PROGRAM_SWITCH | STATE_REPLY);
    if (command === 0xb5) {
      if (state === 0) this.lit.delete(lamp);
      else this.lit.add(lamp);
    }
    return undefined;
  }

  sendFeature(): void {
    throw new Error('the pad has no feature reports');
  }

  readFeature(): Uint8Array {
    throw new Error('the pad has no feature reports');
  }

  lamps(): LitLamps {
    const isLit = (key: Level | 'eighth'): boolean => this.lit.has(WIRING.get(key)?.[2] ?? -1);
    return { keys: LEVELS.filter(isLit), accepted: isLit('eighth') };
  }

  private state(down: ReadonlySet<Key>, kind: number): Uint8Array {
    const report = new Uint8Array(32);
    report[0] = UNIT_ID;
    report[1] = kind;
    for (const key of down) {
      const [byte, bit] = WIRING.get(key) ?? [0, 0];
      report[byte] = (report[byte] ?? 0) | bit;
    }
    return report;
  }
}
