import { describe, expect, it } from 'vitest';
import type { WindowView } from '#contract/views.js';
import { words } from '#words/catalogue.js';
import { HubProblem } from '../../../../hub/dashboard/api/hubProblem.js';
import { type Draft, emptyFields, faultyFields, requestOf } from '../../../../hub/dashboard/desk/draft.js';
import { issuedDocuments, windowOf } from '../../../../hub/dashboard/desk/issued.js';
import { numberPrefix, runningNumber, suggestedNumber } from '../../../../hub/dashboard/desk/nextNumber.js';
import { type DeskResult, resultWords } from '../../../../hub/dashboard/desk/resultWords.js';
import { phaseOf } from '../../../../hub/dashboard/live/windowPhase.js';
import { at, endedWindow, issuanceView, NOW, windowView } from '../../../support/views.js';

const DRAFT: Draft = { kind: 'receipt', number: undefined, clerk: '林雅婷', service: '', visit: '' };
const PLACE = { office: 'east', counter: '3' };

describe('what a clerk typed', () => {
  it('becomes a request with the suggested number and without the empty fields', () => {
    expect(requestOf(DRAFT, '115-3-0001', PLACE)).toEqual({
      office: 'east',
      counter: '3',
      kind: 'receipt',
      number: '115-3-0001',
      clerk: '林雅婷',
    });
  });

  it('loses the blanks around it', () => {
    const draft = { ...DRAFT, number: ' A1 ', service: ' 戶籍謄本 ', visit: ' A031 ' };
    expect(requestOf(draft, '115-3-0001', PLACE)).toMatchObject({
      number: 'A1',
      service: '戶籍謄本',
      visit: 'A031',
    });
  });

  it('is not sent without number and clerk', () => {
    const request = requestOf({ ...DRAFT, number: ' ', clerk: '' }, 'x', PLACE);
    expect([...emptyFields(request)]).toEqual(['number', 'clerk']);
    expect(emptyFields(requestOf(DRAFT, 'x', PLACE)).size).toBe(0);
  });

  it('is marked where the hub found fault', () => {
    const problem = new HubProblem('request/invalid', '', [
      { path: '/number', reason: 'must match pattern' },
      { path: '/visit', reason: 'must not be longer' },
      { path: '', reason: 'must be an object' },
    ]);
    expect([...faultyFields(problem)]).toEqual(['number', 'visit']);
  });
});

describe('the suggested number', () => {
  const prefix = numberPrefix('3', NOW);

  it('carries the ROC year of Taipei’s calendar and the counter (S7)', () => {
    expect(prefix).toBe('115-3-');
    expect(numberPrefix('3', Date.UTC(2026, 11, 31, 15, 59))).toBe('115-3-');
    expect(numberPrefix('3', Date.UTC(2026, 11, 31, 16, 0))).toBe('116-3-');
  });

  it('follows the highest one used, whatever else was issued', () => {
    const used = ['115-3-0007', '115-3-0012', '114-3-9999', '115-30-0900', 'R-000123', '115-3-', '115-3-x1'];
    const highest = Math.max(...used.map((number) => runningNumber(number, prefix)));
    expect(suggestedNumber(prefix, highest)).toBe('115-3-0013');
  });

  it('starts at one and grows past four digits', () => {
    expect(suggestedNumber(prefix, 0)).toBe('115-3-0001');
    expect(suggestedNumber(prefix, 9_999)).toBe('115-3-10000');
  });
});

describe('the last issued documents', () => {
  it('are listed with their windows, the last first', () => {
    const early = issuanceView(1, { issuedAt: at(-60) });
    const late = issuanceView(2, { issuedAt: at(-10) });
    const between = issuanceView(3, { issuedAt: at(-30) });
    const joined = windowView(1, '3', { issuances: [early, late] });
    const other = endedWindow(2, '3', { issuances: [between] });
    expect(issuedDocuments([joined, other]).map(({ issuance, window }) => [issuance.id, window.id])).toEqual([
      [late.id, joined.id],
      [between.id, other.id],
      [early.id, joined.id],
    ]);
    expect(windowOf(between.id, [joined, other])).toBe(other);
  });
});

describe('P5 what a clerk is told', () => {
  const told = (result: DeskResult, window?: WindowView, language: 'zh' | 'en' = 'zh') =>
    resultWords(result, window, phaseOf(window, NOW, 30_000), words(language));
  const issued = (window: WindowView): DeskResult => ({
    kind: 'issued',
    number: 'A1',
    issuance: window.issuances[0]?.id ?? '',
    window,
  });
  const pending = windowView(1, '3', { state: 'pending' });

  it.each([
    ['a window about to open', pending, 'A1 已開立，評分機即將邀請民眾評分。'],
    ['an open window', windowView(1, '3'), 'A1 已開立，民眾正在評分。'],
    [
      'a window it joined (W3)',
      windowView(1, '3', { issuances: [issuanceView(1), issuanceView(2)] }),
      'A1 已併入同一評分時段（共 2 份文件，只評一次）。',
    ],
    ['a rated window', endedWindow(1, '3'), 'A1 的評分時段已結束：已評分。'],
    [
      'a missed window',
      endedWindow(1, '3', { outcome: 'missed', reason: 'box-offline' }),
      'A1 已開立，但無法邀請評分：評分機離線。文件仍然有效。',
    ],
  ])('of %s', (_what, window, text) => {
    expect(told(issued(window), window).text).toBe(text);
  });

  it('of the same again, a void, and a form not filled in', () => {
    expect(told({ kind: 'same', number: 'A1' }, undefined, 'en').text).toMatch(/^A1 was issued before/);
    expect(told({ kind: 'voided', number: 'A1' }).text).toBe('A1 已刪單。');
    expect(told({ kind: 'incomplete' }).tone).toBe('bad');
  });

  it.each([
    ['issuance/conflict', '這個編號已用於內容不同的文件。請核對編號，或改用下一號。'],
    ['issuance/unknown', '主機沒有這份文件，無法刪單。'],
    ['issuance/unknown-counter', '沒有這個事務所或櫃檯，請從首頁重新選擇。'],
    ['page/unreachable', '連不上主機。請確認網路後再試一次。'],
    ['store/commit-failed', '主機拒絕了這個動作（store/commit-failed）。'],
  ])('of the problem %s, with its code and what to do', (code, text) => {
    expect(told({ kind: 'refused', problem: new HubProblem(code, 'detail') })).toEqual({
      tone: 'bad',
      text,
      code,
    });
  });
});
