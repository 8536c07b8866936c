import type { Proportion } from '#contract/figures.js';
import { percent, percentOf } from '#words/percent.js';

/** How numbers are written in charts, their sentences and their tables. */

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const DECIMALS = 1;
/** Where there is nothing to say. */
export const NOTHING = '–';

/** 12,047 */
export const whole = (n: number): string => WHOLE.format(n);

/** `count` out of `of` as a percentage, half-up from the exact ratio (S4): 69.8%. */
export const shareText = (count: number, of: number): string =>
  of === 0 ? NOTHING : `${percent(count, of, DECIMALS)}%`;

/** A limit or a bound, 0 … 1, that is no ratio of counts. */
export const boundText = (value: number | undefined): string =>
  value === undefined ? NOTHING : `${percentOf(value, DECIMALS)}%`;

export const rangeText = (low: number, high: number): string =>
  `${percentOf(low, DECIMALS)}–${percentOf(high, DECIMALS)}%`;

export const proportionText = (share: Proportion | undefined): string =>
  share === undefined ? NOTHING : shareText(share.count, share.of);

export const intervalText = (share: Proportion | undefined): string =>
  share === undefined ? NOTHING : rangeText(share.low, share.high);

/** A number per 100, or a time in seconds: one decimal. */
export const decimalText = (value: number | undefined): string =>
  value === undefined ? NOTHING : value.toFixed(DECIMALS);

/** The library reads braces in labels as markup; names never need them. */
export const plain = (text: string): string => text.replace(/[{}|]/g, ' ');
