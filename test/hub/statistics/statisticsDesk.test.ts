import { describe, expect, it } from 'vitest';
import type { StatisticsView } from '#contract/statistics.js';
import { addCounts, countsOf, noCounts } from '../../../hub/statistics/counts.js';
import { figuresOf } from '../../../hub/statistics/figures.js';
import { keyOf } from '../../../hub/statistics/period.js';
import { openDesk } from '../../../hub/store/openDesk.js';
import { type RecordedWindow, randomWindows, recordedHub } from '../../support/reportRig.js';
import { eastSite } from '../../support/sites.js';

const SUMMER = { from: '2026-05-31T16:00:00.000Z', to: '2026-07-31T16:00:00.000Z' };
const JUNE = { from: SUMMER.from, to: '2026-06-30T16:00:00.000Z' };
const JULY = { from: JUNE.to, to: SUMMER.to };
const NOW = Date.parse('2026-08-01T02:00:00.000Z');

function start(change: (windows: RecordedWindow[]) => RecordedWindow[] = (windows) => windows) {
  const made = randomWindows({
    seed: 11,
    places: [
      ...['1', '2', '3'].map((counter) => ({ office: 'east', counter })),
      { office: 'west', counter: '1' },
    ],
    fromMs: Date.parse(SUMMER.from),
    toMs: Date.parse(SUMMER.to),
    perDay: 60,
    services: ['戶籍謄本', '印鑑證明', null],
  });
  const hub = recordedHub(eastSite, change([...made]), NOW);
  return { ...hub, desk: openDesk(hub.db, hub.clock) };
}

/** Figures from the windows themselves. */
function recomputed(windows: readonly RecordedWindow[]) {
  const counts = noCounts();
  for (const window of windows) addCounts(counts, countsOf(window));
  return figuresOf(counts, 0);
}

function grouped(windows: readonly RecordedWindow[], keyOfWindow: (window: RecordedWindow) => string) {
  const groups = new Map<string, RecordedWindow[]>();
  for (const window of windows)
    groups.set(keyOfWindow(window), [...(groups.get(keyOfWindow(window)) ?? []), window]);
  return groups;
}

const refusal = (code: string, words: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(words) });
const figuresBy = ({ groups }: StatisticsView) =>
  new Map(groups.map(({ keys, figures }) => [keys.join(' '), figures]));

describe('S1 S5 statistics', () => {
  it('are those of the windows, in every grouping and pair of groupings', () => {
    const { desk, windows } = start();
    const ofEast = windows.filter(({ office }) => office === 'east');
    const keys = {
      office: ({ office }: RecordedWindow) => office,
      counter: ({ office, counter }: RecordedWindow) => `${office}/${counter}`,
      kind: ({ kind }: RecordedWindow) => kind,
      service: ({ service }: RecordedWindow) => service ?? '',
      hour: ({ issuedMs }: RecordedWindow) => keyOf('hour', issuedMs),
      weekday: ({ issuedMs }: RecordedWindow) => keyOf('weekday', issuedMs),
      week: ({ issuedMs }: RecordedWindow) => keyOf('week', issuedMs),
      month: ({ issuedMs }: RecordedWindow) => keyOf('month', issuedMs),
    };
    for (const [by, keyOfWindow] of Object.entries(keys)) {
      // biome-ignore lint/suspicious/noThenProperty: the name of a query parameter, never awaited
      const query = { office: 'east', ...SUMMER, by: by as keyof typeof keys, then: 'day' } as const;
      const view = desk.statistics(query);
      expect(view.total).toEqual(recomputed(ofEast));
      const found = figuresBy(view);
      const expected = grouped(ofEast, (window) => `${keyOfWindow(window)} ${keyOf('day', window.issuedMs)}`);
      expect(new Set(found.keys())).toEqual(new Set(expected.keys()));
      for (const [key, group] of expected) expect(found.get(key)).toEqual(recomputed(group));
    }
  });

  it('compare with the period and office that were named, and with the rest as asked', () => {
    const { desk, windows } = start();
    const { against } = desk.statistics({
      office: 'east',
      kind: 'receipt',
      ...JULY,
      againstFrom: JUNE.from,
      againstTo: JUNE.to,
    });
    expect(against?.asked).toEqual({ office: 'east', kind: 'receipt', ...JUNE });
    expect(against?.total).toEqual(
      recomputed(
        windows.filter(
          ({ office, kind, issuedMs }) =>
            office === 'east' && kind === 'receipt' && issuedMs < Date.parse(JUNE.to),
        ),
      ),
    );
    expect(against?.satisfaction?.ratio).toBeCloseTo(1, 0);
    const offices = desk.statistics({ office: 'east', ...JULY, againstOffice: 'west' });
    expect(offices.against?.asked).toEqual({ office: 'west', ...JULY });
    expect(offices.against?.responseRate).toBeDefined();
  });

  it('give no ratio of populations that share windows', () => {
    const { desk } = start();
    const { against } = desk.statistics({ ...JULY, againstOffice: 'east' });
    expect(Object.keys(against ?? {})).toEqual(['asked', 'total']);
  });

  it('S10 show excluded ratings beside the figures without them', () => {
    const { desk } = start();
    const { total } = desk.statistics({ ...SUMMER });
    expect(total.excluded).toBeGreaterThan(0);
    expect(total.withExcluded?.rated).toBe(total.rated + total.excluded);
  });
});

