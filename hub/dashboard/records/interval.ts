/** A range of percentages that is never broken at its dash: U+2060 joins it. */
export const percentRange = (low: string, high: string): string => `${low}\u2060–\u2060${high}%`;

/** The same of numbers that are no percentages. */
export const plainRange = (low: string, high: string): string => `${low}\u2060–\u2060${high}`;
