import type { PadDriver } from '../../../device/adapters/hid/padDriver.js';
import { STREAM_DECK_MINI } from '../../../device/adapters/hid/streamDeckMini.js';
import { XK8 } from '../../../device/adapters/hid/xk8.js';
import { KEYS } from '../../../device/ports/panel.js';
import type { Dice } from '../dice.js';
import type { Target } from '../target.js';

interface Sample {
  readonly report: Uint8Array;
  readonly down: string;
}

/** A report that both know: the first key is down. */
const XK8_FIRST: Sample = {
  report: Uint8Array.from([0, 0, 0b01, ...Array.from({ length: 29 }, () => 0)]),
  down: '5',
};
const MINI_FIRST: Sample = {
  report: Uint8Array.from([1, 1, ...Array.from({ length: 15 }, () => 0)]),
  down: '5',
};

function reports(name: string, driver: PadDriver, sample: Sample, dice: Dice): Target {
  return {
    name,
    feed() {
      const report = dice.chance(0.5)
        ? dice.harm(sample.report)
        : dice.bytes(dice.pick([0, 1, 16, 17, 31, 32, 33, 65, 66, 1_024]));
      const state = driver.read(report);
      if (state?.down.some((key) => !KEYS.includes(key)) || (state?.down.length ?? 0) > KEYS.length)
        throw new Error(`keys that no pad has: ${state?.down.join()}`);
    },
    probe() {
      if (driver.read(sample.report)?.down.join() !== sample.down)
        throw new Error('a report was not understood');
    },
  };
}

/** Input reports of both kinds of pad. */
export const hidReports = (dice: Dice): Target[] => [
  reports('HID, XK-8', XK8.makeDriver(), XK8_FIRST, dice),
  reports('HID, Stream Deck Mini', STREAM_DECK_MINI.makeDriver(), MINI_FIRST, dice),
];