describe('S6 P5 statistics about clerks', () => {
  const few = (windows: RecordedWindow[]): RecordedWindow[] =>
    windows.map((window, index) =>
      index < 12 ? { ...window, office: 'east', clerk: 'rare', counter: '1' } : window,
    );

  it('hide small groups wherever clerks are told apart', () => {
    const { desk } = start(few);
    const { groups } = desk.statistics({ office: 'east', ...SUMMER, by: 'clerk' });
    const hidden = groups.filter((group) => group.hidden !== undefined);
    expect(hidden.map(({ keys, hidden: because }) => [keys[0], because])).toContainEqual(['rare', 'too-few']);
    expect(hidden.length).toBeGreaterThan(1);
    for (const group of hidden) expect(group.figures).toBeUndefined();
    // biome-ignore lint/suspicious/noThenProperty: the name of a query parameter, never awaited
    const second = desk.statistics({ office: 'east', ...SUMMER, by: 'kind', then: 'clerk' });
    expect(
      second.groups.filter(({ keys }) => keys[1] === 'rare').every(({ figures }) => figures === undefined),
    ).toBe(true);
    const named = desk.statistics({ office: 'east', clerk: '王小明', viewer: 'chen', ...SUMMER, by: 'day' });
    expect(named.groups.some(({ hidden: because }) => because === 'too-few')).toBe(true);
    expect(
      named.groups.every(
        ({ figures, hidden: because }) => (figures === undefined) === (because !== undefined),
      ),
    ).toBe(true);
  });

  it('refuse a clerk whose figures would be hidden as a whole, and anybody without a viewer', () => {
    const { desk } = start(few);
    expect(() => desk.statistics({ office: 'east', clerk: 'rare', viewer: 'chen', ...SUMMER })).toThrow(
      refusal('statistics/bad-question', /rare.*S6/),
    );
    expect(() => desk.statistics({ office: 'east', clerk: '王小明', ...SUMMER })).toThrow(
      refusal('statistics/bad-question', /expected viewer/),
    );
    expect(() => desk.ratings({ clerk: '王小明' })).toThrow(
      refusal('statistics/bad-question', /expected viewer/),
    );
  });

  it('show one clerk beside the office, with the same hiding', () => {
    const { desk, windows } = start(few);
    const view = desk.clerk({ office: 'east', clerk: '王小明', viewer: 'chen', ...SUMMER });
    const own = windows.filter(({ office, clerk }) => office === 'east' && clerk === '王小明');
    expect(view.total.figures).toEqual(recomputed(own));
    expect(view.office).toEqual(recomputed(windows.filter(({ office }) => office === 'east')));
    expect(view.byMonth.map(({ keys }) => keys[0])).toEqual(['2026-06', '2026-07']);
    expect(view.byKind).toHaveLength(2);
    expect(view.byService).toHaveLength(3);
    expect(desk.clerk({ office: 'east', clerk: 'rare', viewer: 'chen', ...SUMMER }).total).toEqual({
      keys: ['rare'],
      hidden: 'too-few',
    });
  });

  it('tell a clerk without windows in the period from nobody', () => {
    const { desk } = start();
    const later = { from: '2026-08-01T00:00:00.000Z', to: '2026-08-02T00:00:00.000Z' };
    expect(desk.clerk({ office: 'east', clerk: '王小明', viewer: 'chen', ...later }).total.hidden).toBe(
      'too-few',
    );
    expect(() => desk.clerk({ office: 'east', clerk: 'nobody', viewer: 'chen', ...SUMMER })).toThrow(
      refusal('clerk/unknown', /nobody/),
    );
  });
});

