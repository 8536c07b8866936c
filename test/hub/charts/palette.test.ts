import { describe, expect, it } from 'vitest';
import { DARK, LIGHT, type Palette, repainted } from '../../../hub/charts/palette.js';
import { trendChart } from '../../../hub/charts/trend.js';
import { EIGHT_DAYS, trendView } from '../../support/figureViews.js';
import { ZH } from './context.js';

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Texts on what lies under them. */
const texts = (p: Palette): ReadonlyArray<readonly [string, string]> => [
  [p.ink, p.surface],
  [p.muted, p.surface],
  [p.signal, p.surface],
  [p.onStrong, p.levels[0]],
  [p.onPale, p.levels[1]],
  [p.onPale, p.levels[2]],
  [p.onPale, p.levels[3]],
  [p.onStrong, p.levels[4]],
  [p.onStrong, p.steps[4]],
  ...p.steps.slice(0, 4).map((step) => [p.onPale, step] as const),
];

/** Lines and marks that mean something. */
const shapes = (p: Palette): readonly string[] => [p.accent, p.signal, p.limit, p.centre];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s colours of charts', (_name, palette) => {
  it('1.4.3 every label can be read', () => {
    for (const [text, ground] of texts(palette)) {
      expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('1.4.11 every line and mark can be made out', () => {
    for (const shape of shapes(palette)) {
      expect(contrast(shape, palette.surface), shape).toBeGreaterThanOrEqual(3);
    }
  });

  it('has no colour twice', () => {
    const all = Object.values(palette).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('repainting', () => {
  it('exchanges every colour and nothing else', () => {
    const { option } = trendChart(trendView(EIGHT_DAYS), ZH);
    const dark = repainted(option, DARK);
    const text = JSON.stringify(dark);
    for (const colour of Object.values(LIGHT).flat()) expect(text).not.toContain(colour);
    expect(repainted(option, LIGHT)).toEqual(option);
    expect(JSON.stringify(dark).replaceAll(/#[0-9a-f]{6}/g, '')).toBe(
      JSON.stringify(option).replaceAll(/#[0-9a-f]{6}/g, ''),
    );
  });
});
