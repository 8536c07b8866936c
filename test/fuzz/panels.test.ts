import { describe, expect, it } from 'vitest';
import { panelTargets } from './panels/index.js';
import { campaign } from './target.js';

const SEED = 6;
const FRAMES = Number(process.env.RATING_TEST_FUZZ ?? 10_000);
/** What a parser may hold on to. */
const MOST_MIB = 8;

describe('hostile panels', () => {
  it.each(panelTargets(SEED))(
    'B1 $name: no frame throws, memory is bounded, a valid one is still understood',
    {
      timeout: 3_600_000,
    },
    async (target) => {
      const { growthMiB } = await campaign(target, FRAMES);
      expect(growthMiB).toBeLessThan(MOST_MIB);
    },
  );
});
