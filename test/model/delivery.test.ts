import { describe, expect, it } from 'vitest';
import type { Bounds, Mutation } from './delivery.js';
import { deliveryModel } from './deliveryModel.js';
import { type Exploration, explore, readable } from './explorer.js';

const SMALL: Bounds = {
  ...{ boxes: 1, presses: 2, boxCrashes: 1, hubCrashes: 1, restores: 0, replacements: 0 },
  ...{ line: 2, kept: 1, inFlight: 2 },
};

/** Seen in full in every run of the tests. */
const QUICK: ReadonlyArray<readonly [string, Partial<Bounds>]> = [
  ['crashes of both', {}],
  ['a hub restored from a backup', { boxCrashes: 0, hubCrashes: 0, restores: 1 }],
  [
    'an outbox lost before or after the backup',
    { presses: 1, boxCrashes: 0, hubCrashes: 0, restores: 1, replacements: 1 },
  ],
  ['an outbox lost and crashes of its box', { presses: 1, hubCrashes: 0, replacements: 1 }],
  ['two boxes on one hub', { boxes: 2, presses: 1, boxCrashes: 0, line: 1 }],
];

/** With `RATING_TEST_MODEL=full`: some minutes and 4 GB. */
const FULL: ReadonlyArray<readonly [string, Partial<Bounds>]> = [
  ['two crashes of each and a restore', { boxCrashes: 2, hubCrashes: 2, restores: 1 }],
  ['three events and a restore', { presses: 3, boxCrashes: 0, hubCrashes: 0, restores: 1 }],
  ['three events and crashes', { presses: 3, boxCrashes: 2, hubCrashes: 2 }],
  ['everything at once', { presses: 1, restores: 1, replacements: 1 }],
  ['two boxes and a restore', { boxes: 2, presses: 1, restores: 1, line: 1 }],
];

const isFull = process.env.RATING_TEST_MODEL === 'full';

function seen(bounds: Partial<Bounds>, mutation?: Mutation): Exploration {
  return explore(deliveryModel({ bounds: { ...SMALL, ...bounds }, mutation }));
}

const wrong = ({ counterexample }: Exploration): string =>
  counterexample === undefined ? '' : readable(counterexample);

describe('the delivery protocol, every order of everything', () => {
  it.each([...QUICK, ...(isFull ? FULL : [])])(
    'D1 D2 D3 D4 with %s nothing thanked is lost or counted twice, and all is counted when faults stop',
    { timeout: 3_600_000 },
    (what, bounds) => {
      const begun = performance.now();
      const found = seen(bounds);
      const s = ((performance.now() - begun) / 1_000).toFixed(1);
      if (isFull)
        process.stdout.write(
          `${what}: ${found.states} states, ${found.steps} steps, depth ${found.depth}, ${s} s\n`,
        );
      expect(wrong(found)).toBe('');
      expect(found.exhausted).toBe(true);
      expect(found.states).toBeGreaterThan(1_000);
    },
  );

  it.each<[Mutation, Partial<Bounds>, RegExp]>([
    ['ack before commit', {}, /left the outbox before the hub had it/],
    ['settle on PUBACK', {}, /left the outbox before the hub had it/],
    ['store without looking for duplicates', {}, /counted twice/],
    ['tell duplicates by number alone', { replacements: 1 }, /never counted/],
    ['leave duplicates unacknowledged', {}, /never settled/],
    ['take an Ack of any epoch', { replacements: 1 }, /left the outbox before the hub had it/],
    ['prune unsettled events', {}, /left the outbox before the hub had it/],
    ['number from what is kept after pruning all', {}, /given to two events/],
    ['never ask after a restore', { restores: 1 }, /never counted/],
    ['heartbeat without the newest number', { restores: 1 }, /never counted/],
    ['resend only what is unsettled', { restores: 1 }, /never counted/],
    ['send each event once', {}, /never counted/],
    ['forget to report a replaced outbox after a crash', { replacements: 1 }, /lost in silence/],
    [
      'prune the report of a replaced outbox',
      { replacements: 1, restores: 1, boxCrashes: 0, hubCrashes: 0 },
      /lost in silence/,
    ],
  ])('the model finds it when one would %s', (mutation, bounds, what) => {
    const found = seen(bounds, mutation);
    expect(wrong(found)).toMatch(what);
    expect(found.counterexample?.trace.length).toBeLessThan(15);
  });

  it('a counterexample reads as a numbered list of what happened', () => {
    expect(wrong(seen({}, 'settle on PUBACK'))).toBe(
      [
        '  1. box 1: press',
        '  2. box 1: connect',
        '  3. box 1: receive event 1 of outbox 1',
        ' => box 1: event 1 left the outbox before the hub had it durably',
      ].join('\n'),
    );
  });
});
