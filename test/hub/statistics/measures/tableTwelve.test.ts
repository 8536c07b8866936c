import { describe, expect, it } from 'vitest';
import { percent } from '#words/percent.js';
import { opinionOf } from '../../../../hub/statistics/measures/opinion.js';
import { sixDecimals } from '../../../support/shares.js';

/** Table 12 of the source documents: six items, four months, counts of the five answers (requirements §4). */
const ITEMS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  'seal certificate': [
    [1549, 1213, 211, 7, 1],
    [2027, 940, 44, 0, 0],
    [2213, 816, 19, 0, 0],
    [2347, 648, 12, 0, 0],
  ],
  'application forms': [
    [1505, 1210, 261, 5, 0],
    [1982, 977, 52, 0, 0],
    [2169, 867, 12, 0, 0],
    [2321, 669, 17, 0, 0],
  ],
  'N plus e': [
    [1605, 1156, 188, 31, 1],
    [1954, 989, 68, 0, 0],
    [2147, 869, 32, 0, 0],
    [2275, 711, 21, 0, 0],
  ],
  leaflets: [
    [1721, 1179, 72, 9, 0],
    [1939, 1032, 40, 0, 0],
    [2129, 898, 21, 0, 0],
    [2242, 752, 13, 0, 0],
  ],
  forms: [
    [1680, 1219, 74, 8, 0],
    [1927, 1053, 31, 0, 0],
    [2119, 910, 19, 0, 0],
    [2225, 768, 14, 0, 0],
  ],
  'rating system': [
    [1407, 1236, 334, 4, 0],
    [1774, 1185, 52, 0, 0],
    [1980, 1038, 30, 0, 0],
    [2134, 858, 15, 0, 0],
  ],
};
const RESPONDENTS = [2981, 3011, 3048, 3007];

const add = (rows: readonly (readonly number[])[]): number[] =>
  [0, 1, 2, 3, 4].map((at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const month = (at: number): number[] => add(Object.values(ITEMS).map((waves) => waves[at] ?? []));
const everything = (): number[] => add([0, 1, 2, 3].map(month));
const shares = (levels: readonly number[], decimals: number): string =>
  levels.map((count) => percent(count, sum(levels), decimals)).join(' ');

describe('Table 12, recomputed from its 24 rows of counts', () => {
  it('every item was answered by everybody who was asked that month', () => {
    for (const waves of Object.values(ITEMS)) expect(waves.map(sum)).toEqual(RESPONDENTS);
  });

  it('the totals are those of the table', () => {
    expect([0, 1, 2, 3].map(month)).toEqual([
      [9467, 7213, 1140, 64, 2],
      [11_603, 6176, 287, 0, 0],
      [12_757, 5398, 133, 0, 0],
      [13_544, 4406, 92, 0, 0],
    ]);
    expect(everything()).toEqual([47_371, 23_193, 1652, 64, 2]);
    expect(sum(everything())).toBe(6 * 12_047);
  });

  it.each([
    ['June', 0, '52.929666 40.327631 6.373700 0.357822 0.011182', '52.93 40.33 6.37 0.36 0.01'],
    ['August', 1, '64.225617 34.185763 1.588620 0.000000 0.000000', '64.23 34.19 1.59 0.00 0.00'],
    ['October', 2, '69.756124 29.516623 0.727253 0.000000 0.000000', '69.76 29.52 0.73 0.00 0.00'],
    ['December', 3, '75.069283 24.420796 0.509921 0.000000 0.000000', '75.07 24.42 0.51 0.00 0.00'],
  ])(
    'S4 %s prints as recomputed, with 1.59 and 69.76 for what did not reproduce',
    (_name, at, exact, shown) => {
      expect(shares(month(at), 6)).toBe(exact);
      expect(shares(month(at), 2)).toBe(shown);
    },
  );

  it('S4 the overall row prints with 2.285 and 0.003 for what did not reproduce', () => {
    expect(shares(everything(), 6)).toBe('65.536371 32.086827 2.285493 0.088542 0.002767');
    expect(shares(everything(), 3)).toBe('65.536 32.087 2.285 0.089 0.003');
  });

  it('S2 97.623198 % are satisfied over all; the interval is the worked one', () => {
    const { satisfaction } = opinionOf(everything());
    expect(percent(satisfaction?.count ?? 0, satisfaction?.of ?? 0, 6)).toBe('97.623198');
    expect([satisfaction?.low, satisfaction?.high].map(sixDecimals)).toEqual([0.975096, 0.977317]);
  });

  it('S2 the rating system alone: 96.389143 % satisfied, the lowest of the six, mean 4.569104', () => {
    const opinions = Object.entries(ITEMS).map(([item, waves]) => ({ item, ...opinionOf(add(waves)) }));
    const rating = opinions.find(({ item }) => item === 'rating system');
    expect(percent(rating?.satisfaction?.count ?? 0, rating?.satisfaction?.of ?? 0, 6)).toBe('96.389143');
    expect(rating?.mean?.toFixed(6)).toBe('4.569104');
    const values = opinions.map(({ satisfaction }) => satisfaction?.value ?? 1);
    expect(Math.min(...values)).toBe(rating?.satisfaction?.value);
  });

  it('S1 12,047 of 12,682 answered: 94.992903 %', () => {
    expect(percent(sum(RESPONDENTS), 12_682, 6)).toBe('94.992903');
    expect(percent(sum(RESPONDENTS), 12_682, 2)).toBe('94.99');
  });
});
