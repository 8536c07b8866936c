import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Codec } from '#contract/schema.js';
import { DocumentNumber, Reference, Uuid } from '#contract/values.js';
import { citySite } from '../../../simulators/history/citySite.js';
import { type HistoryOptions, pastWindows } from '../../../simulators/history/history.js';
import type { PastWindow } from '../../../simulators/history/pastWindow.js';

const DAY_MS = 86_400_000;
const TAIPEI_MS = 8 * 3_600_000;
/** Midnight of a day in Taipei. */
const taipei = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) - TAIPEI_MS;

/** Half a year of three offices, and the two without boxes. */
const options: HistoryOptions = {
  site: {
    offices: citySite().offices.filter(({ id }) =>
      ['central', 'east', 'dadu', 'heping', 'daan'].includes(id),
    ),
  },
  fromMs: taipei(2026, 1, 1),
  untilMs: taipei(2026, 7, 1),
  seed: 7,
};
const windows = [...pastWindows(options)];
const rated = windows.filter(({ outcome }) => outcome === 'rated');
const alarms = rated.flatMap(({ alarm }) => (alarm === null ? [] : [alarm]));

const share = (of: readonly PastWindow[], what: (window: PastWindow) => boolean): number =>
  of.filter(what).length / of.length;
/** No window, with the one before it, is like this. */
const none = (like: (window: PastWindow, before: PastWindow | undefined) => boolean): void =>
  expect(windows.filter((window, index) => like(window, windows[index - 1]))).toEqual([]);
const dissatisfied = ({ level }: PastWindow): boolean => level !== null && level <= 2;
const hour = (ms: number): number => ((ms + TAIPEI_MS) % DAY_MS) / 3_600_000;
const weekday = (ms: number): number => new Date(ms + TAIPEI_MS).getUTCDay();

