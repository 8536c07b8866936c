import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary.js';
import { KillCampaign } from './killCampaign.js';

/** Another seed, or a longer campaign, by environment; CI runs this one. */
const SEED = Number(process.env.RATING_TEST_SEED ?? 20_261_121);
const KILLS = Number(process.env.RATING_TEST_KILLS ?? 60);

describe('SIGKILL at any instant', () => {
  it(`D1 D2 D3 W13 no thanked rating is lost and none counted twice (seed ${SEED}, ${KILLS} kills)`, async () => {
    const campaign = new KillCampaign(temporaryFolder(), SEED);
    onTestFinished(() => campaign.close());
    const { hubKills, boxKills, thanked, pressed, ratings, windowOf } = await campaign.run(KILLS);

    expect(hubKills).toBeGreaterThan(KILLS / 6);
    expect(boxKills).toBeGreaterThan(KILLS / 6);
    expect(thanked.length).toBeGreaterThan(KILLS / 2);
    const counted = new Map(ratings.map(({ window, level }) => [window, level]));
    expect(counted.size).toBe(ratings.length);
    const levelOf = (number: string) => counted.get(windowOf.get(number) ?? '');
    expect(thanked.filter(({ number, level }) => levelOf(number) !== level)).toEqual([]);
    const pressedLevels = new Map(pressed.map(({ number, level }) => [windowOf.get(number), level]));
    expect(ratings.filter(({ window, level }) => pressedLevels.get(window) !== level)).toEqual([]);
  }, 240_000);
});
