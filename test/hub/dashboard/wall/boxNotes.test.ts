import { describe, expect, it } from 'vitest';
import type { BoxView } from '#contract/views.js';
import { words } from '#words/catalogue.js';
import { boxNotes } from '../../../../hub/dashboard/wall/boxNotes.js';
import { at, boxView } from '../../../support/views.js';

const texts = (change?: Partial<BoxView>, language: 'zh' | 'en' = 'zh') =>
  boxNotes(boxView('1', change), words(language)).map(({ text }) => text);

describe('B4 what the wall says about a box', () => {
  it('is one calm line when all is well', () => {
    expect(texts()).toEqual(['評分機連線中']);
    expect(texts({}, 'en')).toEqual(['Box online']);
  });

  it('says since when a lost or switched off box is gone, in Taipei time (S7)', () => {
    expect(texts({ presence: 'lost', since: at(-180) })).toEqual(['評分機失去連線 (09:27 起)']);
    expect(texts({ presence: 'offline', since: at(-180) }, 'en')).toEqual(['Box switched off (since 09:27)']);
  });

  it('names a fault of panel, storage and voice, and a stuck key (W9)', () => {
    expect(texts({ panel: 'fault', storage: 'fault', voice: 'fault', stuckKeys: [1, 4] })).toEqual([
      '評分機連線中',
      '按鍵面板故障',
      '儲存裝置故障',
      '語音故障',
      '按鍵卡住：非常不滿意、滿意',
    ]);
    expect(texts({ panel: 'absent', voice: 'absent' })).toEqual([
      '評分機連線中',
      '未接按鍵面板',
      '未接語音裝置',
    ]);
  });

  it('does not repeat old faults of a box that cannot be heard', () => {
    expect(texts({ presence: 'lost', panel: 'fault' })).toHaveLength(1);
  });

  it('shows a gap as a gap, and a pile of unsent events (D4)', () => {
    expect(texts({ missing: 2, setAside: 1, unacked: 40 })).toEqual([
      '評分機連線中',
      '缺 2 筆紀錄，已要求補送',
      '1 筆另存待查',
      '40 筆待送',
    ]);
    expect(texts({ unacked: 2 })).toHaveLength(1);
  });

  it('says when a counter has no box', () => {
    expect(boxNotes(undefined, words('zh')).map(({ text }) => text)).toEqual(['未配置評分機']);
  });

  it('never leaves the tone to colour alone: a fault has a warning’s shape', () => {
    const notes = boxNotes(boxView('1', { panel: 'fault', stuckKeys: [3] }), words('zh'));
    expect(notes.filter(({ tone }) => tone === 'fault').every(({ icon }) => icon === 'warning')).toBe(true);
  });
});
