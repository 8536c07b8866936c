import type { Proportion } from '#contract/figures.js';
import type { RateRatio } from '#contract/statistics.js';
import { Z_95 } from './wilson.js';

/**
 * a ÷ b with its 95 % interval by the log method: ratio · exp(±z·√(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂)) (Katz and others,
 * Biometrics 34, 1978). The two are taken as independent, so neither may be part of the other. Undefined where the
 * method has no answer: nothing was counted, a rate is 0 (its logarithm does not exist), or both are 1 (the interval would
 * have no width, a certainty that no count gives).
 */
export function rateRatio(a: Proportion | undefined, b: Proportion | undefined): RateRatio | undefined {
  if (a === undefined || b === undefined || a.count === 0 || b.count === 0) return undefined;
  if (a.count === a.of && b.count === b.of) return undefined;
  const ratio = a.count / a.of / (b.count / b.of);
  const error = Math.sqrt(missing(a) + missing(b));
  const low = ratio * Math.exp(-Z_95 * error);
  const high = ratio * Math.exp(Z_95 * error);
  return { ratio, low, high, differs: low > 1 || high < 1 };
}

/** 1/x − 1/n, written so that it is never below 0. */
const missing = ({ count, of }: Proportion): number => (of - count) / of / count;
