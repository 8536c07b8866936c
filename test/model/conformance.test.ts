import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../simulators/random.js';
import { at, bit, numbersOf, type Rules, type Side } from './delivery.js';
import { describe as describeAction, isAtRest } from './deliveryModel.js';
import { RealDelivery } from './realDelivery.js';
import { type Stride, walk } from './walks.js';

/** As the real parts are built: no bound on the line, and an outbox that keeps more than a walk can make. */
const RULES: Rules = {
  mutation: undefined,
  bounds: {
    ...{ boxes: 2, presses: 4, boxCrashes: 2, hubCrashes: 2, restores: 1, replacements: 1 },
    ...{ line: 99, kept: 99, inFlight: 2 },
  },
};
const isFull = process.env.RATING_TEST_MODEL === 'full';
const WALKS = isFull ? 500 : 3;
const LENGTH = 60;

const maskOf = (seqs: readonly number[]): number => seqs.reduce((mask, seq) => mask | bit(seq), 0);
const contiguousOf = (mask: number): number => numbersOf(~mask & 0xff)[0] ?? 0;

/** Boxes and hub believe what the model says of them, and sent what it says. */
async function compare(real: RealDelivery, { before, after }: Stride, sent: number[][]): Promise<void> {
  for (const [index, side] of after.sides.entries()) {
    const { outbox, epochs } = real.boxes[index] ?? expect.fail('no such box');
    const { epoch, last, pending, kept, store } = side;
    expect([epochs.length - 1, outbox.lastSeq()]).toEqual([epoch, last]);
    expect(maskOf(outbox.pending(0, 99).map(({ seq }) => seq))).toBe(pending);
    expect(maskOf(outbox.range(1, 99, 99).map(({ seq }) => seq))).toBe(kept);
    expectSent(before.sides[index], side, sent[index] ?? []);
    for (const [number, belief] of real.belief(index).entries()) {
      const stored = at(store.stored, number);
      const contiguous = contiguousOf(stored) - 1;
      expect(belief).toEqual({ stored, contiguous, top: at(store.top, number) });
      expect(real.said[index]?.get(number) ?? contiguous).toBe(contiguous);
    }
  }
}

function expectSent(before: Side | undefined, after: Side, sent: readonly number[]): void {
  const fresh = after.up.filter((message) => !before?.up.includes(message));
  expect(sent).toEqual(expect.arrayContaining(fresh));
  expect(after.up).toEqual(expect.arrayContaining([...sent]));
}

/** What the hub has of a box's presses; the report of a replaced outbox is none. */
const pressesIn = ({ stored }: Side['store']): number =>
  stored.reduce((sum, mask, epoch) => sum + numbersOf(epoch === 0 ? mask : mask & ~1).length, 0);

/** Follows a walk with the real parts; returns how many steps they agreed on. Rejects with the trace to the first they did not. */
async function follow(rules: Rules, seed: number): Promise<number> {
  const strides = walk(rules, seededRandom(seed), LENGTH);
  const real = await RealDelivery.start(rules);
  const trace: string[] = [];
  try {
    for (const stride of strides) {
      trace.push(describeAction(stride.action));
      await compare(real, stride, await real.follow(stride));
    }
    const end = strides.at(-1)?.after;
    expect(end !== undefined && isAtRest(end)).toBe(true);
    for (const [index, side] of (end?.sides ?? []).entries())
      expect(await real.counted(index)).toBe(pressesIn(side.store));
    return strides.length;
  } catch (error) {
    throw new Error(`seed ${seed}:\n${trace.join('\n')}\n${String(error)}`, { cause: error });
  } finally {
    await real.stop();
  }
}

describe('the real outbox, pump and hub do what the model does', () => {
  it(`D1 D2 D3 D4 on ${WALKS} random walks through it with crashes, losses, a restore and a new outbox`, {
    timeout: 3_600_000,
  }, async () => {
    let steps = 0;
    for (let seed = 1; seed <= WALKS; seed++) steps += await follow(RULES, seed);
    if (isFull) process.stdout.write(`${WALKS} walks, ${steps} steps\n`);
    expect(steps).toBeGreaterThan(WALKS * LENGTH * 0.8);
  });

  it('a model of something else is told from them', async () => {
    const wrong: Rules = { ...RULES, mutation: 'leave duplicates unacknowledged' };
    await expect(follow(wrong, 1)).rejects.toThrow(/the hub acknowledged/);
  });
});
