import type { Chart } from './chart.js';

/** Every colour a chart uses, by its part. No two are alike, so that `repainted` can tell them apart. */
export interface Palette {
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  /** Lines and points of figures. */
  readonly accent: string;
  /** Signals; the symbol and its label say the same. */
  readonly signal: string;
  readonly limit: string;
  readonly centre: string;
  /** Levels 5, 4, 3, 2, 1: teal to brown, told apart by all kinds of colour vision; hatched below 3. */
  readonly levels: readonly [string, string, string, string, string];
  /** Labels within bars and cells, on strong and on pale ones. */
  readonly onStrong: string;
  readonly onPale: string;
  /** From few to many; labels on the last are `onStrong`, on the others `onPale`. */
  readonly steps: readonly [string, string, string, string, string];
  readonly hatch: string;
}

/** As on paper. Charts are built in these colours. */
export const LIGHT: Palette = {
  ink: '#1d2125',
  muted: '#565c63',
  grid: '#e3dfd5',
  surface: '#ffffff',
  accent: '#0b6a5e',
  signal: '#a3141e',
  limit: '#7a756a',
  centre: '#4b4f54',
  levels: ['#0a665b', '#74bdb2', '#dcd8cd', '#d5a65a', '#874e12'],
  onStrong: '#fffffe',
  onPale: '#1d2126',
  steps: ['#eef5f3', '#cbe2dd', '#a3cdc5', '#7ab7ac', '#0a6459'],
  hatch: '#5a3308',
};

export const DARK: Palette = {
  ink: '#eeece6',
  muted: '#a9b1b7',
  grid: '#31383d',
  surface: '#1b2023',
  accent: '#63d2bf',
  signal: '#ff9a91',
  limit: '#8d969c',
  centre: '#c3c9cd',
  levels: ['#63d2be', '#256b61', '#5b6166', '#7d5a20', '#e6c184'],
  onStrong: '#06211d',
  onPale: '#eeece5',
  steps: ['#20292b', '#213a38', '#244b47', '#286058', '#63d2bd'],
  hatch: '#2a1a06',
};

const flat = (palette: Palette): readonly string[] => Object.values(palette).flat();

/** An option with the light colours in it exchanged for those of another palette; nothing else changes. */
export function repainted(option: Chart['option'], palette: Palette): Chart['option'] {
  const to = new Map(flat(LIGHT).map((colour, index) => [colour, flat(palette)[index]]));
  const exchange = (value: unknown): unknown => {
    if (typeof value === 'string') return to.get(value) ?? value;
    if (Array.isArray(value)) return value.map(exchange);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, exchange(inner)]));
  };
  return exchange(option) as Chart['option'];
}
