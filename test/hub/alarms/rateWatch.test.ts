import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { RateWatch, type RateWatchOptions } from '../../../hub/alarms/rateWatch.js';

function watched() {
  const asked: string[] = [];
  const told: number[] = [];
  const options = {
    alarms: { lastRate: () => undefined },
    plans: { settingsOf: () => ({ rate: { share: 0.5, ratings: 4, withinMs: 900_000 } }) },
    ratings: {
      since: (office: string) => {
        asked.push(office);
        return { ratings: 4, dissatisfied: 2 };
      },
    },
    register: { raise: () => ['raised'] },
    clock: new ManualClock(),
    changed: (changes: readonly unknown[]) => told.push(changes.length),
  };
  return { watch: new RateWatch(options as unknown as RateWatchOptions), asked, told };
}

describe('A5 the count for the rate alarm', () => {
  it('A5 is taken once for all ratings of a transaction, and told after it', () => {
    const { watch, asked, told } = watched();
    for (const office of ['east', 'east', 'west', 'east']) watch.rated(office);
    watch.beforeCommit();
    expect(asked).toEqual(['east', 'west']);
    expect(told).toEqual([]);
    watch.afterCommit();
    expect(told).toEqual([2]);
    watch.beforeCommit();
    watch.afterCommit();
    expect([asked.length, told]).toEqual([2, [2]]);
  });

  it('A5 D2 is forgotten with a transaction that failed, even at its commit', () => {
    const { watch, asked, told } = watched();
    watch.rated('east');
    watch.beforeCommit();
    watch.onRollback();
    watch.beforeCommit();
    watch.afterCommit();
    expect([asked, told]).toEqual([['east'], []]);
  });
});