describe('S5 S6 charts', () => {
  it('a trend has a point for every day, and values where something was counted', () => {
    const { desk, windows } = start();
    const view = desk.trend({ office: 'east', ...JUNE, unit: 'day', measure: 'satisfaction' });
    expect(view.points).toHaveLength(30);
    expect(view.points[0]?.key).toBe('2026-06-01');
    const sunday = view.points.find(
      ({ key }) => keyOf('weekday', Date.parse(`${key}T04:00:00.000Z`)) === '7',
    );
    const empty = view.points.filter(({ of }) => of === 0);
    expect(empty.length).toBeGreaterThan(0);
    for (const point of empty) expect(Object.keys(point)).toEqual(['key', 'count', 'of']);
    expect(sunday).toBeDefined();
    const first = recomputed(
      windows.filter(({ office, issuedMs }) => office === 'east' && keyOf('day', issuedMs) === '2026-06-01'),
    );
    expect(view.points[0]).toMatchObject({
      count: first.satisfaction?.count,
      of: first.satisfaction?.of,
      value: first.satisfaction?.value,
    });
    expect(view.points[0]?.lower).toBeLessThanOrEqual(view.centre ?? 0);
  });

  it('a funnel has a point for every place with something counted, around the whole', () => {
    const { desk, windows } = start();
    const view = desk.funnel({ ...SUMMER, by: 'counter', measure: 'responseRate' });
    expect(view.points.map(({ key }) => key)).toEqual(['east/1', 'east/2', 'east/3', 'west/1']);
    expect(view.centre).toBe(recomputed(windows).responseRate?.value);
    for (const { lower998, lower95, upper95, upper998 } of view.points)
      expect([lower998, lower95, upper95, upper998]).toEqual([lower998, lower95, upper95, upper998].sort());
    expect(desk.funnel({ office: 'west', ...JUNE, by: 'office', measure: 'coverage' }).points).toHaveLength(
      1,
    );
    const none = { from: '2020-01-01T00:00:00.000Z', to: '2020-02-01T00:00:00.000Z' };
    expect(desk.funnel({ ...none, by: 'office', measure: 'coverage' }).points).toEqual([]);
  });

  it('alarms are counted when raised, against the windows of the same span', () => {
    const { desk, windows } = start();
    const low = windows.filter(({ office, level }) => office === 'east' && (level === 1 || level === 2));
    const view = desk.alarmFigures({ office: 'east', ...SUMMER, unit: 'month' });
    expect([view.raised, view.high]).toEqual([low.length, low.filter(({ level }) => level === 1).length]);
    expect(view.medium).toBe(view.raised - view.high);
    expect(view.points.map(({ key }) => key)).toEqual(['2026-06', '2026-07']);
    expect(view.points.reduce((sum, { windows: count }) => sum + count, 0)).toBe(
      windows.filter(({ office }) => office === 'east').length,
    );
    expect(view.centre).toBeCloseTo(
      (100 * low.length) / windows.filter(({ office }) => office === 'east').length,
      9,
    );
    const delays = windows
      .flatMap(({ office, level }, index) =>
        office === 'east' && (level === 1 || level === 2) && index % 7 !== 0
          ? [5_000 + (index % 90) * 1_000]
          : [],
      )
      .sort((a, b) => a - b);
    expect(view.acknowledged).toBe(delays.length);
    expect(view.toAcknowledge).toEqual({
      median: delays[Math.ceil(delays.length / 2) - 1],
      p90: delays[Math.ceil(delays.length * 0.9) - 1],
      longest: delays.at(-1),
    });
  });

  it('alarms of the whole city and of a time without any', () => {
    const { desk, windows } = start();
    const low = windows.filter(({ level }) => level === 1 || level === 2);
    expect(desk.alarmFigures({ ...SUMMER, unit: 'year' }).raised).toBe(low.length);
    const none = desk.alarmFigures({
      from: '2020-01-01T00:00:00.000Z',
      to: '2020-01-05T00:00:00.000Z',
      unit: 'day',
    });
    expect(none).toMatchObject({
      raised: 0,
      acknowledged: 0,
      points: Array(5).fill({ alarms: 0, windows: 0 }),
    });
    expect(none.toAcknowledge).toBeUndefined();
  });
});
