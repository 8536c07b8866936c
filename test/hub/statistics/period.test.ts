import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedPeriod, taipeiDay } from '../../../hub/statistics/period.js';

const at = (text: string): number => Date.parse(text);
const asked = (from: string | undefined, to: string | undefined) =>
  askedPeriod(from, to, at('2026-07-07T01:00:00.000Z'));
const range = expect.objectContaining({ code: 'statistics/bad-range' });

describe('S7 days are Asia/Taipei days', () => {
  it.each([
    ['2026-07-06T16:00:00.000Z', '2026-07-06T16:00:00.000Z'],
    ['2026-07-07T15:59:59.999Z', '2026-07-06T16:00:00.000Z'],
    ['2026-07-07T16:00:00.000Z', '2026-07-07T16:00:00.000Z'],
    ['2025-12-31T23:00:00.000Z', '2025-12-31T16:00:00.000Z'],
    ['2024-02-29T00:00:00.000Z', '2024-02-28T16:00:00.000Z'],
    ['1969-12-31T17:00:00.000Z', '1969-12-31T16:00:00.000Z'],
  ])('%s lies in the day that starts at %s', (moment, start) => {
    expect(taipeiDay(at(moment))).toEqual({ from: at(start), to: at(start) + 86_400_000 });
  });

  it('agrees with the time zone database on every moment since 1980', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Taipei' });
    const moment = fc.integer({ min: at('1980-01-01T00:00:00.000Z'), max: at('2099-01-01T00:00:00.000Z') });
    fc.assert(
      fc.property(moment, (ms) => {
        const { from, to } = taipeiDay(ms);
        expect(from <= ms && ms < to).toBe(true);
        expect(format.format(from)).toBe(format.format(ms));
        expect(format.format(to - 1)).toBe(format.format(ms));
        expect(format.format(to)).not.toBe(format.format(ms));
      }),
    );
  });

  it('without a question it is today; half a question is completed by today', () => {
    expect(asked(undefined, undefined)).toEqual(taipeiDay(at('2026-07-07T01:00:00.000Z')));
    expect(asked('2026-07-01T00:00:00.000Z', undefined)).toEqual({
      from: at('2026-07-01T00:00:00.000Z'),
      to: at('2026-07-07T16:00:00.000Z'),
    });
  });

  it.each([
    ['ends before it starts', '2026-07-07T00:00:00.000Z', '2026-07-06T00:00:00.000Z'],
    ['is empty', '2026-07-07T00:00:00.000Z', '2026-07-07T00:00:00.000Z'],
    ['lies in the future and ends today', '2027-01-01T00:00:00.000Z', undefined],
    ['starts in year 0', '0000-01-01T00:00:00.000Z', undefined],
    ['starts on the 31st of February', '2026-02-31T00:00:00.000Z', undefined],
    ['ends on the 31st of June', undefined, '2027-06-31T00:00:00.000Z'],
  ])('a period that %s is refused', (_what, from, to) => {
    expect(() => asked(from, to)).toThrow(range);
  });

  it('a leap day is a day', () => {
    expect(asked('2024-02-29T00:00:00.000Z', undefined).from).toBe(at('2024-02-29T00:00:00.000Z'));
    expect(() => asked('2025-02-29T00:00:00.000Z', undefined)).toThrow(range);
  });
});
