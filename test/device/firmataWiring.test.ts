import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import { CodedError } from '#platform/errors.js';
import {
  checkWiring,
  DEFAULT_WIRING,
  type PanelWiring,
  type PinName,
  wiredPins,
} from '../../device/adapters/firmataPins.js';
import { formatWiring, PRESETS, parseWiring } from '../../device/adapters/firmataWiring.js';

const FULL = 'keys=2,4,7,8,12 lamps=3,5,6,9,10 accepted=11 more-time=A0 language=A1';

/** The message of a refusal. */
function refusal(text: string): string {
  try {
    parseWiring(text);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'panel/wiring') return error.message;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

describe('DEFAULT_WIRING', () => {
  it('has every lamp on a pin with brightness of an Uno, and leaves the serial line and pin 13 free', () => {
    const lamps = Object.values(DEFAULT_WIRING.lamps);
    expect([...lamps].sort((a, b) => Number(a) - Number(b))).toEqual([3, 5, 6, 9, 10, 11]);
    const pins = wiredPins(DEFAULT_WIRING).map(([, pin]) => pin);
    for (const free of [0, 1, 13]) expect(pins).not.toContain(free);
  });

  it.each(Object.keys(PRESETS))('accepts the preset %s', (name) => {
    expect(() => checkWiring(PRESETS[name] as PanelWiring)).not.toThrow();
    expect(parseWiring(name)).toEqual(PRESETS[name]);
  });
});

describe('parseWiring', () => {
  it('reads every part, levels from 5 to 1', () => {
    expect(parseWiring(`${FULL} more-time-lamp=13`)).toEqual({
      keys: { 5: 2, 4: 4, 3: 7, 2: 8, 1: 12, 'more-time': 'A0', language: 'A1' },
      lamps: { 5: 3, 4: 5, 3: 6, 2: 9, 1: 10, accepted: 11, 'more-time': 13 },
    });
    expect(parseWiring(FULL)).toEqual(DEFAULT_WIRING);
    expect(parseWiring('uno')).toEqual(DEFAULT_WIRING);
  });

  it('needs no part but keys, lamps and accepted, in any order', () => {
    expect(parseWiring('  accepted=11\tlamps=3,5,6,9,10   keys=2,4,7,8,12 ')).toEqual({
      keys: { 5: 2, 4: 4, 3: 7, 2: 8, 1: 12 },
      lamps: DEFAULT_WIRING.lamps,
    });
  });

  it('replaces parts of a preset, and leaves parts out', () => {
    const wiring = parseWiring('language=none accepted=13 uno more-time-lamp=11 more-time=a3');
    expect(wiring.lamps).toEqual({ ...DEFAULT_WIRING.lamps, accepted: 13, 'more-time': 11 });
    expect(wiring.keys).toEqual({ 5: 2, 4: 4, 3: 7, 2: 8, 1: 12, 'more-time': 'A3' });
  });

  it.each([
    ['', 'keys is missing; lamps is missing; accepted is missing'],
    ['due', '"due" is no preset: expected uno or pro-micro'],
    ['constructor', '"constructor" is no preset'],
    ['uno pro-micro', 'two presets, uno and pro-micro: expected one'],
    [
      'uno buttons=2',
      '"buttons=2": expected keys=, lamps=, accepted=, more-time=, language=, more-time-lamp= or a',
    ],
    ['uno accepted=11=12', '"accepted=11=12": expected'],
    ['uno accepted=11 accepted=13', 'accepted is given twice'],
    ['uno keys=2,4,7,8', 'keys has 4 pins: expected 5 pins, for the levels 5, 4, 3, 2, 1'],
    ['uno lamps=', 'lamps has 0 pins'],
    ['uno accepted=none', 'accepted: "none" is no pin, expected one like 7 or A0'],
    ['uno accepted=1.5', 'accepted: "1.5" is no pin'],
    ['uno accepted=3', 'pin 3 is wired twice: to the lamp accepted and to lamp 5'],
    ['uno accepted=A1', 'pin A1 is wired twice: to the key language and to the lamp accepted'],
    ['uno accepted=0', 'the lamp accepted on 0: expected a pin from 2 to 127 or A0 to A15'],
    ['uno accepted=1', 'on 1: expected'],
    ['uno accepted=128', 'on 128: expected'],
    ['uno accepted=A16', 'on A16: expected'],
    ['uno keys=2,4,7,8,13', 'key 1 on 13: the lamp on the board pulls that pin down'],
    [`uno ${'x'.repeat(300)}`, 'longer than 300 characters'],
  ])('refuses "%s"', (text, message) => {
    expect(refusal(text)).toContain(message);
  });

  it('names all faults at once', () => {
    const said = refusal('uno keys=2,4,x buzzer=9 accepted=3,4');
    for (const fault of ['keys has 3 pins', '"x" is no pin', '"buzzer=9"', 'accepted has 2 pins']) {
      expect(said).toContain(fault);
    }
    const pins = refusal('uno accepted=3 language=200 more-time=13');
    for (const fault of ['pin 3 is wired twice', 'the key language on 200', 'the key more-time on 13']) {
      expect(pins).toContain(fault);
    }
  });

  it('reads back every wiring that can be checked, as it was written', () => {
    const digital = fc.integer({ min: 2, max: 127 }).filter((pin) => pin !== 13);
    const analog = fc.integer({ min: 0, max: 15 }).map((channel): PinName => `A${channel}`);
    const pins = fc.uniqueArray(fc.oneof(digital, analog), { minLength: 14, maxLength: 14 });
    const flags = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(pins, flags, (names, [moreTime, language, lamp]) => {
        const take = () => names.pop() as PinName;
        const five = () => Object.fromEntries(LEVELS.map((level) => [level, take()]));
        const wiring = {
          keys: {
            ...five(),
            ...(moreTime && { 'more-time': take() }),
            ...(language && { language: take() }),
          },
          lamps: { ...five(), accepted: take(), ...(lamp && { 'more-time': take() }) },
        } as unknown as PanelWiring;
        expect(parseWiring(formatWiring(wiring))).toEqual(wiring);
      }),
    );
  });

  it('refuses or reads whatever text there is, with nothing but its own error', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        'uno',
        'keys=2,4,7,8,12',
        'lamps=3,5,6,9,10',
        'accepted=11',
        'language=none',
        '=',
        'keys=,,,,',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        try {
          checkWiring(parseWiring(words.join(' ')));
        } catch (error) {
          expect(error).toMatchObject({ code: 'panel/wiring' });
        }
      }),
    );
  });
});

describe('checkWiring', () => {
  it.each([0, 1, 2.5, Number.NaN])('refuses pin %d', (accepted) => {
    expect(() => checkWiring({ ...DEFAULT_WIRING, lamps: { ...DEFAULT_WIRING.lamps, accepted } })).toThrow(
      expect.objectContaining({ code: 'panel/wiring' }),
    );
  });
});
