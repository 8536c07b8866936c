import { TIME_ZONE } from '#words/dates.js';

/** ROC years begin with 1912 (民國元年). */
const BEFORE_ROC = 1911;
const DIGITS = 4;
const YEAR = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: TIME_ZONE });

/** What the numbers suggested at one counter in one ROC year begin with, e.g. `115-3-`. */
export function numberPrefix(counter: string, at: number): string {
  return `${Number(YEAR.format(at)) - BEFORE_ROC}-${counter}-`;
}

/** The running number of a document number with this prefix; 0 for any other. */
export function runningNumber(number: string, prefix: string): number {
  const rest = number.startsWith(prefix) ? number.slice(prefix.length) : '';
  return /^\d{1,9}$/.test(rest) ? Number(rest) : 0;
}

/**
 * The number to suggest after the highest one used. The counter is part of it, so that two desks never suggest
 * the same; offices that number otherwise type their own.
 */
export const suggestedNumber = (prefix: string, highestUsed: number): string =>
  prefix + String(highestUsed + 1).padStart(DIGITS, '0');
