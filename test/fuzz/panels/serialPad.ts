import { ManualClock } from '#platform/clock.js';
import { decodePadLine, padLine } from '../../../device/adapters/serialPadFrame.js';
import { serialLineSettings } from '../../../device/adapters/serialPadFraming.js';
import { SerialPadLines } from '../../../device/adapters/serialPadLines.js';
import { SerialPadLink } from '../../../device/adapters/serialPadLink.js';
import type { SerialPadPort } from '../../../device/adapters/serialPadPort.js';
import type { Key } from '../../../device/ports/panel.js';
import type { Dice } from '../dice.js';
import type { Target } from '../target.js';

const SETTINGS = serialLineSettings(115_200, '8N1');
const hex = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0').slice(-digits);

function body(dice: Dice): string {
  switch (dice.below(5)) {
    case 0:
      return `K${hex(dice.below(128), 2)}`;
    case 1:
      return `P${hex(dice.below(256), 2)}${hex(dice.below(128), 2)}${hex(dice.below(65_536), 4)}`;
    case 2:
      return `${dice.pick(['B', 'H'])}${dice.pick([1, 1, 1, 2, 999])},${hex(dice.below(256), 2)},pad ${dice.below(99)}`;
    case 3:
      return dice.bytes(dice.below(60)).toString('latin1');
    default:
      return `${dice.pick(['K', 'P', 'H', 'B', 'L', '*'])}${dice.edge()}`;
  }
}

/** Lines of the protocol, whole and harmed, and noise. */
function frame(dice: Dice): Buffer {
  const line = Buffer.from(padLine(body(dice)), 'latin1');
  switch (dice.below(6)) {
    case 0:
      return dice.bytes(dice.between(1, 40));
    case 1:
    case 2:
      return dice.harm(line);
    case 3:
      return Buffer.concat([line.subarray(0, dice.below(line.length)), line]);
    default:
      return line;
  }
}

/** Bytes of a serial line cut into lines and read. */
export function serialPadFrames(dice: Dice): Target {
  const lines = new SerialPadLines();
  const read = (bytes: Uint8Array) => [...lines.take(bytes)].map(decodePadLine);
  return {
    name: 'serial pad, frames',
    feed: () => void read(frame(dice)),
    probe() {
      const last = read(Buffer.from(`\n${padLine('K15')}`, 'latin1')).at(-1);
      if (last?.kind !== 'keys' || last.down.join() !== '5,3,1')
        throw new Error('a key line was not understood');
    },
  };
}

/** A whole connection: whatever it hears, the next one works. */
export function serialPadLink(dice: Dice): Target {
  const clock = new ManualClock();
  let hear: (bytes: Uint8Array) => void = () => undefined;
  let asked = '';
  let keys: readonly Key[] | undefined;
  let isOpen = false;
  const port = (): SerialPadPort => ({
    onData: (listener) => {
      hear = listener;
    },
    onLost: () => undefined,
    write: (text, taken) => {
      asked = text;
      taken();
    },
    close: async () => undefined,
  });
  const open = async (): Promise<SerialPadLink> => {
    const link = new SerialPadLink({
      ...{ path: '/dev/fuzz', settings: SETTINGS, clock, wary: false, openPort: async () => port() },
      listener: {
        fresh: () => undefined,
        ready: (down) => {
          keys = down;
        },
        keys: (down) => {
          keys = down;
        },
        lampsAstray: () => undefined,
        silent: () => undefined,
        closed: () => {
          isOpen = false;
        },
      },
    });
    link.open();
    isOpen = true;
    await settle();
    return link;
  };
  const answer = (): void => {
    const echo = /P([0-9A-F]{2})\*/.exec(asked)?.[1];
    if (echo !== undefined) hear(Buffer.from(padLine(`P${echo}000000`), 'latin1'));
  };
  let link: SerialPadLink | undefined;
  return {
    name: 'serial pad, connection',
    feed() {
      hear(frame(dice));
      if (dice.chance(0.02)) answer();
      clock.advance(dice.chance(0.01) ? dice.below(3_000) : 1);
    },
    async probe() {
      await settle();
      if (!isOpen || dice.chance(0.5)) {
        await link?.close();
        link = await open();
      }
      hear(Buffer.from(`\n${padLine('B1,00,fuzz')}`, 'latin1'));
      answer();
      clock.advance(700);
      answer();
      hear(Buffer.from(padLine('K15'), 'latin1'));
      await settle();
      if (isOpen && keys?.join() !== '5,3,1') throw new Error('a pad that speaks well was not understood');
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
