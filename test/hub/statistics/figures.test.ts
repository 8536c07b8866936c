import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { Figures } from '#contract/figures.js';
import { percent } from '#words/percent.js';
import { addCounts, type Countable, countsOf, noCounts } from '../../../hub/statistics/counts.js';
import { figuresOf } from '../../../hub/statistics/figures.js';
import { opinionOf } from '../../../hub/statistics/measures/opinion.js';
import { counted, ratedOnly, someCounts } from '../../support/counts.js';
import { numbersIn, sixDecimals } from '../../support/shares.js';

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe('S2 scores', () => {
  it('are those of the ratings by level', () => {
    expect(figuresOf(ratedOnly([30, 12, 5, 2, 1]), 0)).toMatchObject({
      ...opinionOf([30, 12, 5, 2, 1]),
      rated: 50,
    });
  });

  it('S4 what is shown of a proportion is rounded half-up from the counts, not from the binary fraction', () => {
    const { satisfaction } = figuresOf(ratedOnly([1, 0, 799, 0, 0]), 0);
    expect(percent(satisfaction?.count ?? 0, satisfaction?.of ?? 0, 2)).toBe('0.13');
  });

  it('without ratings there is no score, not a score of nought', () => {
    const figures = figuresOf(counted({ expired: 3, noBox: 2 }), 0);
    expect(figures).toMatchObject({ windows: 5, rated: 0, levels: [0, 0, 0, 0, 0] });
    for (const name of ['satisfaction', 'dissatisfaction', 'mean', 'index', 'net', 'spread', 'answerTime']) {
      expect(figures).not.toHaveProperty(name);
    }
    for (const name of ['coverage', 'responseRate', 'withExcluded']) {
      expect(figuresOf(noCounts(), 0)).not.toHaveProperty(name);
    }
  });
});

/** The worked 640 opened, 6 voided, 231 rated of the standards, §6, beside missed and running windows. */
const DAY = counted({
  c5: 150,
  c4: 60,
  c3: 15,
  c2: 4,
  c1: 2,
  expired: 403,
  cancelled: 6,
  boxOffline: 40,
  late: 20,
  noBox: 6,
  extended: 7,
  flagged: 3,
});

describe('S1 census', () => {
  it('response is rated of those asked; voided and missed windows are not in it', () => {
    const { responseRate } = figuresOf(DAY, 3);
    expect(responseRate).toMatchObject({ count: 231, of: 634 });
    expect([responseRate?.value, responseRate?.low, responseRate?.high].map(sixDecimals)).toEqual([
      0.364353, 0.327814, 0.402527,
    ]);
  });

  it('coverage is asked of all that ended, but for the voided; the missed are listed with their reasons', () => {
    const figures = figuresOf(DAY, 3);
    expect(figures.coverage).toMatchObject({ count: 634, of: 700 });
    expect(figures).toMatchObject({
      windows: 709,
      running: 3,
      cancelled: 6,
      missed: 66,
      extended: 7,
      flagged: 3,
    });
    expect(figures.missedBy).toEqual({ 'box-offline': 40, late: 20, 'no-box': 6 });
  });

  it('running windows are counted as running and in no rate', () => {
    const { windows, running, ...rates } = figuresOf(DAY, 0);
    expect(figuresOf(DAY, 1_000)).toEqual({ windows: windows + 1_000, running: 1_000, ...rates });
    expect(running).toBe(0);
  });
});

describe('S10 excluded ratings', () => {
  const excluded = counted({ ...DAY, x1: 2, x5: 1 });

  it('are in the windows, counted as excluded, and in no other figure', () => {
    const { windows, withExcluded, ...figures } = figuresOf(excluded, 3);
    expect(withExcluded).toBeDefined();
    const { windows: without, ...others } = figuresOf(DAY, 3);
    expect(windows).toBe(without + 3);
    expect(figures).toEqual({ ...others, excluded: 3 });
  });

  it('the figures are there as they would be with them', () => {
    const whole = figuresOf(counted({ ...DAY, c1: 4, c5: 151 }), 3);
    const { withExcluded } = figuresOf(excluded, 3);
    expect(withExcluded).toEqual({
      ...opinionOf([151, 60, 15, 4, 4]),
      rated: 234,
      responseRate: whole.responseRate,
    });
  });

  it('without any there is nothing to show beside', () => {
    expect(figuresOf(DAY, 3)).not.toHaveProperty('withExcluded');
  });

  it('when all are excluded there is no score but the one with them', () => {
    const figures = figuresOf(counted({ x4: 2, expired: 2 }), 0);
    expect(figures).toMatchObject({ windows: 4, rated: 0, excluded: 2, responseRate: { count: 0, of: 2 } });
    expect(figures.withExcluded).toMatchObject({ mean: 4, responseRate: { count: 2, of: 4 } });
  });
});

