import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../../hub/dashboard/ui/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
const SCHEMES = { light: tokens(light), dark: tokens(dark) };

function tokens(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** WCAG 2.2, relative luminance of sRGB. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Text on what lies under it: WCAG 1.4.3 asks for 4.5. */
const TEXT = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink', 'accent-soft'],
  ['muted', 'paper'],
  ['muted', 'surface'],
  ['muted', 'accent-soft'],
  ['accent', 'paper'],
  ['accent', 'surface'],
  ['accent', 'accent-soft'],
  ['on-accent', 'accent'],
  ['fault', 'paper'],
  ['fault', 'surface'],
  ['fault', 'accent-soft'],
  ['on-alarm', 'alarm-high'],
  ['on-alarm', 'alarm-medium'],
] as const;

/** Edges of controls and drawings that mean something: WCAG 1.4.11 asks for 3. */
const SHAPES = [
  ['edge', 'surface'],
  ['edge', 'paper'],
  ['accent', 'line'],
  ['ink', 'line'],
] as const;

describe.each(['light', 'dark'] as const)('contrast of the %s colours', (scheme) => {
  const colour = (name: string): string => {
    const hex = SCHEMES[scheme].get(name);
    if (hex === undefined) throw new Error(`${scheme} has no --${name}`);
    return hex;
  };

  it.each(TEXT)('%s on %s can be read (1.4.3)', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPES)('%s on %s can be made out (1.4.11)', (shape, ground) => {
    expect(contrast(colour(shape), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

it('black on white is 21:1, so the measure is right', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
