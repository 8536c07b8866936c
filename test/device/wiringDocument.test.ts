import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#platform/packageFacts.js';
import { levels } from '#words/levels.js';
import { DEFAULT_WIRING, LAMPS } from '../../device/adapters/firmataPins.js';
import { parseWiring } from '../../device/adapters/firmataWiring.js';
import { KEYS } from '../../device/ports/panel.js';

const read = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');
const DOCUMENT = read('device/WIRING.md');
const PICTURE = read('.docs/wiring.svg');

/** Every wired part with its pin, as documents name them. */
const WIRED = new Map(
  [
    ...KEYS.map((key) => [`key ${key}`, DEFAULT_WIRING.keys[key]] as const),
    ...LAMPS.map((lamp) => [`lamp ${lamp}`, DEFAULT_WIRING.lamps[lamp]] as const),
  ].flatMap(([part, pin]) => (pin === undefined ? [] : [[part, `${pin}`]])),
);

const matches = (text: string, pattern: RegExp): Map<string, string> =>
  new Map([...text.matchAll(pattern)].map(([, part = '', pin = '']) => [part, pin]));

describe('the wiring as documented', () => {
  it('B1 has the pin table of the default wiring', () => {
    expect(matches(DOCUMENT, /^\| ((?:key|lamp) \S+) \|[^|]+\| (\S+) \|$/gm)).toEqual(WIRED);
  });

  it('B1 has the pin labels of the default wiring in its picture, and everything to ground', () => {
    const labels = matches(PICTURE, /data-part="([^"]+)">([^<]+)</g);
    const grounds = ['ground-keys', 'ground-lamps'];
    expect(grounds.map((part) => labels.get(part))).toEqual(['GND', 'GND']);
    for (const part of grounds) labels.delete(part);
    expect(new Map([...labels].map(([part, pin]) => [part.replace('-', ' '), pin]))).toEqual(WIRED);
  });

  it('names the levels as the box does', () => {
    for (const [level, { label }] of Object.entries(levels)) {
      expect(PICTURE).toContain(`>鍵 ${level} ${label.zh}<`);
      expect(PICTURE).toContain(`>Key ${level}, ${label.en.toLowerCase()}<`);
      expect(DOCUMENT).toContain(`| key ${level} | 鍵 ${level} ${label.zh} |`);
    }
  });

  it('gives only examples that can be read', () => {
    const examples = [...DOCUMENT.matchAll(/--pins (?:"([^"]+)"|([\w-]+))/g)].map(
      ([, one, other]) => one ?? other,
    );
    expect(examples.length).toBeGreaterThan(5);
    for (const example of examples) expect(() => parseWiring(example ?? '')).not.toThrow();
    expect(parseWiring(examples.at(-1) ?? '')).toEqual(DEFAULT_WIRING);
  });

  it('adds its prices up, to a few hundred NT$', () => {
    const prices = [...DOCUMENT.matchAll(/^\|[^|]+\|[^|]+\| \d+ \| (\d+) \|$/gm)].map(([, price]) =>
      Number(price),
    );
    const total = Number(/\*\*Total\*\* \| \| \*\*(\d+)\*\*/.exec(DOCUMENT)?.[1]);
    expect(prices.reduce((sum, price) => sum + price)).toBe(total);
    expect(total).toBeLessThan(900);
  });

  it('comes as a picture of the same shape for pages that show no drawing', () => {
    const png = readFileSync(join(packageRoot(), '.docs/wiring.png'));
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(PICTURE).toContain(`viewBox="0 0 ${width} ${height}"`);
  });
});
