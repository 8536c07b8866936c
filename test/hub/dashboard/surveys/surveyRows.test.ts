import { describe, expect, it } from 'vitest';
import {
  cellsOf,
  OVERALL_DECIMALS,
  responseOf,
  surveyRow,
  WAVE_DECIMALS,
} from '../../../../hub/dashboard/surveys/surveyRows.js';
import { opinionOf } from '../../../../hub/statistics/measures/opinion.js';
import { surveyView } from '../../../support/recordViews.js';

const percents = (levels: readonly number[], decimals: number): string[] =>
  surveyRow('', opinionOf(levels), decimals).shares.map(({ percent }) => percent);

describe('S4 the tables of a survey', () => {
  it('show Table 12 exactly: 21 percentages as printed, four corrected, none forced to add up', () => {
    const waves: ReadonlyArray<readonly [readonly number[], readonly string[]]> = [
      [
        [9467, 7213, 1140, 64, 2],
        ['52.93', '40.33', '6.37', '0.36', '0.01'],
      ],
      [
        [11603, 6176, 287, 0, 0],
        ['64.23', '34.19', '1.59', '0.00', '0.00'],
      ],
      [
        [12757, 5398, 133, 0, 0],
        ['69.76', '29.52', '0.73', '0.00', '0.00'],
      ],
      [
        [13544, 4406, 92, 0, 0],
        ['75.07', '24.42', '0.51', '0.00', '0.00'],
      ],
    ];
    for (const [levels, expected] of waves) expect(percents(levels, WAVE_DECIMALS)).toEqual(expected);
    expect(percents([47371, 23193, 1652, 64, 2], OVERALL_DECIMALS)).toEqual([
      '65.536',
      '32.087',
      '2.285',
      '0.089',
      '0.003',
    ]);
  });

  it('S3 show the rating system of Table 12 with its interval and mean', () => {
    const rating = surveyView().byItem.find(({ item }) => item === '評分系統');
    const row = surveyRow('', rating?.opinion ?? opinionOf([]), OVERALL_DECIMALS);
    expect(row.answers).toBe(12_047);
    expect(row.topTwo?.percent).toBe('96.389');
    expect(row.mean).toBe('4.569');
    expect(Number(row.topTwo?.low)).toBeLessThan(96.389);
    expect(Number(row.topTwo?.high)).toBeGreaterThan(96.389);
    expect(Number(row.meanInterval?.low)).toBeLessThan(4.569);
  });

  it('S2 leave the middle answer in the count, and show the share without it beside', () => {
    const row = surveyRow('', opinionOf([1407, 1236, 334, 4, 0]), WAVE_DECIMALS);
    expect([row.answers, row.topTwo?.percent, row.decided]).toEqual([2981, '88.66', '99.85']);
  });

  it('show a wave nobody answered without percentages', () => {
    const row = surveyRow('', opinionOf([0, 0, 0, 0, 0]), WAVE_DECIMALS);
    expect(row.shares.map(({ percent }) => percent)).toEqual(['–', '–', '–', '–', '–']);
    expect([row.topTwo, row.decided, row.mean]).toEqual([undefined, undefined, undefined]);
  });

  it('tell the response rate of Table 12, and none where the table does not say', () => {
    expect(responseOf(surveyView())).toBe('94.99');
    const { asked: _asked, ...without } = surveyView();
    expect(responseOf(without)).toBeUndefined();
    expect(responseOf(surveyView({ asked: 0, responded: 0 }))).toBeUndefined();
  });

  it('take the cells of an item in the order of the waves', () => {
    expect(cellsOf(surveyView(), '評分系統').map(({ wave }) => wave)).toEqual(['6月', '8月', '10月', '12月']);
  });
});
