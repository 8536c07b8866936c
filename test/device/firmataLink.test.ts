import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { FirmataLink } from '../../device/adapters/firmataLink.js';
import { ScriptedFirmata } from '../support/scriptedFirmata.js';

describe('FirmataLink', () => {
  let clock: ManualClock;
  let told: string[];
  let link: FirmataLink;

  beforeEach(() => {
    clock = new ManualClock();
    told = [];
  });

  /** Lets promises that are settled already run on. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  const open = async (board: ScriptedFirmata | Error) => {
    link = new FirmataLink({
      path: '/dev/board',
      clock,
      openPort: () => (board instanceof Error ? Promise.reject(board) : Promise.resolve(board)),
      listener: {
        fresh: () => told.push('fresh'),
        beat: () => undefined,
        silent: () => told.push(`silent at ${clock.monotonic()}`),
        closed: (detail, refused) => told.push(`${refused ? 'refused' : 'closed'}: ${detail}`),
      },
    });
    link.open();
    await settle();
  };

  it('B2 takes a board that restarts too quickly to fall silent for a fresh one', async () => {
    const board = new ScriptedFirmata();
    await open(board);
    clock.advance(5_000);
    expect(told).toEqual(['fresh']);
    board.introduce();
    expect(told).toEqual(['fresh', 'fresh']);
    clock.advance(5_000);
    expect(told).toEqual(['fresh', 'fresh']);
  });

  it('B2 calls a hung board silent within 1.7 s, and lets go of its port 2 s later', async () => {
    const board = new ScriptedFirmata();
    await open(board);
    board.answering = false;
    clock.advance(1_700);
    expect(told).toEqual(['fresh', 'silent at 1700']);
    clock.advance(2_000);
    await settle();
    expect(told.at(-1)).toBe('closed: the board hangs');
    expect(board.closed).toBe(true);
    const asked = board.versionsAsked;
    clock.advance(60_000);
    expect(board.versionsAsked).toBe(asked);
  });

  it('B2 sets a board up anew that answers again before its port is let go', async () => {
    const board = new ScriptedFirmata();
    await open(board);
    board.answering = false;
    clock.advance(1_700);
    board.answering = true;
    clock.advance(60_000);
    await settle();
    expect(told).toEqual(['fresh', 'silent at 1700', 'fresh']);
    expect(board.closed).toBe(false);
  });

  it('B2 waits out a boot, asking every second, and then gives up on a device that is no board', async () => {
    const board = new ScriptedFirmata();
    board.answering = false;
    await open(board);
    clock.advance(7_999);
    expect(board.versionsAsked).toBe(8);
    expect(told).toEqual([]);
    clock.advance(1);
    await settle();
    expect(told).toEqual(['closed: the board does not answer as a Firmata board']);
  });

  it('B2 meets a board that introduces itself after its boot', async () => {
    const board = new ScriptedFirmata();
    board.answering = false;
    await open(board);
    clock.advance(2_300);
    board.answering = true;
    board.introduce();
    expect(told).toEqual(['fresh']);
  });

  it.each([
    [2, 4],
    [1, 9],
  ] as const)('B2 refuses firmware %d.%d', async (major, minor) => {
    const board = new ScriptedFirmata({ version: [major, minor] });
    await open(board);
    expect(told).toEqual([
      `refused: the board runs F ${major}.${minor}; expected StandardFirmata 2.5 or newer`,
    ]);
    expect(board.closed).toBe(true);
  });

  it('B2 accepts firmware of a later major version', async () => {
    await open(new ScriptedFirmata({ version: [3, 0] }));
    expect(told).toEqual(['fresh']);
  });

  it('B2 tells why a port cannot be opened', async () => {
    await open(new Error('no such file'));
    expect(told).toEqual(['closed: cannot open /dev/board: no such file']);
  });

  it('tells nothing of a port that goes away while it is being closed', async () => {
    const board = new ScriptedFirmata();
    await open(board);
    board.unplug();
    await link.close();
    await settle();
    expect(told).toEqual(['fresh']);
  });

  it('confirms at once when all was answered, and after its time when the board is silent', async () => {
    const board = new ScriptedFirmata();
    await open(board);
    await link.confirm(300);
    board.answering = false;
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

  /** A board that keeps its answers back until `sayVersion`. */
  const openSlow = async () => {
    const board = new ScriptedFirmata();
    await open(board);
    board.answering = false;
    return board;
  };

  it('lets a fence pass when all that was asked until then is answered, and not before', async () => {
    const board = await openSlow();
    const passed: string[] = [];
    link.fence(() => passed.push('first'));
    link.fence(() => passed.push('second'));
    board.sayVersion();
    expect(passed).toEqual([]);
    board.sayVersion();
    expect(passed).toEqual(['first', 'second']);
    board.sayVersion();
    expect(passed).toHaveLength(2);
  });

  it('gives an answer lost on the line up with the next heartbeat, so that fences pass again at full speed', async () => {
    const board = await openSlow();
    let passed = 0;
    link.fence(() => passed++);
    board.answering = true;
    clock.advance(700);
    expect(passed).toBe(1);
    link.fence(() => passed++);
    expect(passed).toBe(2);
  });

  it('B2 forgets fences of the time before a restart', async () => {
    const board = await openSlow();
    let passed = 0;
    link.fence(() => passed++);
    link.fence(() => passed++);
    board.answering = true;
    board.introduce();
    clock.advance(5_000);
    expect(told).toEqual(['fresh', 'fresh']);
    expect(passed).toBe(0);
  });

  it('confirms only when also that is carried out which a passing fence sent', async () => {
    const board = await openSlow();
    let confirmed = false;
    link.fence(() => link.fence(() => undefined));
    void link.confirm(300).then(() => {
      confirmed = true;
    });
    board.sayVersion();
    board.sayVersion();
    await settle();
    expect(confirmed).toBe(false);
    board.sayVersion();
    await settle();
    expect(confirmed).toBe(true);
  });
});
