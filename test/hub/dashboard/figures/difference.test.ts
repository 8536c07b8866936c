import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Proportion } from '#contract/figures.js';
import { words } from '#words/catalogue.js';
import { differenceWords, pointsBetween } from '../../../../hub/dashboard/figures/difference.js';
import { rateRatio } from '../../../../hub/statistics/measures/rateRatio.js';
import { wilson } from '../../../../hub/statistics/measures/wilson.js';

const share = (count: number, of: number): Proportion => wilson(count, of) ?? expect.fail();
const say = (now: Proportion | undefined, before: Proportion | undefined, language: 'zh' | 'en' = 'zh') =>
  differenceWords(now, before, rateRatio(now, before), words(language));

describe('a rate beside that of the period before', () => {
  it('says by how many points, and whether chance alone may be the reason', () => {
    expect(say(share(42, 50), share(350, 450))).toMatch(
      /^比前期的 77\.8% 高 6\.2 個百分點。比值 1\.08（95% 區間 0\.95–1\.23）：可能只是機遇。$/,
    );
    expect(say(share(600, 1_000), share(800, 1_000), 'en')).toMatch(
      /^20\.0 points below the 80\.0% before\. Ratio 0\.75 \(95% interval 0\.7\d–0\.\d\d\): more than chance\.$/,
    );
  });

  it('says when it is the same, when a rate is 0, and when there is nothing to compare with', () => {
    expect(say(share(5, 10), share(50, 100))).toBe('與前期的 50.0% 相同。');
    expect(say(share(0, 10), share(5, 10))).toBe(
      '比前期的 50.0% 低 50.0 個百分點。其中有比率為 0，無法計算比值。',
    );
    expect(say(share(1, 2), undefined, 'en')).toBe('Nothing to compare with before.');
  });

  it('S4 has points half-up from the exact difference, also of millions', () => {
    expect(pointsBetween(share(1, 2_000), share(0, 7))).toBe('0.1');
    expect(pointsBetween(share(11_999_999, 12_000_000), share(1, 12_000_000))).toBe('100.0');
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), fc.integer({ min: 10_000, max: 12_000_000 }), (a, b, n) => {
        expect(
          Math.abs(Number(pointsBetween(share(a, n), share(b, n))) - (Math.abs(a - b) / n) * 100),
        ).toBeLessThan(0.0501);
      }),
    );
  });
});