describe('a history', () => {
  it('is the same for the same seed and another one for another', () => {
    const some = (seed: number): PastWindow[] =>
      [...pastWindows({ ...options, seed, untilMs: taipei(2026, 1, 12) })].slice(0, 400);
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), (seed) => {
        expect(some(seed)).toEqual(some(seed));
        expect(some(seed)).not.toEqual(some(seed + 1));
      }),
      { numRuns: 5 },
    );
  });

  it('comes in the order of issuance, which is that of the ids', () => {
    const ids = windows.flatMap(({ id, issuance }) => [id, issuance.id]);
    const uuid = Codec.of(Uuid);
    for (const id of ids.slice(0, 5_000)) expect(uuid.check(id)).toBe(id);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    const stamp = (id: string): number => Number.parseInt(id.replace('-', '').slice(0, 12), 16);
    none(({ id, issuedMs }) => stamp(id) !== issuedMs);
    none(({ issuedMs }, before) => before !== undefined && issuedMs < before.issuedMs);
  });

  it('W1 numbers each document once, as documents may be numbered', () => {
    const numbers = windows.map(({ office, kind, issuance }) => `${office} ${kind} ${issuance.number}`);
    expect(new Set(numbers).size).toBe(numbers.length);
    const number = Codec.of(DocumentNumber);
    const reference = Codec.of(Reference);
    for (const { issuance, clerk, service } of windows.slice(0, 2_000)) {
      expect(number.check(issuance.number)).toBe(issuance.number);
      expect([clerk, service].map((text) => reference.check(text))).toEqual([clerk, service]);
    }
  });

  it('S7 has documents in opening hours only: weekdays 8–17, Saturday mornings, no Sundays', () => {
    none(({ issuedMs }) => weekday(issuedMs) === 0);
    none(({ issuedMs }) => hour(issuedMs) < (weekday(issuedMs) === 6 ? 9 : 8));
    none(({ endedMs }) => hour(endedMs) >= (weekday(endedMs) === 6 ? 12 : 17));
    expect(share(windows, ({ issuedMs }) => weekday(issuedMs) === 6)).toBeGreaterThan(0.02);
  });

  it('keeps the holidays of the sun and of the moon', () => {
    const open = new Set(windows.map(({ issuedMs }) => Math.floor((issuedMs + TAIPEI_MS) / DAY_MS)));
    const isOpen = (month: number, day: number): boolean => open.has(Date.UTC(2026, month - 1, day) / DAY_MS);
    expect(isOpen(1, 2)).toBe(true);
    expect(isOpen(1, 1)).toBe(false);
    // New year's eve and the first three days of the year of the horse; the dragon boat festival.
    for (const day of [16, 17, 18, 19]) expect(isOpen(2, day)).toBe(false);
    expect(isOpen(2, 20)).toBe(true);
    expect(isOpen(6, 19)).toBe(false);
  });

  it('R42 has about 12.7 windows a counter a weekday, and receipts 95 %', () => {
    const weekdays = windows.filter(({ issuedMs }) => weekday(issuedMs) < 6);
    const days = new Set(weekdays.map(({ issuedMs }) => Math.floor((issuedMs + TAIPEI_MS) / DAY_MS)));
    const counters = options.site.offices.reduce((sum, office) => sum + office.counters.length, 0);
    const mean = weekdays.length / days.size / counters;
    expect(mean).toBeGreaterThan(12);
    expect(mean).toBeLessThan(13.4);
    expect(share(windows, ({ kind }) => kind === 'receipt')).toBeCloseTo(0.949, 2);
  });

  it('S1 S2 has the rates of the worked values, and worse ones after a notice', () => {
    const asked = windows.filter(({ outcome }) => outcome === 'rated' || outcome === 'expired');
    expect(share(asked, ({ outcome }) => outcome === 'rated')).toBeGreaterThan(0.32);
    expect(share(asked, ({ outcome }) => outcome === 'rated')).toBeLessThan(0.41);
    expect(share(rated, dissatisfied)).toBeGreaterThan(0.025);
    expect(share(rated, dissatisfied)).toBeLessThan(0.06);
    const ratedOn = (kind: string) => rated.filter((window) => window.kind === kind);
    expect(share(ratedOn('notice'), dissatisfied)).toBeGreaterThan(
      1.5 * share(ratedOn('receipt'), dissatisfied),
    );
  });

  it('W4 S1 misses every window of an office without boxes, and a few elsewhere for each reason', () => {
    const without = windows.filter(({ office }) => office === 'heping' || office === 'daan');
    expect(without.length).toBeGreaterThan(1_000);
    expect(share(without, ({ reason, box }) => reason === 'no-box' && box === null)).toBe(1);
    const others = windows.filter(({ box }) => box !== null);
    for (const reason of ['box-offline', 'late', 'box-fault', 'interrupted'] as const) {
      expect(share(others, (window) => window.reason === reason)).toBeGreaterThan(0.0002);
      expect(share(others, (window) => window.reason === reason)).toBeLessThan(0.01);
    }
  });

  it('W2 W12 ends each window within its length, or twice that where it was extended', () => {
    const opened = (window: PastWindow): boolean => window.outcome !== 'missed';
    const longest = ({ lengthMs, extended }: PastWindow): number => lengthMs * (extended ? 2 : 1);
    none((window) => opened(window) && (window.closesMs ?? 0) - (window.openedMs ?? 0) !== longest(window));
    none((window) => opened(window) && window.endedMs > (window.closesMs ?? 0));
    none(({ outcome, afterMs }) => (outcome === 'rated') === (afterMs === null));
    none(({ afterMs, endedMs, openedMs }) => afterMs !== null && endedMs - (openedMs ?? 0) !== afterMs);
    expect(share(rated, ({ extended }) => extended)).toBeGreaterThan(0.01);
  });

  it('A1 raises an alarm for each 2 and 1 and no other, half of those met acknowledged within 40 s', () => {
    expect(windows.filter(({ alarm }) => alarm !== null)).toEqual(rated.filter(dissatisfied));
    const delays = alarms
      .flatMap(({ acknowledged, raisedMs }) => (acknowledged === null ? [] : [acknowledged.atMs - raisedMs]))
      .sort((a, b) => a - b);
    const middle = delays[Math.floor(delays.length / 2)] ?? 0;
    expect(middle).toBeGreaterThan(25_000);
    expect(middle).toBeLessThan(60_000);
    expect(delays[0]).toBeGreaterThan(0);
    expect(delays.at(-1)).toBeLessThan(180_000);
  });

  it('A2 A3 lets each alarm be met or left, then closed, and calls the next person while nobody came', () => {
    for (const { raisedMs, called, acknowledged, departedMs, closed } of alarms) {
      const metMs = acknowledged?.atMs ?? departedMs ?? Number.POSITIVE_INFINITY;
      expect(acknowledged === null || departedMs === null).toBe(true);
      expect(departedMs === null || departedMs - raisedMs <= 180_000).toBe(true);
      expect(closed === null || closed.atMs > metMs).toBe(true);
      expect(called.map(({ atMs }) => atMs - raisedMs)).toEqual([0, 60_000, 180_000].slice(0, called.length));
      expect(called.every(({ atMs }) => atMs < metMs || atMs === raisedMs)).toBe(true);
    }
    const left = alarms.filter(({ departedMs }) => departedMs !== null).length / alarms.length;
    expect(left).toBeGreaterThan(0.02);
    expect(left).toBeLessThan(0.25);
    const closings = alarms.flatMap(({ closed }) => (closed === null ? [] : [closed]));
    expect(closings.length / alarms.length).toBeGreaterThan(0.98);
    const most = (['staff', 'rule', 'waiting', 'documents', 'other'] as const)
      .map((cause) => ({ cause, count: closings.filter((closing) => closing.cause === cause).length }))
      .sort((a, b) => b.count - a.count);
    expect(most.slice(0, 2).map(({ cause }) => cause)).toEqual(['waiting', 'documents']);
    expect(new Set(closings.map(({ outcome }) => outcome)).size).toBe(4);
  });

  it('A9 makes cases of complaints, most released in time with what was done, some overdue', () => {
    const cases = alarms.flatMap(({ case: found }) => (found === null ? [] : [found]));
    expect(cases.length).toBe(alarms.filter(({ closed }) => closed?.outcome === 'complaint').length);
    expect(cases.length).toBeGreaterThan(2);
    expect(cases.length / alarms.length).toBeLessThan(0.08);
    for (const { due, corrective, preventive, released } of cases) {
      expect(due).toMatch(/^2026-\d\d-\d\d$/);
      if (released !== null) expect([corrective, preventive]).not.toContain(null);
      if (released === null) expect(preventive).toBeNull();
    }
  });

  it('S10 W4 excludes a few ratings with a reason, flags a few, and cancels what was voided in time', () => {
    const excluded = windows.filter(({ exclusion }) => exclusion !== null);
    expect(excluded.length).toBeGreaterThan(5);
    expect(excluded.length / rated.length).toBeLessThan(0.01);
    for (const { outcome, exclusion, endedMs } of excluded) {
      expect(outcome).toBe('rated');
      expect(exclusion?.atMs).toBeGreaterThan(endedMs);
      if (exclusion?.reason === 'other') expect(exclusion.remark).not.toBeNull();
    }
    none(
      ({ issuance, flagged, outcome }) =>
        (issuance.voidedMs !== null) !== (flagged || outcome === 'cancelled'),
    );
    none(({ flagged, outcome }) => flagged && outcome !== 'rated');
    expect(share(rated, ({ flagged }) => flagged)).toBeGreaterThan(0);
    expect(share(windows, ({ outcome }) => outcome === 'cancelled')).toBeGreaterThan(0.001);
  });

  it('gives one office a bad month, much worse than its others', () => {
    const bad = (from: number, until: number): number =>
      share(
        rated.filter(({ office, issuedMs }) => office === 'east' && issuedMs >= from && issuedMs < until),
        dissatisfied,
      );
    const spell = options.untilMs - 150 * DAY_MS;
    const during = bad(spell, spell + 30 * DAY_MS);
    expect(during).toBeGreaterThan(2 * bad(spell + 31 * DAY_MS, options.untilMs));
  });

  it('ends before its end', () => {
    const untilMs = taipei(2026, 3, 4) + 11 * 3_600_000;
    for (const window of pastWindows({ ...options, fromMs: untilMs - 3 * DAY_MS, untilMs })) {
      expect(window.issuedMs).toBeGreaterThanOrEqual(untilMs - 3 * DAY_MS);
      expect(window.endedMs).toBeLessThan(untilMs);
      expect(window.issuance.voidedMs ?? 0).toBeLessThan(untilMs);
      expect(window.exclusion?.atMs ?? 0).toBeLessThan(untilMs);
      const { acknowledged, departedMs, closed, case: found } = window.alarm ?? {};
      for (const atMs of [acknowledged?.atMs, departedMs, closed?.atMs, found?.released?.atMs])
        expect(atMs ?? 0).toBeLessThan(untilMs);
    }
  });

  it('lets clerks serve at several counters', () => {
    const counters = new Map<string, Set<string>>();
    for (const { office, clerk, counter } of windows)
      counters.set(`${office} ${clerk}`, (counters.get(`${office} ${clerk}`) ?? new Set()).add(counter));
    const several = [...counters.values()].filter(({ size }) => size > 2).length;
    expect(several / counters.size).toBeGreaterThan(0.8);
  });
});
