import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calmOutbox, nextGrowth, type OutboxGrowth } from '../../../hub/equipment/outboxGrowth.js';

type Look = readonly [atMs: number, unacked: number, online?: boolean];
const ABOVE = 100;
const outcome = (looks: readonly Look[]): OutboxGrowth['kind'] =>
  looks.reduce(
    (state, [at, unacked, online = true]) => nextGrowth(state, { online, unacked, above: ABOVE }, at),
    calmOutbox,
  ).kind;
const grown: readonly Look[] = [
  [0, 101],
  [60_000, 101],
];

describe('A6 the outbox of a box grows', () => {
  it.each<[string, readonly Look[], OutboxGrowth['kind']]>([
    ['at the limit', [[0, 100]], 'calm'],
    ['above it, once', [[0, 101]], 'watched'],
    ['a moment short of a minute', [...grown.slice(0, 1), [59_999, 500]], 'watched'],
    ['a minute later no fewer', grown, 'growing'],
    [
      'fewer a minute later: it is being sent',
      [
        [0, 900],
        [60_000, 899],
      ],
      'watched',
    ],
    [
      'fewer, and then no fewer',
      [
        [0, 900],
        [60_000, 400],
        [120_000, 400],
      ],
      'growing',
    ],
    [
      'under the limit between',
      [
        [0, 101],
        [30_000, 100],
        [60_000, 101],
      ],
      'watched',
    ],
    [
      'the box was away between',
      [
        [0, 101],
        [30_000, 101, false],
        [60_000, 101],
      ],
      'watched',
    ],
    ['a box that is away', [[0, 900, false]], 'calm'],
    ['grown and at half the limit', [...grown, [70_000, 50]], 'growing'],
    ['grown and under half the limit', [...grown, [70_000, 49]], 'calm'],
    ['grown and away, whatever it said last', [...grown, [70_000, 0, false]], 'growing'],
  ])('%s', (_, looks, kind) => {
    expect(outcome(looks)).toBe(kind);
  });

  it('one that shrinks from minute to minute never grows', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(steps, (sent) => {
        let unacked = 5_000;
        const looks: Look[] = [[0, unacked]];
        for (const [n, each] of sent.entries()) {
          unacked -= each;
          looks.push([(n + 1) * 60_000, unacked]);
        }
        expect(outcome(looks)).not.toBe('growing');
      }),
    );
  });
});
