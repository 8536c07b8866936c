import { describe, expect, it } from 'vitest';
import type { Level } from '#contract/values.js';
import { openDesk } from '../../../hub/store/openDesk.js';
import { type RecordedWindow, recordedHub } from '../../support/reportRig.js';
import { eastSite } from '../../support/sites.js';

const DAY = 86_400_000;
const NOW = Date.parse('2026-07-20T04:00:00.000Z');
/** When the boxes came to their counters. */
const BEGAN = Date.parse('2025-01-01T00:00:00.000Z');
const SPAN = { from: '2026-06-30T16:00:00.000Z', to: '2026-07-31T16:00:00.000Z' };

/** Ratings at a counter, the last one an hour ago, one every so many minutes before it. */
function ratings(
  counter: string,
  levels: readonly Level[],
  {
    everyMin = 60,
    clerk = 'lin',
    afterMs = 4_000,
    lastMs = NOW - 3_600_000,
    ...change
  }: Partial<RecordedWindow> & {
    everyMin?: number;
    lastMs?: number;
  } = {},
): RecordedWindow[] {
  return levels.map((level, index) => ({
    office: 'east',
    counter,
    clerk,
    kind: 'receipt',
    service: null,
    issuedMs: lastMs - (levels.length - 1 - index) * everyMin * 60_000,
    outcome: 'rated',
    reason: null,
    level,
    afterMs,
    extended: false,
    flagged: false,
    excluded: false,
    ...change,
  }));
}
const times = <T>(count: number, ...items: T[]): T[] => Array.from({ length: count }, () => items).flat();

function deskOf(windows: readonly RecordedWindow[], began = BEGAN) {
  const { db, clock, sites } = recordedHub(eastSite, windows, NOW);
  db.prepare('UPDATE assignment SET from_ms = ?').run(began);
  return { desk: openDesk(db, clock), db, sites };
}
const covered = (windows: readonly RecordedWindow[], began?: number) =>
  deskOf(windows, began).desk.equipment({ office: 'east', ...SPAN }).coveredKeys;

/** An office in which every fifth presses 4: (1 − q)^n falls under 0.001 within a few dozen. */
const others = ratings('2', times(100, 5, 5, 4, 5, 5), { everyMin: 30 });

describe('S8 covered keys', () => {
  it('a level that was never pressed in many ratings, where others press it, is named with its chance', () => {
    const silent = ratings('1', times(60, 5 as const));
    const q = 100 / 560;
    expect(covered([...others, ...silent])).toEqual([
      {
        box: 'box-1',
        office: 'east',
        counter: '1',
        level: 4,
        ratings: 60,
        share: q,
        chance: (1 - q) ** 60,
      },
    ]);
  });

  it('one press, also an excluded one, shows that the key works', () => {
    const silent = ratings('1', times(59, 5 as const));
    const pressed = { lastMs: NOW - 1_800_000 };
    expect(covered([...others, ...silent, ...ratings('1', [4], pressed)])).toEqual([]);
    expect(covered([...others, ...silent, ...ratings('1', [4], { ...pressed, excluded: true })])).toEqual([]);
  });

  it('counts from the last press, to the rating, also within its month and far back', () => {
    const before = ratings('1', [5, 4], { lastMs: NOW - 3_600_000 - 70 * 3_600_000 });
    expect(covered([...others, ...before, ...ratings('1', times(70, 5 as const))])).toMatchObject([
      { level: 4, ratings: 70 },
    ]);
    const months = ratings('1', times(90, 5 as const), { everyMin: 24 * 60 });
    const longAgo = ratings('1', [4], { lastMs: NOW - 95 * DAY });
    expect(covered([...others, ...longAgo, ...months])).toMatchObject([{ level: 4, ratings: 90 }]);
  });

  it('looks back no further than the box has stood there, nor than 12 months', () => {
    const silent = ratings('1', times(80, 5 as const), { everyMin: 24 * 60 });
    expect(covered([...others, ...silent], NOW - 40.5 * DAY)).toMatchObject([{ level: 4, ratings: 41 }]);
    expect(covered([...others, ...silent], NOW - 20 * DAY)).toEqual([]);
    const old = ratings('1', times(300, 5 as const), { lastMs: NOW - 400 * DAY });
    expect(covered([...others, ...old])).toEqual([]);
  });

  it('few ratings, a level nobody presses, and a counter without a box are no reason', () => {
    expect(covered([...others, ...ratings('1', times(20, 5 as const))])).toEqual([]);
    expect(covered(ratings('1', times(500, 5 as const)))).toEqual([]);
    expect(covered([...others, ...ratings('6', times(500, 5 as const))])).toEqual([]);
    expect(covered([])).toEqual([]);
  });

  it('of a past period are those of the boxes that stood there at its end', () => {
    const { desk } = deskOf([...others, ...ratings('1', times(60, 5 as const))], NOW - 50 * DAY);
    const past = { from: '2026-04-01T00:00:00.000Z', to: '2026-05-01T00:00:00.000Z' };
    const view = desk.equipment({ office: 'east', ...past });
    expect(view.coveredKeys).toEqual([]);
    expect(view.offices).toMatchObject([{ office: 'east', counters: 6, equipped: 0 }]);
    expect(desk.equipment({ ...SPAN }).offices.map(({ equipped }) => equipped)).toEqual([5, 1]);
  });
});

