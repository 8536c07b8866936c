import { describe, expect, it } from 'vitest';
import type { ChimeTestResult, ChimeTestView } from '#contract/signals.js';
import { ManualClock } from '#platform/clock.js';
import { ChimeTester, TELL_AGAIN_MS } from '../../../../hub/dashboard/sound/chimeTester.js';
import { at, uuid } from '../../../support/views.js';

const test = (n: number, state: ChimeTestView['state'] = 'pending'): ChimeTestView => ({
  id: uuid(n),
  office: 'east',
  at: at(0),
  dueAt: at(180),
  state,
});

/** A bench that sounds for 700 ms, with a peak in the middle only. */
function rig(peakAtBest = 0.2) {
  const clock = new ManualClock();
  const told: (ChimeTestResult & { test: string })[] = [];
  const bench = { plays: 0, hubIsAway: false };
  const tester = new ChimeTester({
    clock,
    console: 'console-abcde',
    bench: {
      play() {
        bench.plays += 1;
        return 700;
      },
      peak: () => (clock.monotonic() === 500 ? peakAtBest : 0),
      volume: () => 0.8,
    },
    report: async (id, result) => {
      if (bench.hubIsAway) throw new Error('unreachable');
      told.push({ test: id, ...result });
    },
  });
  return { clock, told, bench, tester };
}

/** Lets rejections arrive. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('A7 the self-test of the chime', () => {
  it('plays once, tells the largest sample it saw and whether anything sounded', async () => {
    const { clock, told, bench, tester } = rig();
    tester.run(test(1));
    tester.run(test(1));
    clock.advance(2_000);
    tester.run(test(1, 'failed'));
    clock.advance(2_000);
    expect(bench.plays).toBe(1);
    expect(told).toEqual([{ test: uuid(1), console: 'console-abcde', heard: true, peak: 0.2, volume: 0.8 }]);
  });

  it.each([0, 0.0001])('does not take a peak of %s for sound', (peak) => {
    const { clock, told, tester } = rig(peak);
    tester.run(test(1));
    clock.advance(2_000);
    expect(told).toMatchObject([{ heard: false, peak }]);
  });

  it('leaves a confirmed test alone, and runs one that has failed', () => {
    const { clock, told, bench, tester } = rig();
    tester.run(test(1, 'confirmed'));
    tester.confess(test(1, 'confirmed'));
    tester.run(test(2, 'failed'));
    clock.advance(2_000);
    expect(bench.plays).toBe(1);
    expect(told).toMatchObject([{ test: uuid(2), heard: true }]);
  });

  it('a console that is blocked says so once, and runs the test when it is heard', () => {
    const { clock, told, tester } = rig();
    tester.confess(test(1));
    tester.confess(test(1));
    expect(told).toMatchObject([{ heard: false, peak: 0 }]);
    tester.run(test(1));
    clock.advance(2_000);
    expect(told).toMatchObject([{ heard: false }, { heard: true }]);
  });

  it('tells a hub that could not be told again, until a newer test', async () => {
    const { clock, told, bench, tester } = rig();
    bench.hubIsAway = true;
    tester.run(test(1));
    clock.advance(2_000);
    await turn();
    bench.hubIsAway = false;
    clock.advance(TELL_AGAIN_MS);
    expect(told).toHaveLength(1);
    bench.hubIsAway = true;
    tester.confess(test(2));
    await turn();
    bench.hubIsAway = false;
    tester.confess(test(3));
    clock.advance(TELL_AGAIN_MS);
    expect(told.map((one) => one.test)).toEqual([uuid(1), uuid(3)]);
  });
});
