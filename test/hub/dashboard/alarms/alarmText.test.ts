import { describe, expect, it } from 'vitest';
import { type AlarmView, EquipmentCode } from '#contract/alarms.js';
import { words } from '#words/catalogue.js';
import { LANGUAGES, type Language } from '#words/language.js';
import { alarmLine, alarmText } from '../../../../hub/dashboard/alarms/alarmText.js';
import { calls } from '../../../../hub/dashboard/alarms/calls.js';
import type { Locale } from '../../../../hub/dashboard/ui/locale.js';
import { alarmView, equipmentAlarm, officeView } from '../../../support/views.js';

const localeOf = (language: Language): Locale => ({
  language,
  t: words(language),
  say: (phrase) => phrase[language],
});
const zh = localeOf('zh');
const en = localeOf('en');
const rateAlarm = (): AlarmView => {
  const { counter: _none, ...rest } = alarmView(1, '2');
  return { ...rest, about: { source: 'rate', dissatisfied: 5, ratings: 8, withinMs: 900_000 } };
};

describe('an alarm in words', () => {
  it('A1 of a rating tells counter, level, clerk, document and service', () => {
    const text = alarmText(alarmView(1, '2', { level: 1 }), officeView(), zh);
    expect(alarmLine(text)).toBe('2 號櫃檯 非常不滿意');
    expect(text.facts.map(({ value }) => value)).toEqual(['陳志明', '規費收據', '印鑑證明']);
  });

  it('S4 A5 of a rate tells its exact share half-up, and the time it is of', () => {
    const text = alarmText(rateAlarm(), officeView(), en);
    expect(alarmLine(text)).toBe('Many dissatisfied ratings');
    expect(text.facts).toEqual([{ name: 'Within 15 min', value: '5 of 8 ratings dissatisfied (62.5%)' }]);
  });

  it('A6 of equipment tells box, key, lamp and detail, as far as there are any', () => {
    const alarm = equipmentAlarm(
      1,
      { code: 'key-stuck', box: 'box-3', key: 4, detail: '已 12 秒' },
      { counter: '3' },
    );
    const text = alarmText(alarm, officeView(), zh);
    expect(alarmLine(text)).toBe('3 號櫃檯 按鍵卡住');
    expect(text.facts.map(({ value }) => value)).toEqual(['box-3', '滿意', '已 12 秒']);
    expect(alarmText(equipmentAlarm(2, { code: 'hub-disk' }), officeView(), zh)).toEqual({
      place: undefined,
      matter: '主機磁碟空間不足',
      facts: [],
    });
  });

  it.each(EquipmentCode.enum)('A6 S8 has words for %s in every language', (code) => {
    for (const language of LANGUAGES)
      expect(alarmText(equipmentAlarm(1, { code }), officeView(), localeOf(language)).matter).not.toBe('');
  });

  it('names a counter the office knows no more by its number', () => {
    expect(alarmLine(alarmText(alarmView(1, '77'), officeView(), en))).toBe('77 Dissatisfied');
  });
});

describe('A3 who is called', () => {
  it.each([
    [[], [], '已通知所有主管'],
    [['李主任'], [], '已通知 李主任'],
    [['李主任'], ['王課長', '陳秘書'], '已通知 李主任 · 下一位 王課長'],
    [['李主任', '王課長', '王課長'], [], '已通知 李主任、王課長'],
    [[], ['王課長'], '下一位 王課長'],
  ])('%j so far and %j to come reads %s', (called, toCall, text) => {
    expect(calls(alarmView(1, '2', { called, toCall }), zh.t)).toBe(text);
  });
});
