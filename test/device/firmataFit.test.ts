import { describe, expect, it } from 'vitest';
import { fitWiring } from '../../device/adapters/firmataFit.js';
import { DEFAULT_WIRING, type PanelWiring } from '../../device/adapters/firmataPins.js';
import { PRESETS, parseWiring } from '../../device/adapters/firmataWiring.js';
import { LEONARDO_PINS, type ReportedPin, ScriptedFirmata, UNO_PINS } from '../support/scriptedFirmata.js';

/** A board that has reported its pins. */
async function reported(pins: readonly ReportedPin[]) {
  const board = new ScriptedFirmata({ pins });
  const ready = new Promise((resolve) => board.io.once('ready', resolve));
  board.introduce();
  await ready;
  return board.io;
}

const fitted = async (wiring: PanelWiring, pins: readonly ReportedPin[] = UNO_PINS) =>
  fitWiring(wiring, await reported(pins));

describe('fitWiring', () => {
  it('B1 takes the default wiring on an Uno, with brightness for all lamps', async () => {
    expect(await fitted(DEFAULT_WIRING)).toEqual({
      wiring: { ...DEFAULT_WIRING, keys: { ...DEFAULT_WIRING.keys, 'more-time': 14, language: 15 } },
      undimmed: [],
    });
  });

  it('B1 numbers analog inputs as the board does: on a Leonardo A0 is 18, though A6 comes before it', async () => {
    const leonardo = await fitted(DEFAULT_WIRING, LEONARDO_PINS);
    expect(leonardo).toMatchObject({
      wiring: { keys: { 'more-time': 18, language: 19 } },
      undimmed: [],
    });
  });

  it('B1 takes the preset of a Pro Micro on its pins, with an accepted lamp that is on or off', async () => {
    const without = LEONARDO_PINS.map((pin, index) =>
      [11, 12, 13].includes(index) ? { digital: false } : pin,
    );
    expect(await fitted(PRESETS['pro-micro'] as PanelWiring, without)).toMatchObject({
      undimmed: ['accepted'],
    });
  });

  it('allows a lamp on a pin without brightness, and tells which', async () => {
    expect(await fitted(parseWiring('uno more-time-lamp=A2 accepted=13'))).toMatchObject({
      undimmed: ['accepted', 'more-time'],
    });
  });

  it.each([
    ['uno accepted=33', 'the board has no pin 33 for the lamp accepted'],
    ['uno language=A7', 'the board has no pin A7 for the key language'],
    ['uno accepted=14', 'pin 14 of the board is wired twice: to the key more-time and to the lamp accepted'],
  ])('B1 refuses %s on an Uno, naming the pin', async (text, unfit) => {
    expect(await fitted(parseWiring(text))).toEqual({ unfit });
  });

  it('B1 names all pins that cannot serve at once', async () => {
    const board = UNO_PINS.map((pin, index) => (index === 2 || index === 11 ? { digital: false } : pin));
    expect(await fitted(DEFAULT_WIRING, board)).toEqual({
      unfit:
        'pin 2 of the board cannot be key 5: it has no pull-up; ' +
        'pin 11 of the board cannot be the lamp accepted: it is no output',
    });
  });
});
