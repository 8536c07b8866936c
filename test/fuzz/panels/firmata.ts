import { Duplex } from 'node:stream';
import firmataIo, { type Firmata } from 'firmata-io';
import { ManualClock } from '#platform/clock.js';
import { guardFirmata } from '../../../device/adapters/firmataGuard.js';
import { FirmataLink } from '../../../device/adapters/firmataLink.js';
import type { FirmataPort } from '../../../device/adapters/firmataPort.js';
import type { Dice } from '../dice.js';
import type { Target } from '../target.js';

const VERSION = [0xf9, 2, 5];
const FIRMWARE = [0xf0, 0x79, 2, 5, 0x46, 0, 0xf7];
const PINS = 20;
const CAPABILITIES = [
  0xf0,
  0x6c,
  ...Array.from({ length: PINS }, () => [0, 1, 1, 1, 11, 1, 0x7f]).flat(),
  0xf7,
];
const ANALOG = [0xf0, 0x6a, ...Array.from({ length: PINS }, () => 0x7f), 0xf7];
/** Sub-commands of system messages that firmata-io knows. */
const COMMANDS = [0x6a, 0x6c, 0x6e, 0x71, 0x72, 0x73, 0x77, 0x79, 0x60, 0x64, 0x78, 0x62];

function frame(dice: Dice): Buffer {
  switch (dice.below(8)) {
    case 0:
      return dice.bytes(dice.between(1, 20));
    case 1:
      return dice.harm(Buffer.from(dice.pick([VERSION, FIRMWARE, CAPABILITIES, ANALOG])));
    case 2:
      return Buffer.from([
        0xf0,
        dice.pick(COMMANDS),
        ...Array.from({ length: dice.below(12) }, () => dice.below(128)),
        0xf7,
      ]);
    case 3:
      return Buffer.from([
        0xf0,
        dice.pick(COMMANDS),
        ...Array.from({ length: dice.below(200) }, () => dice.below(128)),
      ]);
    case 4:
      return Buffer.from([0xe0 | dice.below(16), dice.below(128), dice.below(128)]);
    case 5:
      return Buffer.from(VERSION);
    default:
      return Buffer.from([0x90 | dice.below(16), dice.below(128), dice.below(128)]);
  }
}

/** A board that was taken from the line when it spoke no Firmata is put back as often as it goes. */
export function firmataLink(dice: Dice): Target {
  const clock = new ManualClock();
  let line = new Duplex();
  let isOpen = false;
  let fresh: Firmata | undefined;
  let link: FirmataLink | undefined;
  const port = (): FirmataPort => {
    line = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
    const io = new firmataIo.Firmata(line);
    clearTimeout(io.reportVersionTimeoutId);
    let lost: ((detail: string) => void) | undefined;
    guardFirmata(io, (detail) => lost?.(detail));
    return {
      io,
      onLost: (listener) => {
        lost = listener;
      },
      close: async () => {
        lost = undefined;
      },
    };
  };
  const open = async (): Promise<void> => {
    link = new FirmataLink({
      ...{ path: '/dev/fuzz', clock, openPort: async () => port() },
      listener: {
        fresh: (io) => {
          fresh = io;
        },
        beat: () => undefined,
        silent: () => undefined,
        closed: () => {
          isOpen = false;
        },
      },
    });
    fresh = undefined;
    isOpen = true;
    link.open();
    await settle();
  };
  const say = (bytes: readonly number[] | Buffer): boolean => line.emit('data', Buffer.from(bytes));
  return {
    name: 'Firmata, connection',
    feed() {
      say(frame(dice));
      clock.advance(dice.chance(0.01) ? dice.below(3_000) : 1);
    },
    async probe() {
      await settle();
      await link?.close();
      await open();
      for (const message of [VERSION, FIRMWARE, CAPABILITIES, ANALOG]) say(message);
      await settle();
      if (!isOpen || fresh?.pins.length !== PINS)
        throw new Error('a board that speaks well was not understood');
      let seen = -1;
      const [pin] = fresh.pins;
      if (pin !== undefined) pin.mode = fresh.MODES.PULLUP;
      fresh.once('digital-read-0', (value: number) => {
        seen = value;
      });
      say([0x90, 1, 0]);
      if (seen !== 1) throw new Error('a key of the board was not understood');
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
