import { describe, expect, it } from 'vitest';
import { LEVELS, type Level } from '#contract/values.js';
import { bitmapOf, turned } from '../../device/adapters/hid/bitmap.js';
import { drawPicture, type PadPicture } from '../../device/adapters/hid/padPictures.js';
import { paint, type Raster } from '../../device/adapters/hid/raster.js';

const SIDE = 80;

const pixelsOf = ({ pixels }: Raster): Array<readonly [number, number, number]> =>
  Array.from({ length: pixels.length / 3 }, (_, at) => [
    pixels[at * 3] ?? 0,
    pixels[at * 3 + 1] ?? 0,
    pixels[at * 3 + 2] ?? 0,
  ]);

/** Which pixels are bright, whatever their colour. */
const shapeOf = (picture: PadPicture): boolean[] =>
  pixelsOf(drawPicture(picture, SIDE)).map((pixel) => Math.max(...pixel) > 128);

const differences = (one: readonly boolean[], other: readonly boolean[]): number =>
  one.filter((value, at) => value !== other[at]).length;

const pairs = LEVELS.flatMap((one) =>
  LEVELS.filter((other) => other < one).map((other) => [one, other] as const),
);

describe('pictures on keys', () => {
  it.each(pairs)('W11 the faces of levels %d and %d differ without their colour', (one, other) => {
    expect(differences(shapeOf(one), shapeOf(other))).toBeGreaterThan(200);
  });

  it('W11 no face is more prominent than another: their areas differ by less than a twentieth', () => {
    const areas = LEVELS.map(
      (level) => pixelsOf(drawPicture(level, SIDE)).filter((pixel) => Math.max(...pixel) > 0).length,
    );
    expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(1.05);
  });

  it('W11 the tick after a press has the colour of no level', () => {
    const main = (picture: PadPicture): string => {
      const counts = new Map<string, number>();
      for (const pixel of pixelsOf(drawPicture(picture, SIDE)).filter((found) => Math.max(...found) > 128)) {
        counts.set(pixel.join(), (counts.get(pixel.join()) ?? 0) + 1);
      }
      return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
    };
    const colours = LEVELS.map((level: Level) => main(level));
    expect(new Set(colours).size).toBe(LEVELS.length);
    expect(colours).not.toContain(main('thanks'));
  });

  it('a blank key is black, and a picture drawn twice is the same', () => {
    expect(Math.max(...drawPicture('blank', SIDE).pixels)).toBe(0);
    expect(drawPicture(5, SIDE)).toEqual(drawPicture(5, SIDE));
  });

  it('shapes cover what lies inside them, and edges are smooth', () => {
    const half = paint(4, [
      {
        kind: 'fill',
        colour: [200, 100, 40],
        outline: [
          [0, 0],
          [62.5, 0],
          [62.5, 100],
          [0, 100],
        ],
      },
    ]);
    expect(pixelsOf(half).slice(0, 4)).toEqual([
      [200, 100, 40],
      [200, 100, 40],
      [100, 50, 20],
      [0, 0, 0],
    ]);
    const dot = paint(10, [
      {
        kind: 'line',
        colour: [9, 9, 9],
        width: 30,
        points: [
          [50, 50],
          [50, 51],
        ],
      },
    ]);
    expect(pixelsOf(dot).filter(([red]) => red === 9)).toHaveLength(4);
  });

  it('shapes may reach beyond the picture', () => {
    const all = paint(4, [
      {
        kind: 'fill',
        colour: [7, 7, 7],
        outline: [
          [-50, -50],
          [150, -50],
          [150, 150],
          [-50, 150],
        ],
      },
    ]);
    expect(new Set(all.pixels)).toEqual(new Set([7]));
  });

  it('a bitmap holds blue, green and red of each pixel after 54 bytes', () => {
    const file = bitmapOf({ side: 4, pixels: Uint8Array.from({ length: 48 }, (_, at) => at) });
    expect(file).toHaveLength(102);
    expect([...file.subarray(54, 60)]).toEqual([2, 1, 0, 5, 4, 3]);
    expect(new DataView(file.buffer).getUint32(2, true)).toBe(102);
  });

  it('a picture is turned as the screen is built in', () => {
    const pixels = new Uint8Array(27);
    // Marks the top right corner, and the pixel below it.
    pixels.set([1, 1, 1], 2 * 3);
    pixels.set([2, 2, 2], 5 * 3);
    const { pixels: result } = turned({ side: 3, pixels });
    expect([result[0], result[3]]).toEqual([1, 2]);
  });
});
