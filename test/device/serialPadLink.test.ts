import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { ALL_DARK, lampPattern } from '../../device/adapters/lampPattern.js';
import { lampsLine, padLine } from '../../device/adapters/serialPadFrame.js';
import { serialLineSettings } from '../../device/adapters/serialPadFraming.js';
import { SerialPadLink } from '../../device/adapters/serialPadLink.js';
import { ScriptedPad } from '../support/scriptedPad.js';

const DARK = lampsLine(ALL_DARK);
const ACCEPTED = lampsLine(lampPattern({ kind: 'accepted' }, 0));
const bodyOfLamps = (line: string) => line.slice(0, line.indexOf('*'));

describe('SerialPadLink', () => {
  let clock: ManualClock;
  let told: string[];
  let link: SerialPadLink;
  let pad: ScriptedPad;
  let lamps: string;

  beforeEach(() => {
    clock = new ManualClock();
    told = [];
    pad = new ScriptedPad();
    lamps = DARK;
  });

  /** Lets promises that are settled already run on. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  const open = async (found: ScriptedPad | Error = pad, wary = false) => {
    link = new SerialPadLink({
      path: '/dev/pad',
      settings: serialLineSettings(115_200, '8N1'),
      clock,
      wary,
      openPort: () => (found instanceof Error ? Promise.reject(found) : Promise.resolve(found)),
      listener: {
        fresh: ({ name }) => {
          told.push(`fresh ${name}`);
          link.sayLamps(lamps);
        },
        ready: (down) => told.push(`ready ${down}`),
        keys: (down) => told.push(`keys ${down}`),
        lampsAstray: () => {
          told.push('lamps astray');
          link.sayLamps(lamps);
        },
        silent: () => told.push(`silent at ${clock.monotonic()}`),
        closed: (detail, cause) => told.push(`${cause}: ${detail}`),
      },
    });
    link.open();
    await settle();
  };

  it('B2 asks, tells the lamps, and is ready with the keys that are down once a ping was answered', async () => {
    pad.down = 0x41;
    await open();
    expect(pad.heard).toEqual(['H', 'L00000000000000', 'P01']);
    expect(told).toEqual(['fresh Scripted 1.0', 'ready 1,language']);
  });

  it('B2 meets a pad that boots, waits for it asking every half second, and then gives up', async () => {
    pad.answering = false;
    await open();
    clock.advance(1_600);
    expect(pad.heard).toEqual(['H', 'H', 'H', 'H']);
    pad.answering = true;
    pad.restart();
    expect(told).toEqual(['fresh Scripted 1.0', 'ready ']);
    clock.advance(2_000);
    expect(pad.heard.filter((body) => body === 'H')).toHaveLength(4);
  });

  it('B2 gives up on a device that says nothing', async () => {
    pad.answering = false;
    await open();
    clock.advance(7_999);
    expect(told).toEqual([]);
    clock.advance(1);
    await settle();
    expect(told).toEqual(['gone: no rating pad answers within 8 s']);
    expect(pad.closed).toBe(true);
  });

  it('B2 refuses a line on which only noise arrives, naming what was expected', async () => {
    pad.answering = false;
    await open();
    pad.send('\u00f8\u0000x\n');
    clock.advance(8_000);
    await settle();
    expect(told).toEqual(["refused: what arrives is no rating pad's: expected one set to 115200 baud, 8N1"]);
  });

  it.each(['2,07,RatingPad 2.0', '2,entirely different', '2,'])(
    'B2 refuses a pad of another protocol: %s',
    async (identity) => {
      pad.identity = identity;
      await open();
      await settle();
      expect(told).toEqual([`refused: the pad speaks protocol 2 (${identity.slice(2)}); expected 1`]);
      expect(pad.heard).toEqual(['H']);
    },
  );

  it('B2 takes a late answer to its question for no restart', async () => {
    await open();
    pad.say(`H${pad.identity}`);
    expect(told.filter((event) => event.startsWith('fresh'))).toHaveLength(1);
  });

  it('B2 sets a pad up anew that says it has started, lamps and keys', async () => {
    await open();
    lamps = ACCEPTED;
    pad.down = 0x10;
    pad.restart();
    expect(told.slice(2)).toEqual(['fresh Scripted 1.0', 'ready 5']);
    expect(pad.heard.slice(3)).toEqual([bodyOfLamps(ACCEPTED), 'P02']);
  });

  it('B2 notices a restart that nothing was heard of: no lamps are in force', async () => {
    await open();
    clock.advance(1_000);
    pad.lampsInForce = 0;
    clock.advance(700);
    expect(told.slice(-2)).toEqual(['fresh Scripted 1.0', 'ready ']);
  });

  it('B1 sends the lamps again when the pad shows others, and only then', async () => {
    await open();
    clock.advance(7_000);
    expect(pad.heard.filter((body) => body.startsWith('L'))).toHaveLength(1);
    pad.lampsInForce = 0x1234;
    clock.advance(700);
    expect(told.at(-1)).toBe('keys ');
    expect(told.filter((event) => event === 'lamps astray')).toHaveLength(1);
    clock.advance(7_000);
    expect(pad.heard.filter((body) => body.startsWith('L'))).toHaveLength(2);
  });

  it('B1 does not take a pad that never names its lamps for one that restarts all the time', async () => {
    Object.defineProperty(pad, 'lampsInForce', { get: () => 0, set: () => undefined });
    await open();
    clock.advance(7_000);
    expect(told.filter((event) => event.startsWith('ready'))).toHaveLength(1);
  });

  it('B1 learns of a key whose line was lost from the next line, or the next answer', async () => {
    await open();
    pad.down = 0x02;
    clock.advance(700);
    expect(told.at(-1)).toBe('keys 2');
    pad.keys(0x06);
    expect(told.at(-1)).toBe('keys 3,2');
  });

  it('B2 calls a hung pad silent within 1.7 s, and lets go of its port 2 s later', async () => {
    await open();
    pad.answering = false;
    clock.advance(1_700);
    expect(told.slice(2)).toEqual(['silent at 1700']);
    pad.keys(0x01);
    expect(told).toHaveLength(3);
    clock.advance(2_000);
    await settle();
    expect(told.at(-1)).toBe('gone: the pad hangs');
    expect(pad.closed).toBe(true);
    const said = pad.heard.length;
    clock.advance(60_000);
    expect(pad.heard).toHaveLength(said);
  });

  it('B2 sets a pad up anew that answers again before its port is let go', async () => {
    await open();
    pad.answering = false;
    clock.advance(1_700);
    pad.answering = true;
    clock.advance(60_000);
    await settle();
    expect(told.filter((event) => !event.startsWith('keys'))).toEqual([
      'fresh Scripted 1.0',
      'ready ',
      'silent at 1700',
      'fresh Scripted 1.0',
      'ready ',
    ]);
    expect(pad.closed).toBe(false);
  });

  it('B2 calls a pad silent that talks but answers nothing', async () => {
    await open();
    pad.answering = false;
    for (let passed = 0; passed < 1_700; passed += 100) {
      pad.keys(passed % 200 === 0 ? 1 : 0);
      pad.say('PFF000000');
      clock.advance(100);
    }
    expect(told.filter((event) => event.startsWith('silent'))).toEqual(['silent at 1700']);
  });

  it('B7 keeps only the newest lamps and ping for a pad that does not drain its line', async () => {
    await open();
    pad.draining = false;
    for (let level = 0; level <= 100; level++) {
      link.sayLamps(lampsLine({ ...ALL_DARK, accepted: level / 100 }));
    }
    clock.advance(1_500);
    const before = pad.heard.length;
    pad.drain();
    expect(pad.heard.slice(before)).toEqual(['L00000000000000', bodyOfLamps(ACCEPTED), 'P02']);
    expect(told.filter((event) => event === 'lamps astray')).toEqual([]);
  });

  it('B2 lets go of a pad that takes nothing more', async () => {
    await open();
    pad.draining = false;
    clock.advance(4_000);
    await settle();
    expect(told.slice(-2)).toEqual(['silent at 1700', 'gone: the pad hangs']);
  });

  it('B1 bears a contact that chatters a thousand times a second', async () => {
    await open();
    for (let ms = 0; ms < 10_000; ms++) {
      pad.keys(ms % 2);
      clock.advance(1);
    }
    expect(told.filter((event) => event.startsWith('keys')).length).toBeGreaterThan(9_990);
  });

  it.each([
    ['key lines', padLine('K00')],
    ['line ends', '\n'],
    ['bytes without a line end', 'x'.repeat(64)],
  ])('B2 lets go of a pad that floods with %s, at the first line too many', async (_, text) => {
    await open();
    clock.advance(100);
    const before = told.length;
    pad.send(text.repeat(10_000));
    expect(told.length - before).toBeLessThanOrEqual(4_500);
    await settle();
    expect(told.at(-1)).toBe('flood: the pad floods: more than 1500 lines a second');
    expect(pad.closed).toBe(true);
  });

  it('B2 takes what queued up while the process was blocked for no flood', async () => {
    await open();
    pad.answering = false;
    clock.advance(1_600);
    pad.send(padLine('K00').repeat(1_600));
    await settle();
    expect(pad.closed).toBe(false);
  });

  it('B2 believes a pad that flooded only after a second of quiet', async () => {
    await open(pad, true);
    expect(told).toEqual(['fresh Scripted 1.0']);
    clock.advance(1_100);
    expect(told).toEqual(['fresh Scripted 1.0']);
    clock.advance(400);
    expect(told).toEqual(['fresh Scripted 1.0', 'ready ']);
  });

  it('B2 tells why a port cannot be opened', async () => {
    await open(new Error('no such file'));
    expect(told).toEqual(['gone: cannot open /dev/pad: no such file']);
  });

  it('tells nothing of a port that goes away while it is being closed', async () => {
    await open();
    pad.unplug();
    await link.close();
    await settle();
    expect(told).toEqual(['fresh Scripted 1.0', 'ready ']);
  });

  it('confirms at once when all was answered, and after its time when the pad is silent', async () => {
    await open();
    await link.confirm(300);
    pad.answering = false;
    let confirmed = false;
    const confirmation = link.confirm(300).then(() => {
      confirmed = true;
    });
    clock.advance(299);
    await settle();
    expect(confirmed).toBe(false);
    clock.advance(1);
    await confirmation;
  });
});
