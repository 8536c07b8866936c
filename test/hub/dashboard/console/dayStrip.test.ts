import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayStrip, MOST_ROWS } from '../../../../hub/dashboard/console/dayStrip.js';
import { alarmView, at, NOW } from '../../../support/views.js';

const raised = (n: number, seconds: number) => alarmView(n, '1', { raisedAt: at(seconds) });

describe('S7 the strip of a day', () => {
  it('spans the office’s hours in Taipei, with the present in its place', () => {
    const strip = dayStrip([], NOW);
    expect(strip.hours.map(({ hour }) => hour)).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
    expect(strip.now).toBeCloseTo(0.15);
  });

  it('is widened to the hour of what happened before or after', () => {
    const strip = dayStrip([raised(1, -3 * 3_600), raised(2, -1)], NOW + 10 * 3_600_000);
    expect([strip.hours[0]?.hour, strip.hours.at(-1)?.hour]).toEqual([6, 20]);
    expect(dayStrip([], NOW + 14.4 * 3_600_000).hours.at(-1)?.hour).toBe(24);
  });

  it('sets alarms that come at once above each other', () => {
    const strip = dayStrip([raised(1, 0), raised(2, 1), raised(3, 2), raised(4, 3_600)], NOW + 4_000_000);
    expect(strip.marks.map(({ row }) => row)).toEqual([0, 1, 2, 0]);
  });

  it('A1 shows every alarm once, within the strip, however many there are', () => {
    const seconds = fc.array(fc.integer({ min: -34_000, max: 50_000 }), { maxLength: 80 });
    fc.assert(
      fc.property(seconds, (times) => {
        const { marks } = dayStrip(
          times.map((time, n) => raised(n, time)),
          NOW,
        );
        expect(marks).toHaveLength(times.length);
        expect(new Set(marks.map(({ alarm }) => alarm.id)).size).toBe(times.length);
        for (const { x, row } of marks) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(1);
          expect(row).toBeLessThan(MOST_ROWS);
        }
      }),
    );
  });
});
