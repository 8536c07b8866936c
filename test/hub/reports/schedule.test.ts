import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueReports, untilNextLook } from '../../../hub/reports/schedule.js';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const iso = (ms: number): string => new Date(ms).toISOString();
const due = (text: string) =>
  dueReports(at(text)).map(({ occasion, fromMs, toMs }) => [occasion, iso(fromMs), iso(toMs)]);

describe('reports that make themselves', () => {
  it('S7 are due ten minutes after a month has ended in Taipei', () => {
    expect(due('2026-11-01T00:09:59.999')[0]).toEqual([
      'monthly',
      '2026-08-31T16:00:00.000Z',
      '2026-09-30T16:00:00.000Z',
    ]);
    expect(due('2026-11-01T00:10:00')[0]).toEqual([
      'monthly',
      '2026-09-30T16:00:00.000Z',
      '2026-10-31T16:00:00.000Z',
    ]);
  });

  it('the ROC year is due on 1 January, with its December', () => {
    expect(due('2027-01-01T00:10:00')).toEqual([
      ['monthly', '2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
      ['yearly', '2025-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    ]);
    expect(due('2026-12-31T23:59:59')[1]?.[2]).toBe('2025-12-31T16:00:00.000Z');
  });

  it('February of a leap year ends on the 29th', () => {
    expect(due('2028-03-15T12:00:00')[0]).toEqual([
      'monthly',
      '2028-01-31T16:00:00.000Z',
      '2028-02-29T16:00:00.000Z',
    ]);
  });

  it('no wait is longer than an hour or passes the moment at which a month is due', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00:00'), max: at('2040-01-01T00:00:00') }), (now) => {
        const wait = untilNextLook(now);
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(3_600_000);
        expect(dueReports(now + wait - 1)[0]).toEqual(dueReports(now)[0]);
      }),
    );
    expect(untilNextLook(at('2026-11-01T00:09:30'))).toBe(30_000);
  });
});
