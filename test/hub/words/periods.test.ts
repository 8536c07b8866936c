import { describe, expect, it } from 'vitest';
import { formatPeriod, formatShortSpan, formatSpan, formatYear } from '#words/periods.js';

const at = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const range = (first: string, after: string) =>
  ({ kind: 'range', fromMs: at(first), toMs: at(after) }) as const;

describe('periods in words, in ROC years (S7)', () => {
  it.each([
    [
      { kind: 'day', fromMs: at('2026-07-07'), toMs: at('2026-07-08') },
      '民國115年7月7日（星期二）',
      'Tuesday, 7 July 2026 (ROC 115)',
    ],
    [
      { kind: 'month', fromMs: at('2026-07-01'), toMs: at('2026-08-01') },
      '民國115年7月',
      'July 2026 (ROC 115)',
    ],
    [{ kind: 'year', fromMs: at('1912-01-01'), toMs: at('1913-01-01') }, '民國1年', '1912 (ROC 1)'],
    [
      { kind: 'week', fromMs: at('2026-07-06'), toMs: at('2026-07-13') },
      '民國115年7月6日至7月12日',
      '6 July – 12 July 2026 (ROC 115)',
    ],
    [
      range('2025-12-31', '2026-01-02'),
      '民國114年12月31日至民國115年1月1日',
      '31 December 2025 (ROC 114) – 1 January 2026 (ROC 115)',
    ],
    [range('2026-07-07', '2026-07-08'), '民國115年7月7日', '7 July 2026 (ROC 115)'],
  ] as const)('%j', (period, zh, en) => {
    expect(formatPeriod(period, 'zh')).toBe(zh);
    expect(formatPeriod(period, 'en')).toBe(en);
  });

  it('the spans of a trend in full and short', () => {
    expect(formatSpan('week', '2026-07-06', 'zh')).toBe('民國115年7月6日起一週');
    expect(formatSpan('month', '2026-07', 'en')).toBe('July 2026 (ROC 115)');
    expect(formatSpan('year', '2026', 'zh')).toBe('民國115年');
    expect(
      ['day', 'month', 'year'].map((unit, index) =>
        formatShortSpan(unit as 'day', ['2026-07-06', '2026-07', '2026'][index] ?? '', 'zh'),
      ),
    ).toEqual(['7/6', '115/7', '115年']);
    expect(formatShortSpan('month', '2026-07', 'en')).toBe('Jul 2026');
    expect(formatShortSpan('day', '2026-01-01', 'en')).toBe('1 Jan');
  });

  it('a year by itself', () => {
    expect(formatYear('2026-07-07T00:00:00.000Z', 'zh')).toBe('民國115年');
  });
});
