import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Range, SequenceLedger } from '../../../hub/ingest/sequenceLedger.js';

const ledgerOf = (numbers: readonly number[], through = 0): SequenceLedger => {
  const ledger = new SequenceLedger(through);
  for (const number of numbers) ledger.add(number);
  return ledger;
};
const EVERY = Number.MAX_SAFE_INTEGER;

/** The gaps by counting one by one. */
function gapsOf(stored: ReadonlySet<number>, highest: number): Range[] {
  const gaps: Range[] = [];
  for (let number = 1; number <= highest; number++) {
    if (stored.has(number)) continue;
    const last = gaps.at(-1);
    if (last?.to === number - 1) gaps[gaps.length - 1] = { from: last.from, to: number };
    else gaps.push({ from: number, to: number });
  }
  return gaps;
}

/** Numbers 1 … n in any order, some of them twice. */
const shuffled = fc.integer({ min: 1, max: 200 }).chain((n) => {
  const all = Array.from({ length: n }, (_, index) => index + 1);
  return fc
    .array(fc.constantFrom(...all), { maxLength: n })
    .chain((again) =>
      fc.tuple(fc.constant(n), fc.shuffledSubarray([...all, ...again], { minLength: n + again.length })),
    );
});

describe('D4 the numbering of a box', () => {
  it('in any order and with duplicates, all numbers up to n are contiguous n without a gap', () => {
    fc.assert(
      fc.property(shuffled, ([n, numbers]) => {
        const ledger = ledgerOf(numbers);
        expect(ledger.contiguous).toBe(n);
        expect(ledger.highest).toBe(n);
        expect(ledger.missing()).toBe(0);
        expect(ledger.gaps(EVERY)).toEqual([]);
      }),
    );
  });

  it('whatever arrived, the gaps are exactly what did not', () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 150 });
    fc.assert(
      fc.property(numbers, fc.nat(130), (arrived, announced) => {
        const ledger = ledgerOf(arrived);
        ledger.announce(announced);
        const stored = new Set(arrived);
        const highest = Math.max(0, announced, ...arrived);
        const gaps = gapsOf(stored, highest);
        expect(ledger.highest).toBe(highest);
        expect(ledger.contiguous).toBe((gaps[0]?.from ?? highest + 1) - 1);
        expect(ledger.missing()).toBe(highest - stored.size);
        expect(ledger.gaps(EVERY)).toEqual(gaps);
        for (const limit of [1, 3]) expect(ledger.gaps(limit)).toEqual(gaps.slice(0, limit));
      }),
    );
  });

  it('goes on from what an earlier run stored; numbers before it change nothing', () => {
    const ledger = ledgerOf([7, 3, 9], 5);
    expect(ledger.contiguous).toBe(5);
    expect(ledger.gaps(EVERY)).toEqual([
      { from: 6, to: 6 },
      { from: 8, to: 8 },
    ]);
    ledger.add(6);
    expect(ledger.contiguous).toBe(7);
  });

  it('a number that was only announced is a gap at the end until it comes', () => {
    const ledger = ledgerOf([1, 2]);
    ledger.announce(4);
    expect(ledger.missing()).toBe(2);
    expect(ledger.gaps(5)).toEqual([{ from: 3, to: 4 }]);
    ledger.announce(1);
    expect(ledger.highest).toBe(4);
  });
});
