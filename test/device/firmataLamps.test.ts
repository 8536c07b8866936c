import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { ManualClock } from '#platform/clock.js';
import { type FittedWiring, fitWiring } from '../../device/adapters/firmataFit.js';
import { FirmataLamps } from '../../device/adapters/firmataLamps.js';
import { DEFAULT_WIRING, type PanelWiring } from '../../device/adapters/firmataPins.js';
import { dutyOf } from '../../device/adapters/lampDuty.js';
import { lampPattern } from '../../device/adapters/lampPattern.js';
import type { Scene } from '../../device/ports/panel.js';
import { type ReportedPin, ScriptedFirmata, UNO_PINS } from '../support/scriptedFirmata.js';

const INVITE: Scene = { kind: 'invite', leftMs: 30_000, moreTime: true };
const COUNTDOWN: Scene = { kind: 'countdown', secondsLeft: 10, moreTime: true };
const ACCEPTED: Scene = { kind: 'accepted' };
const DARK: Scene = { kind: 'dark' };
const [ANALOG, DIGITAL, PIN_MODE] = [0xe0, 0x90, 0xf4];
/** At 57,600 baud, 8N1. */
const BYTES_PER_MS = 5.76;

/** Lamps on a board whose answers a test may hold back. */
class Bench {
  readonly clock = new ManualClock();
  readonly lamps = new FirmataLamps(this.clock);
  readonly board: ScriptedFirmata;
  private fences: Array<() => void> = [];
  prompt = true;

  constructor(
    readonly wiring: PanelWiring = DEFAULT_WIRING,
    pins: readonly ReportedPin[] = UNO_PINS,
  ) {
    this.board = new ScriptedFirmata({ pins });
    for (const question of ['reportVersion', 'queryFirmware'] as const) {
      this.board.io[question](() => undefined);
    }
  }

  get fitted(): FittedWiring {
    const fitted = fitWiring(this.wiring, this.board.io);
    if ('unfit' in fitted) throw new Error(fitted.unfit);
    return fitted;
  }

  /** Fences not yet passed. */
  get asked(): number {
    return this.fences.length;
  }

  /** As a board that has just started; what one before it had still to carry out never will be. */
  setUp(): number[][] {
    this.fences = [];
    this.lamps.setUp(this.board.io, this.fitted, (passed) => {
      if (this.prompt) passed();
      else this.fences.push(passed);
    });
    return this.sent();
  }

  show(scene: Scene): number[][] {
    this.lamps.show(scene);
    return this.sent();
  }

  pass(ms: number): number[][] {
    this.clock.advance(ms);
    return this.sent();
  }

  repeat(): number[][] {
    this.lamps.repeat();
    return this.sent();
  }

  /** The board has carried out what it was sent; returns what it is sent then. */
  confirm(): number[][] {
    for (const passed of this.fences.splice(0)) passed();
    return this.sent();
  }

  private sent(): number[][] {
    return this.board.written.splice(0);
  }
}

/** Duties by pin in one piece that was written. */
function duties(piece: readonly number[] | undefined): Array<[pin: number, value: number]> {
  const found: Array<[number, number]> = [];
  for (let at = 0; at + 2 < (piece?.length ?? 0); at += 3) {
    const [head = 0, low = 0, high = 0] = piece?.slice(at, at + 3) ?? [];
    if ((head & 0xf0) === ANALOG) found.push([head & 0x0f, low | (high << 7)]);
  }
  return found;
}