describe('S9 screening', () => {
  const ordinary = ['2', '3'].flatMap((counter) =>
    ratings(counter, times(60, 5, 4, 5, 5, 3, 4), { everyMin: 20, clerk: `wu-${counter}` }).map(
      (window, index) => ({
        ...window,
        afterMs: 2_000 + ((index * 977) % 20_000),
      }),
    ),
  );
  const silence = ['2', '3'].flatMap((counter) =>
    ratings(counter, times(400, 5 as const), { everyMin: 21, clerk: `wu-${counter}` }).map((window) => ({
      ...window,
      outcome: 'expired' as const,
      level: null,
      afterMs: null,
    })),
  );
  const screen = (windows: readonly RecordedWindow[]) =>
    deskOf(windows).desk.screening({ office: 'east', viewer: 'chen', ...SPAN });

  it('names presses faster than anybody listens, answers without silence, and long runs', () => {
    const odd = ratings('1', times(60, 5 as const), { everyMin: 30, clerk: 'lin', afterMs: 400 });
    const { items } = screen([...ordinary, ...silence, ...odd]);
    expect(items).toEqual([
      {
        clerk: 'lin',
        counter: '1',
        ratings: 60,
        responseRate: expect.objectContaining({ count: 60, of: 60 }),
        quick: expect.objectContaining({ count: 60, of: 60 }),
        longestRun: { level: 5, length: 60 },
        flags: expect.arrayContaining(['too-quick', 'response-near-all', 'long-run']),
      },
    ]);
  });

  it('names nobody in an ordinary office', () => {
    expect(screen([...ordinary, ...silence]).items).toEqual([]);
    expect(screen([]).items).toEqual([]);
  });

  it('a run is of one clerk at one counter, in the order of issue, without excluded ratings', () => {
    const odd = ratings('1', times(40, 5 as const), { everyMin: 30, clerk: 'lin', afterMs: 400 });
    const split = odd.map((window, index) => (index === 15 ? { ...window, level: 1 as const } : window));
    expect(screen([...ordinary, ...silence, ...split]).items[0]?.longestRun).toEqual({
      level: 5,
      length: 24,
    });
    const mended = split.map((window, index) => (index === 15 ? { ...window, excluded: true } : window));
    expect(screen([...ordinary, ...silence, ...mended]).items[0]?.longestRun).toEqual({
      level: 5,
      length: 39,
    });
  });
});
