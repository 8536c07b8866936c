import { describe, expect, it } from 'vitest';
import { formatDate, formatDateTime, formatMonth, formatTime, formatTimeWithSeconds } from '#words/dates.js';

describe('dates and times (S7)', () => {
  it.each([
    ['2026-07-07T01:30:00.000Z', '民國115年7月7日', '7 July 2026 (ROC 115)'],
    ['2014-07-07T04:00:00.000Z', '民國103年7月7日', '7 July 2014 (ROC 103)'],
    ['1912-01-01T04:00:00.000Z', '民國1年1月1日', '1 January 1912 (ROC 1)'],
    ['1911-12-31T04:00:00.000Z', '民國前1年12月31日', '31 December 1911 (1 before ROC)'],
  ])('S7 shows %s as a ROC year, with the Gregorian one in English', (at, zh, en) => {
    expect(formatDate(at, 'zh')).toBe(zh);
    expect(formatDate(at, 'en')).toBe(en);
  });

  it('S7 changes the day at midnight in Taipei, not in UTC', () => {
    expect(formatDateTime('2026-07-06T15:59:59.999Z', 'zh')).toBe('民國115年7月6日 23:59');
    expect(formatDateTime('2026-07-06T16:00:00.000Z', 'zh')).toBe('民國115年7月7日 00:00');
    expect(formatDateTime('2026-07-06T16:00:00.000Z', 'en')).toBe('7 July 2026 (ROC 115) 00:00');
  });

  it('S7 changes the ROC year at the turn of the Taipei year', () => {
    expect(formatMonth('2026-12-31T15:59:59.999Z', 'zh')).toBe('民國115年12月');
    expect(formatMonth('2026-12-31T16:00:00.000Z', 'zh')).toBe('民國116年1月');
    expect(formatMonth('2026-12-31T16:00:00.000Z', 'en')).toBe('January 2027 (ROC 116)');
  });

  it('shows times with two digits on the 24-hour clock', () => {
    const at = Date.UTC(2026, 6, 7, 1, 30, 5);
    expect(formatDateTime(at, 'zh')).toBe('民國115年7月7日 09:30');
    expect(formatTime(at)).toBe('09:30');
    expect(formatTimeWithSeconds(at)).toBe('09:30:05');
  });

  it('refuses what is no time', () => {
    expect(() => formatDate('yesterday', 'zh')).toThrow(RangeError);
  });
});