describe('FirmataLamps', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await new Promise((resolve) => setImmediate(resolve));
    bench.setUp();
  });

  it('W2 turns on all five keys fully, in one piece, at the moment a window opens', () => {
    const pieces = bench.show(INVITE);
    expect(pieces).toHaveLength(1);
    expect(duties(pieces[0])).toEqual([3, 5, 6, 9, 10].map((pin) => [pin, 255]));
  });

  it('W11 writes the accepted lamp before anything else', () => {
    bench.show(INVITE);
    expect(duties(bench.show(ACCEPTED)[0])[0]).toEqual([11, 255]);
  });

  it('W12 draws a moving scene 20 times a second, in even steps for the eye', () => {
    bench.show(COUNTDOWN);
    for (let ms = 50; ms < 1_000; ms += 50) {
      const value = Math.round(255 * dutyOf(lampPattern(COUNTDOWN, ms).keys[3]));
      for (const [, written] of duties(bench.pass(50)[0])) expect(written).toBe(value);
    }
  });

  it('writes only lamps that changed, and nothing while a scene stands still', () => {
    bench.show(ACCEPTED);
    expect(bench.pass(60_000)).toEqual([]);
    expect(bench.show(ACCEPTED)).toEqual([]);
    expect(duties(bench.show(DARK)[0])).toEqual([[11, 0]]);
    expect(bench.pass(60_000)).toEqual([]);
  });

  it('goes on breathing when the same scene is shown again, and counts down on time', () => {
    bench.show(INVITE);
    bench.pass(600);
    expect(bench.show({ ...INVITE, leftMs: 29_400 })).toEqual([]);
    bench.show(COUNTDOWN);
    bench.pass(500);
    const [before] = duties(bench.pass(100)[0]).map(([, value]) => value);
    expect(bench.show({ ...COUNTDOWN, secondsLeft: 9 })).toEqual([]);
    expect(duties(bench.pass(50)[0])[0]?.[1]).toBeLessThan(before ?? 0);
  });

  it('B2 has never more than two pictures on the way to a board that hangs, however long and whatever is shown', () => {
    const scene = fc.constantFrom(INVITE, COUNTDOWN, ACCEPTED, DARK, { kind: 'fault' } as const);
    const step = fc.record({ scene, ms: fc.integer({ min: 0, max: 3_000 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        bench.prompt = true;
        bench.show(DARK);
        bench.confirm();
        bench.setUp();
        bench.prompt = false;
        const pieces = steps.flatMap((each) => [...bench.show(each.scene), ...bench.pass(each.ms)]);
        expect(pieces.length).toBeLessThanOrEqual(2);
        expect(pieces.flat().length).toBeLessThanOrEqual(2 * 18);
        bench.confirm();
        bench.confirm();
      }),
    );
  });

  it('W11 sends an accepted press ahead although a picture is on its way, and at most 7 ms behind it', () => {
    bench.show(INVITE);
    bench.prompt = false;
    const ahead = bench.pass(200);
    expect(ahead).toHaveLength(1);
    const [piece] = bench.show(ACCEPTED);
    expect(duties(piece)[0]).toEqual([11, 255]);
    expect((ahead.flat().length + 3) / BYTES_PER_MS).toBeLessThan(7);
  });

  it('draws the newest scene when a slow board follows again', () => {
    bench.prompt = false;
    bench.show(INVITE);
    bench.show(ACCEPTED);
    expect(bench.show(COUNTDOWN)).toEqual([]);
    expect(bench.show(DARK)).toEqual([]);
    expect(duties(bench.confirm()[0])).toEqual([[11, 0]]);
  });

  it('leaves pictures out for a slow board instead of saving them up', () => {
    bench.show(INVITE);
    bench.prompt = false;
    expect(bench.pass(600)).toHaveLength(1);
    bench.confirm();
    const caughtUp = bench.pass(50);
    expect(caughtUp).toHaveLength(1);
    const value = Math.round(255 * dutyOf(lampPattern(INVITE, 650).keys[5]));
    expect(duties(caughtUp[0])[0]).toEqual([3, value]);
  });

  it('B2 sets lamps up dark and then as the scene is now, whatever was confirmed before', () => {
    bench.prompt = false;
    bench.show(INVITE);
    bench.show(ACCEPTED);
    const [configured, picture, ...more] = bench.setUp();
    expect(configured?.filter((byte) => byte === PIN_MODE)).toHaveLength(6);
    expect(duties(picture)).toEqual([[11, 255]]);
    expect(more).toEqual([]);
    bench.confirm();
    expect(duties(bench.show(DARK)[0])).toEqual([[11, 0]]);
  });

  it('keeps a scene that was shown without a board, and asks nothing of the one that is gone', () => {
    bench.lamps.disconnect();
    bench.prompt = false;
    expect(bench.show(ACCEPTED)).toEqual([]);
    expect(bench.asked).toBe(0);
    expect(duties(bench.setUp()[1])).toEqual([[11, 255]]);
  });

  it('W12 lights the lamp of the key for more time, on or off where its pin has no brightness', async () => {
    bench = new Bench({ ...DEFAULT_WIRING, lamps: { ...DEFAULT_WIRING.lamps, 'more-time': 'A2' } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(bench.fitted.undimmed).toEqual(['more-time']);
    bench.setUp();
    const a2 = [DIGITAL | 2, 1, 0];
    expect(bench.show(INVITE)[0]?.slice(-3)).toEqual(a2);
    expect(bench.show({ ...INVITE, moreTime: false })).toEqual([[DIGITAL | 2, 0, 0]]);
  });

  it('W12 turns key lamps without brightness on and off where a brighter one would pass the half', async () => {
    const bare = UNO_PINS.map((pin) => ({ ...pin, pwm: false }));
    bench = new Bench(DEFAULT_WIRING, bare);
    await new Promise((resolve) => setImmediate(resolve));
    bench.setUp();
    expect(bench.fitted.undimmed).toHaveLength(LEVELS.length + 1);
    expect(bench.show(COUNTDOWN)).toHaveLength(1);
    expect(bench.pass(500)).toEqual([]);
    expect(bench.pass(100)).toHaveLength(1);
    expect(bench.pass(350)).toEqual([]);
    expect(bench.pass(100)).toHaveLength(1);
  });
});

describe('a picture that the line lost', () => {
  it('W11 is drawn again, whole, when the board is next asked whether it lives', () => {
    const bench = new Bench();
    bench.setUp();
    const [shown] = bench.show(ACCEPTED);
    const [again, ...more] = bench.repeat();
    expect(more).toEqual([]);
    expect(again?.slice(0, 3)).toEqual(shown?.slice(0, 3));
    expect(duties(again).map(([pin]) => pin)).toEqual([11, 3, 5, 6, 9, 10]);
    expect(duties(again).filter(([, value]) => value > 0)).toEqual([[11, 255]]);
  });

  it('is not drawn again onto a board that still has one to carry out', () => {
    const bench = new Bench();
    bench.setUp();
    bench.prompt = false;
    bench.show(ACCEPTED);
    expect(bench.repeat()).toEqual([]);
  });
});