describe('answering time', () => {
  it('is the mean over the ratings, beside its classes', () => {
    const timed = counted({ c5: 3, c4: 1, answerMs: 26_400, answer1s: 1, answer5s: 2, answerLater: 1 });
    expect(figuresOf(timed, 0).answerTime).toEqual({ meanMs: 6_600, classes: [1, 2, 0, 0, 1] });
  });
});

/** A window that ended in any way, or has not ended. */
const someWindow: fc.Arbitrary<Countable> = fc
  .record({
    outcome: fc.constantFrom('rated', 'expired', 'cancelled', 'missed', null),
    reason: fc.constantFrom('box-offline', 'late', 'box-fault', 'no-box', 'interrupted'),
    level: fc.integer({ min: 1, max: 5 }),
    afterMs: fc.nat(150_000),
    extended: fc.boolean(),
    flagged: fc.boolean(),
    excluded: fc.boolean(),
  })
  .map(({ outcome, reason, level, afterMs, extended, flagged, excluded }) => ({
    outcome,
    reason: outcome === 'missed' ? reason : null,
    level: outcome === 'rated' ? level : null,
    afterMs: outcome === 'rated' || outcome === 'expired' ? afterMs : null,
    extended,
    flagged: outcome === 'rated' && flagged,
    excluded: outcome === 'rated' && excluded,
  })) as fc.Arbitrary<Countable>;

function figuresOfWindows(windows: readonly Countable[]): Figures {
  const counts = noCounts();
  for (const window of windows) addCounts(counts, countsOf(window));
  return figuresOf(counts, windows.filter(({ outcome }) => outcome === null).length);
}

describe('figures of any windows', () => {
  it('are those that counting the windows one by one gives, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(someWindow, { maxLength: 200 }), (windows) => {
        const of = (test: (window: Countable) => boolean) => windows.filter(test).length;
        const inFigures = (window: Countable) => window.outcome === 'rated' && !window.excluded;
        const figures = figuresOfWindows(windows);
        expect(figures).toMatchObject({
          windows: windows.length,
          rated: of(inFigures),
          expired: of(({ outcome }) => outcome === 'expired'),
          cancelled: of(({ outcome }) => outcome === 'cancelled'),
          missed: of(({ outcome }) => outcome === 'missed'),
          running: of(({ outcome }) => outcome === null),
          excluded: of(({ excluded }) => excluded),
          flagged: of((window) => inFigures(window) && window.flagged),
          levels: [5, 4, 3, 2, 1].map((level) => of((window) => inFigures(window) && window.level === level)),
        });
        const times = windows.filter(inFigures).map(({ afterMs }) => afterMs ?? 0);
        expect(figures.answerTime?.meanMs ?? 0).toBeCloseTo(sum(times) / Math.max(1, times.length), 6);
        expect(figures.answerTime?.classes[0] ?? 0).toBe(times.filter((ms) => ms < 1_000).length);
        expect(figuresOfWindows([...windows].reverse())).toEqual(figures);
      }),
    );
  });

  it('counts of two sets add up to those of both', () => {
    fc.assert(
      fc.property(someCounts(), someCounts(), fc.nat(99), fc.nat(99), (a, b, running, more) => {
        const both = noCounts();
        addCounts(both, a);
        addCounts(both, b);
        const [first, second, all] = [
          figuresOf(a, running),
          figuresOf(b, more),
          figuresOf(both, running + more),
        ];
        const names = [
          'windows',
          'rated',
          'expired',
          'cancelled',
          'missed',
          'running',
          'excluded',
          'extended',
        ] as const;
        for (const name of names) expect(all[name]).toBe(first[name] + second[name]);
        expect(all.levels).toEqual(first.levels.map((count, at) => count + (second.levels[at] ?? 0)));
      }),
    );
  });

  it('the parts add up to the windows, every number is finite, and the contract holds', () => {
    const compiled = Compile(Figures);
    fc.assert(
      fc.property(someCounts(), fc.nat(1_000), (counts, running) => {
        const figures = figuresOf(counts, running);
        const { rated, expired, cancelled, missed, excluded } = figures;
        expect(rated + expired + cancelled + missed + running + excluded).toBe(figures.windows);
        expect(sum(figures.levels)).toBe(rated);
        expect(sum(Object.values(figures.missedBy))).toBe(missed);
        expect(Object.values(figures.missedBy)).not.toContain(0);
        expect(numbersIn(figures).every(Number.isFinite)).toBe(true);
        expect(compiled.Check(figures)).toBe(true);
      }),
    );
  });

  it('what is no count is refused', () => {
    expect(() => figuresOf(counted({ expired: -1 }), 0)).toThrow(RangeError);
    expect(() => figuresOf(noCounts(), 0.5)).toThrow(RangeError);
    expect(() => figuresOf(counted({ c5: Number.NaN }), 0)).toThrow(RangeError);
  });
});
