import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dated, keptOf } from '../../../hub/backup/rotation.js';

const DAY_MS = 86_400_000;
/** Taipei noon of a Sunday. */
const SUNDAY = Date.UTC(2026, 6, 5, 4);
const at = (day: number, hour = 0): Dated => {
  const startedMs = SUNDAY + day * DAY_MS + hour * 3_600_000;
  return { name: `${String(day).padStart(5, '0')}-${hour}`, startedMs };
};
const names = (backups: readonly Dated[]): string[] => backups.map(({ name }) => name).sort();

const backups = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: -11, max: 11 })), {
    maxLength: 120,
    selector: ([day, hour]) => day * 24 + hour,
  })
  .map((moments) => moments.map(([day, hour]) => at(day, hour)));

describe('R25 which backups are kept', () => {
  it('with one a day for two years: 7 days, 5 Sundays before this week, the ends of 12 months', () => {
    const all = Array.from({ length: 731 }, (_, day) => at(day));
    const kept = [...keptOf(all)].sort();
    const today = 730;
    const days = Array.from({ length: 7 }, (_, back) => today - back);
    const lastSunday = today - (today % 7) - (today % 7 === 0 ? 7 : 0);
    const sundays = Array.from({ length: 5 }, (_, back) => lastSunday - 7 * back);
    const monthEnds = Array.from({ length: 12 }, (_, back) => {
      const newest = new Date((all.at(-1)?.startedMs ?? 0) + 8 * 3_600_000);
      const end = Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth() - back, 0, 4);
      return Math.round((end - SUNDAY) / DAY_MS);
    });
    expect(kept).toEqual([...new Set([...days, ...sundays, ...monthEnds].map((day) => at(day).name))].sort());
  });

  it('never more than 24, always the newest, and each that is kept was one that was there', () => {
    fc.assert(
      fc.property(backups, (all) => {
        const kept = keptOf(all);
        expect(kept.size).toBeLessThanOrEqual(24);
        for (const name of kept) expect(names(all)).toContain(name);
        const newest = [...all].sort((one, other) => other.startedMs - one.startedMs)[0];
        if (newest !== undefined) expect(kept.has(newest.name)).toBe(true);
        else expect(kept.size).toBe(0);
      }),
    );
  });

  it('is the same whether old ones were removed after each backup or never, in whatever order they are named', () => {
    fc.assert(
      fc.property(backups, (all) => {
        const inOrder = [...all].sort((one, other) => one.startedMs - other.startedMs);
        let left: Dated[] = [];
        for (const made of inOrder) {
          const kept = keptOf([...left, made], made.name);
          left = [...left, made].filter(({ name }) => kept.has(name));
        }
        expect(names(left)).toEqual([...keptOf(all)].sort());
        expect([...keptOf([...all].reverse())].sort()).toEqual([...keptOf(all)].sort());
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the one just made, also when a clock set back makes it the oldest', () => {
    const future = Array.from({ length: 40 }, (_, day) => at(2_000 + day));
    const made = at(1);
    expect(keptOf([...future, made], made.name).has(made.name)).toBe(true);
    expect(keptOf([...future, made]).has(made.name)).toBe(true);
    const many = Array.from({ length: 900 }, (_, day) => at(2_000 + day));
    expect(keptOf([...many, made]).has(made.name)).toBe(false);
    expect(keptOf([...many, made], made.name).has(made.name)).toBe(true);
  });
});
