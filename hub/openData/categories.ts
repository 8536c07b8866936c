import type { Figures } from '#contract/figures.js';
import type { Axis } from './axes.js';

/** What is counted of each window, exactly one of these: the leaves of the third axis. */
export const CATEGORIES = [
  'level_5',
  'level_4',
  'level_3',
  'level_2',
  'level_1',
  'expired',
  'cancelled',
  'missed',
  'excluded',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Sums over them. */
const SUMS = {
  satisfied: ['level_5', 'level_4'],
  dissatisfied: ['level_2', 'level_1'],
  rated: ['level_5', 'level_4', 'level_3', 'level_2', 'level_1'],
  windows: CATEGORIES,
} as const satisfies Record<string, readonly Category[]>;
export type CountField = Category | keyof typeof SUMS;

/** Positions of the third axis, in order. */
export const COUNT_FIELDS: readonly CountField[] = [
  ...CATEGORIES,
  ...(Object.keys(SUMS) as Array<keyof typeof SUMS>),
];

export const categoryAxis: Axis = {
  leaves: CATEGORIES.length,
  sums: Object.values(SUMS).map((names) => names.map((name) => CATEGORIES.indexOf(name))),
};

/** Windows by category. Those still running belong to none. */
export function categoryCounts({ levels, expired, cancelled, missed, excluded }: Figures): number[] {
  return [...levels, expired, cancelled, missed, excluded];
}
