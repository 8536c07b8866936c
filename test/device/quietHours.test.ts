import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../device/quietHours.js';

/** 2026-07-07 in Taipei. */
const taipei = (hours: number, minutes = 0) => Date.UTC(2026, 6, 7, hours - 8, minutes);

describe('quiet hours', () => {
  it('B3 S7 begin and end on the minute, in Taipei', () => {
    const noon = [{ from: '12:00', to: '13:30' }];
    expect(
      [taipei(11, 59), taipei(12), taipei(13, 29), taipei(13, 30)].map((ms) => isQuiet(noon, ms)),
    ).toEqual([false, true, true, false]);
  });

  it('B3 may last over midnight', () => {
    const night = [{ from: '22:00', to: '07:00' }];
    expect([21, 22, 23, 0, 6, 7, 12].map((hour) => isQuiet(night, taipei(hour)))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('B3 a range from a time to itself is no time at all, and no range is never quiet', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), fc.nat(4_000_000_000_000), (hours, minutes, ms) => {
        const time = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        expect(isQuiet([{ from: time, to: time }], ms)).toBe(false);
        expect(isQuiet([], ms)).toBe(false);
      }),
    );
  });
});
