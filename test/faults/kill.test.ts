import { describe, expect, it, onTestFinished } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import { temporaryFolder } from '../support/temporary.js';
import { KillCampaign, type Press } from './killCampaign.js';

/** Another seed, or a longer campaign, by environment; CI runs this one. */
const SEED = Number(process.env.RATING_TEST_SEED ?? 20_261_121);
const KILLS = Number(process.env.RATING_TEST_KILLS ?? 60);

describe('SIGKILL at any instant', () => {
  it(`D1 D2 D3 W13 A1 no thanked rating is lost, none counted twice, and each 2 or 1 has its alarm (seed ${SEED}, ${KILLS} kills)`, async () => {
    const campaign = new KillCampaign(temporaryFolder(), SEED);
    onTestFinished(() => campaign.close());
    const { hubKills, boxKills, thanked, pressed, stored, ratings, alarms } = await campaign.run(KILLS);

    expect(hubKills).toBeGreaterThan(KILLS / 6);
    expect(boxKills).toBeGreaterThan(KILLS / 6);
    expect(thanked.length).toBeGreaterThan(KILLS / 2);
    const facts = (list: readonly { window: string; counter: string; level: number }[]) =>
      list.map(({ window, counter, level }) => `${window} ${counter} ${level}`).sort();
    expect(facts(ratings)).toEqual(facts(stored));
    expect(new Set(ratings.map(({ window }) => window)).size).toBe(ratings.length);
    for (const counter of new Set(pressed.map((press) => press.counter))) {
      const levels = (list: readonly Press[]) =>
        list.filter((press) => press.counter === counter).map(({ level }) => level);
      expect(isWithin(levels(thanked), levels(stored))).toBe(true);
      expect(isWithin(levels(stored), levels(pressed))).toBe(true);
    }
    expect(stored.length - thanked.length).toBeLessThanOrEqual(boxKills);
    const alarming = ratings.filter(({ level }) => level <= 2);
    expect(alarming.length).toBeGreaterThan(KILLS / 10);
    expect(alarms.map(ratingOf).sort()).toEqual(alarming.map(({ window }) => window).sort());
  }, 240_000);
});

function ratingOf({ about }: AlarmView): string {
  if (about.source !== 'rating') throw new Error(`an alarm about ${about.source} among those of ratings`);
  return about.window;
}

/** Whether `part` can be had from `whole` by leaving some out. */
function isWithin<T>(part: readonly T[], whole: readonly T[]): boolean {
  let found = 0;
  for (const value of whole) if (found < part.length && value === part[found]) found++;
  return found === part.length;
}
