import { describe, expect, it } from 'vitest';
import type { Figures } from '#contract/figures.js';
import { words } from '#words/catalogue.js';
import { index, levelCounts, mean, rates, windowCounts } from '../../../../hub/dashboard/wall/figureRows.js';
import { figures } from '../../../support/views.js';

const zh = words('zh');
const EMPTY: Figures = {
  windows: 0,
  rated: 0,
  expired: 0,
  cancelled: 0,
  missed: 0,
  missedBy: {},
  running: 0,
  excluded: 0,
  extended: 0,
  flagged: 0,
  levels: [0, 0, 0, 0, 0],
};

describe('S1 S3 rates on the wall', () => {
  it('stand beside each other, each with its interval and what it was counted from', () => {
    expect(
      rates(figures(), zh).map(({ name, value, interval, basis }) => [name, value, interval, basis]),
    ).toEqual([
      ['滿意率', '84.0%', { low: '71.5', high: '91.7' }, '50 件中 42 件'],
      ['不滿意率', '6.0%', { low: '2.1', high: '16.2' }, '50 件中 3 件'],
      ['回收率', '37.3%', { low: '29.6', high: '45.7' }, '134 件中 50 件'],
      ['涵蓋率', '96.4%', { low: '91.9', high: '98.5' }, '139 件中 134 件'],
    ]);
  });

  it('are absent, not nought, before anything was counted', () => {
    for (const { value, interval, drawn, basis } of rates(EMPTY, zh)) {
      expect([value, interval, drawn, basis]).toEqual([undefined, undefined, undefined, '尚無資料']);
    }
    expect(mean(EMPTY)).toBeUndefined();
    expect(index(EMPTY)).toBeUndefined();
  });

  it('draws what it says', () => {
    expect(rates(figures(), zh)[0]?.drawn).toEqual({ value: 0.84, low: 0.714858, high: 0.916626 });
  });
});

describe('S2 mean and index', () => {
  it('have the worked values of standards §6', () => {
    expect(mean(figures())).toBe('4.36');
    expect(index(figures())).toBe('84.0');
    expect(index(figures({ levels: [1407, 1236, 334, 4, 0] }))).toBe('83.9');
  });
});

describe('counts', () => {
  it('list missed windows with their reasons (S1)', () => {
    expect(windowCounts(figures(), zh).map(({ name, value }) => `${name} ${value}`)).toEqual([
      '評分時段 143',
      '已評分 50',
      '逾時未評 84',
      '未能評分 5',
      '已刪單 2',
      '進行中 2',
      '未能評分：評分機離線 3',
      '未能評分：指令太晚送達 2',
    ]);
  });

  it('give each level its share, never forced to add up to 100 (S4)', () => {
    expect(levelCounts(figures({ levels: [1, 1, 1, 0, 0] }), zh).map(({ value }) => value)).toEqual([
      '1 (33.3%)',
      '1 (33.3%)',
      '1 (33.3%)',
      '0 (0.0%)',
      '0 (0.0%)',
    ]);
  });
});
