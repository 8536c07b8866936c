import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventShapes } from '#contract/events.js';
import { MAX_WINDOW_OPEN_MS, MAX_WINDOW_TOTAL_MS } from '#contract/limits.js';
import { Codec } from '#contract/schema.js';
import { LEVELS, type Level } from '#contract/values.js';
import { EXTRA_KEYS, type Key } from '../../device/ports/panel.js';
import { windowOf } from '../support/offers.js';
import { WindowScript } from '../support/windowScript.js';

type Deed =
  | {
      readonly do: 'offer';
      readonly n: number;
      readonly visit: string | undefined;
      readonly ageMs: number;
      readonly lengthMs: number;
    }
  | { readonly do: 'key'; readonly key: Key; readonly down: boolean }
  | { readonly do: 'cancel'; readonly n: number | undefined }
  | { readonly do: 'panel'; readonly ready: boolean };

interface Moment {
  readonly waitMs: number;
  readonly deed: Deed;
}

const level = fc.constantFrom(...LEVELS);
const n = fc.integer({ min: 1, max: 12 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('offer' as const),
      n,
      visit: fc.constantFrom(undefined, undefined, 'a', 'b'),
      ageMs: fc.constantFrom(0, 0, 0, 20_000),
      lengthMs: fc.constantFrom(30_000, 45_000, 120_000),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('key' as const), key: level, down: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('key' as const),
      key: fc.constantFrom(...EXTRA_KEYS),
      down: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('cancel' as const), n: fc.option(n, { nil: undefined }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('panel' as const), ready: fc.boolean() }) },
);
const waitMs = fc.oneof(
  fc.integer({ min: 0, max: 120 }),
  fc.integer({ min: 0, max: 40_000 }),
  fc.constantFrom(49, 50, 51, 29_999, 30_000, 30_001),
  fc.double({ min: 0, max: 1_000, noNaN: true }),
);
const story = fc.array(fc.record({ waitMs, deed }), { maxLength: 60, size: 'max' });

function play(moments: readonly Moment[], punctual: boolean, rename = (key: Level): Level => key) {
  const s = new WindowScript(punctual);
  let newest = 1;
  for (const { waitMs: ms, deed: act } of moments) {
    s.wait(ms);
    if (act.do === 'offer') newest = act.n;
    if (act.do === 'offer')
      s.offer(
        act.n,
        { lengthMs: act.lengthMs, ...(act.visit === undefined ? {} : { visit: act.visit }) },
        act.ageMs,
      );
    else if (act.do === 'key')
      s.give({ kind: 'key', key: typeof act.key === 'number' ? rename(act.key) : act.key, down: act.down });
    else if (act.do === 'cancel') s.give({ kind: 'cancel', window: windowOf(act.n ?? newest) });
    else s.give(act.ready ? { kind: 'panel-ready', held: [] } : { kind: 'panel-lost' });
  }
  return s.wait(400_000).give({ kind: 'elapsed' });
}

const ENDS = ['rated', 'expired', 'cancelled', 'missed'];

describe('whatever happens', () => {
  it('the stories tried here have every outcome in them', () => {
    const told = fc
      .sample(story, { numRuns: 400, seed: 7 })
      .flatMap((moments) => play(moments, true).records);
    for (const kind of [...ENDS, 'extended', 'joined', 'presses', 'fault']) {
      expect(told.filter((body) => body.kind === kind).length, kind).toBeGreaterThan(20);
    }
  });

  it('W4 every offered window has at most one outcome and every opened one exactly one', () => {
    fc.assert(
      fc.property(story, fc.boolean(), (moments, punctual) => {
        const { records } = play(moments, punctual);
        const ends = records.flatMap((body) =>
          ENDS.includes(body.kind) && 'window' in body && body.window !== undefined ? [body.window] : [],
        );
        expect(new Set(ends).size).toBe(ends.length);
        for (const body of records) if (body.kind === 'opened') expect(ends).toContain(body.window);
      }),
      { numRuns: 400 },
    );
  });

  it('W3 one window at a time: none opens before the one before it has ended', () => {
    fc.assert(
      fc.property(story, fc.boolean(), (moments, punctual) => {
        let running: string | undefined;
        for (const body of play(moments, punctual).records) {
          if (body.kind === 'opened') {
            expect(running).toBeUndefined();
            running = body.window;
          }
          if (ENDS.includes(body.kind) && 'window' in body && body.window === running) running = undefined;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('W2 no rating outside the time of its window, joined or not', () => {
    fc.assert(
      fc.property(story, fc.boolean(), (moments, punctual) => {
        const s = play(moments, punctual);
        const allowed = new Map<string, number>();
        const lengths = new Map<string, number>();
        for (const body of s.records) {
          if (body.kind === 'opened') {
            allowed.set(body.window, body.lengthMs);
            lengths.set(body.window, body.lengthMs);
          }
          if (body.kind === 'joined' && body.afterMs !== undefined) {
            const until = Math.min(body.afterMs + (lengths.get(body.window) ?? 0), MAX_WINDOW_TOTAL_MS);
            allowed.set(body.window, Math.max(allowed.get(body.window) ?? 0, until));
          }
          if (body.kind === 'extended') {
            expect(body.closesAfterMs).toBeCloseTo(
              (allowed.get(body.window) ?? 0) + (lengths.get(body.window) ?? 0),
              2,
            );
            expect(body.closesAfterMs).toBeLessThanOrEqual(MAX_WINDOW_OPEN_MS);
            allowed.set(body.window, body.closesAfterMs);
          }
          if (body.kind !== 'rated') continue;
          expect(body.afterMs).toBeGreaterThanOrEqual(0);
          expect(body.afterMs).toBeLessThanOrEqual((allowed.get(body.window) ?? -1) + 0.001);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('W11 nobody can tell from lamps and voice which keys were pressed', () => {
    const permutation = fc.shuffledSubarray([...LEVELS], { minLength: 5 });
    fc.assert(
      fc.property(story, permutation, (moments, order) => {
        const rename = (key: Level): Level => order[key - 1] ?? key;
        expect(play(moments, true, rename).noticed).toEqual(play(moments, true).noticed);
      }),
      { numRuns: 200 },
    );
  });

  it('every record keeps the bounds of the contract', () => {
    const header = { id: windowOf(1), epoch: '0123456789abcdef', seq: 1, at: '2026-07-07T01:00:00.000Z' };
    const codec = Codec.byKind(eventShapes);
    fc.assert(
      fc.property(story, fc.boolean(), (moments, punctual) => {
        for (const body of play(moments, punctual).records) codec.check({ ...body, ...header });
      }),
      { numRuns: 200 },
    );
  });
});
