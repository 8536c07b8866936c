import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery, OutboundNews, OutboundTarget } from '../../../hub/outbound/outboundTarget.js';
import { OutboundRig, settle } from './outboundRig.js';

type Outcome = 'taken' | 'refused' | 'failed' | 'hangs';

/** Does as prescribed, and takes everything afterwards; keeps what it was asked and what it took. */
class ScriptedTarget implements OutboundTarget {
  readonly name = 'scripted';
  readonly asked: number[] = [];
  readonly taken: number[] = [];

  constructor(private readonly outcomes: Outcome[] = []) {}

  async deliver({ step }: OutboundNews, signal: AbortSignal): Promise<Delivery> {
    this.asked.push(step.number);
    const outcome = this.outcomes.shift() ?? 'taken';
    if (outcome === 'hangs')
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    if (outcome === 'failed') throw new Error('out of reach');
    if (outcome === 'refused') return { refused: 'not this one' };
    this.taken.push(step.number);
    return 'taken';
  }
}

const MINUTE_MS = 60_000;

describe('a courier', () => {
  it('A2 begins with what happens after it was first enabled, and brings every step in order', async () => {
    const rig = new OutboundRig();
    rig.raise(1);
    const target = new ScriptedTarget();
    await rig.courier(target);
    await settle();
    expect(target.asked).toEqual([]);
    rig.raise(2);
    rig.step(2, 'called');
    rig.step(2, 'acknowledged');
    await settle();
    expect(target.taken).toEqual([2, 3, 4]);
    expect(rig.store.cursor('scripted')).toEqual({
      name: 'scripted',
      delivered: 4,
      failures: 0,
      nextMs: null,
    });
  });

  it('A8 asks again after 5 s and then ever less often, up to 5 min, and everything behind waits its turn', async () => {
    const rig = new OutboundRig();
    const target = new ScriptedTarget(Array.from({ length: 9 }, () => 'failed'));
    await rig.courier(target);
    rig.raise(1);
    rig.raise(2);
    await settle();
    const pauses: number[] = [];
    while (target.taken.length === 0) {
      const due = rig.store.cursor('scripted')?.nextMs ?? 0;
      pauses.push(due - rig.clock.wall());
      const asked = target.asked.length;
      rig.clock.advance(due - rig.clock.wall() - 1);
      await settle();
      expect(target.asked).toHaveLength(asked);
      rig.clock.advance(1);
      await settle();
    }
    // The middle of the upper half of 5, 10, 20 … 300 s.
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300].map((seconds) => seconds * 750));
    expect(target.taken).toEqual([1, 2]);
    rig.raise(3);
    await settle();
    expect(target.taken).toEqual([1, 2, 3]);
  });

  it('A8 gives up on an answer after 10 s and asks again', async () => {
    const rig = new OutboundRig();
    const target = new ScriptedTarget(['hangs']);
    await rig.courier(target);
    rig.raise(1);
    rig.raise(2);
    await settle();
    rig.clock.advance(9_999);
    await settle();
    expect(rig.store.cursor('scripted')?.failures).toBe(0);
    rig.clock.advance(1);
    await settle();
    expect(rig.store.cursor('scripted')).toMatchObject({ delivered: 0, failures: 1 });
    rig.clock.advance(5_000);
    await settle();
    expect(target.taken).toEqual([1, 2]);
  });

  it('A8 leaves out the one step that was refused, and says so', async () => {
    const rig = new OutboundRig();
    const target = new ScriptedTarget(['taken', 'refused']);
    await rig.courier(target);
    for (const n of [1, 2, 3]) rig.raise(n);
    await settle();
    expect(target.asked).toEqual([1, 2, 3]);
    expect(target.taken).toEqual([1, 3]);
    expect(rig.log.messages).toEqual(['a step of an alarm was refused and is left out']);
  });

  it('A8 tells nothing of alarms a flood held back', async () => {
    const rig = new OutboundRig();
    const target = new ScriptedTarget();
    await rig.courier(target);
    rig.raise(1);
    rig.raise(2, { isolated: true });
    rig.raise(3);
    rig.raise(4, { isolated: true });
    await settle();
    expect(target.asked).toEqual([1, 3]);
    expect(rig.store.cursor('scripted')?.delivered).toBe(4);
  });

  it('A8 passes over what is older than a day, with one word', async () => {
    const rig = new OutboundRig();
    const target = new ScriptedTarget(['failed']);
    await rig.courier(target);
    for (const n of [1, 2, 3]) rig.raise(n);
    await settle();
    rig.kill();
    rig.clock.advance(24 * 60 * MINUTE_MS);
    rig.raise(4);
    rig.clock.advance(1);
    await rig.courier(target);
    await settle();
    rig.clock.advance(5 * MINUTE_MS);
    await settle();
    expect(target.taken).toEqual([4]);
    expect(rig.log.messages).toEqual([
      'a step of an alarm could not be told, trying again',
      'steps of alarms are too old to be told',
    ]);
  });

  it('A8 passes over what lies more than 10,000 steps behind, with one word', async () => {
    const rig = new OutboundRig();
    const target = new ScriptedTarget(['failed', 'taken', 'hangs']);
    await rig.courier(target);
    rig.raise(1);
    await settle();
    rig.returnMany(1, 10_004);
    rig.clock.advance(5_000);
    await settle();
    expect(target.asked).toEqual([1, 6, 7]);
    expect(rig.log.messages.slice(1)).toEqual(['steps of alarms are too old to be told']);
  });

  it('D1 goes on where it was after the process was killed in the middle of a request', async () => {
    const rig = new OutboundRig();
    const before = new ScriptedTarget(['taken', 'hangs']);
    await rig.courier(before);
    for (const n of [1, 2, 3]) rig.raise(n);
    await settle();
    expect(before.asked).toEqual([1, 2]);
    rig.kill();
    const after = new ScriptedTarget();
    await rig.courier(after);
    await settle();
    expect(after.taken).toEqual([2, 3]);
  });

  it('D1 waits out its pause after a restart, but never longer than it can be', async () => {
    const rig = new OutboundRig();
    await rig.courier(new ScriptedTarget(['failed']));
    rig.raise(1);
    await settle();
    rig.kill();
    rig.clock.jumpWall(-40 * MINUTE_MS);
    const after = new ScriptedTarget();
    await rig.courier(after);
    rig.clock.advance(5 * MINUTE_MS - 1);
    await settle();
    expect(after.asked).toEqual([]);
    rig.clock.advance(1);
    await settle();
    expect(after.taken).toEqual([1]);
  });

  it('D1 a stop in the middle of a request ends it, and loses nothing', async () => {
    const rig = new OutboundRig();
    const target = new ScriptedTarget(['hangs']);
    const courier = await rig.courier(target);
    rig.raise(1);
    await settle();
    await courier.stop();
    expect(rig.log.messages).toEqual([]);
    await courier.start();
    await settle();
    expect(target.taken).toEqual([1]);
  });

  it('D1 whatever fails and whenever it is killed, every step arrives, in order', async () => {
    const moves = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constant('raise') },
        { weight: 1, arbitrary: fc.constant('kill') },
        { weight: 2, arbitrary: fc.constant('wait') },
      ),
      { minLength: 5, maxLength: 20 },
    );
    const outcomes = fc.array(fc.constantFrom<Outcome>('taken', 'failed', 'hangs'), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(moves, outcomes, async (steps, script) => {
        const rig = new OutboundRig();
        const target = new ScriptedTarget(script);
        await rig.courier(target);
        let raised = 0;
        for (const move of [...steps, ...Array.from({ length: 22 }, () => 'wait')]) {
          if (move === 'raise') rig.raise(++raised);
          if (move === 'wait') rig.clock.advance(5 * MINUTE_MS + 10_000);
          await settle();
          if (move !== 'kill') continue;
          rig.kill();
          await rig.courier(target);
        }
        // Once each in order; only the step a kill fell upon may be told again, and at once.
        const told = target.taken.filter((number, index) => number !== target.taken[index - 1]);
        expect(told).toEqual(Array.from({ length: raised }, (_, index) => index + 1));
      }),
      { numRuns: 15 },
    );
  });
});
