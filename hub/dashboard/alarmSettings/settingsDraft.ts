import type { AlarmSettings, DutyTime, Rung } from '#contract/alarms.js';
import type { NumberRule } from './numberText.js';

/** Limits as the contract has them, whose schemas are too heavy for a browser; a test compares the two. */
export const MOST_PEOPLE = 10;
export const MOST_DUTY_TIMES = 14;
export const MOST_STEPS = 9;
export const STEP_RULE: NumberRule = { least: 5, most: 3_600, whole: false };

export const LIMITS = {
  departSeconds: { least: 30, most: 3_600, whole: false },
  sharePercent: { least: 0.1, most: 100, whole: false },
  rateRatings: { least: 1, most: 1_000, whole: true },
  rateMinutes: { least: 1, most: 1_440, whole: false },
  silentSeconds: { least: 60, most: 3_600, whole: false },
  outboxAbove: { least: 10, most: 100_000, whole: true },
  caseDays: { least: 1, most: 60, whole: true },
} as const satisfies Record<string, NumberRule>;
export type LimitName = keyof typeof LIMITS;

/** `key` tells one from the others while they are moved about. */
export interface DutyDraft extends DutyTime {
  readonly key: number;
}

export interface RungDraft extends Omit<Rung, 'duty'> {
  readonly key: number;
  readonly duty: readonly DutyDraft[];
}

/** The settings as they stand in the form; numbers as typed, times in the unit shown. */
export interface SettingsDraft {
  readonly chain: readonly RungDraft[];
  /** Seconds. */
  readonly escalation: readonly string[];
  readonly limits: Readonly<Record<LimitName, string>>;
  readonly chimeTestAt: string;
}

const text = (value: number): string => String(Math.round(value * 1_000) / 1_000);

export function draftOf(settings: AlarmSettings): SettingsDraft {
  const { chain, escalateAfterMs, rate, chimeTestAt } = settings;
  return {
    chain: chain.map(({ person, duty }, key) => ({
      key,
      person,
      duty: duty.map((time, n) => ({ ...time, key: n })),
    })),
    escalation: escalateAfterMs.map((ms) => text(ms / 1_000)),
    limits: {
      departSeconds: text(settings.departAfterMs / 1_000),
      sharePercent: text(rate.share * 100),
      rateRatings: text(rate.ratings),
      rateMinutes: text(rate.withinMs / 60_000),
      silentSeconds: text(settings.silentAfterMs / 1_000),
      outboxAbove: text(settings.outboxAbove),
      caseDays: text(settings.caseDays),
    },
    chimeTestAt,
  };
}

/** Whether two drafts say the same; how their rows are told apart does not matter. */
export const sameDraft = (one: SettingsDraft, other: SettingsDraft): boolean => told(one) === told(other);
const told = (draft: SettingsDraft): string =>
  JSON.stringify(draft, (name, value: unknown) => (name === 'key' ? undefined : value));

/** Above every key there is. */
const nextKey = (rows: ReadonlyArray<{ readonly key: number }>): number =>
  Math.max(-1, ...rows.map(({ key }) => key)) + 1;

export const withPerson = (chain: readonly RungDraft[]): readonly RungDraft[] => [
  ...chain,
  { key: nextKey(chain), person: '', duty: [] },
];

/** As offices are open, so that most only have to be agreed to. */
export const withDutyTime = (duty: readonly DutyDraft[]): readonly DutyDraft[] => [
  ...duty,
  { key: nextKey(duty), days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' },
];

/** One step up or down (−1, 1); at either end it stays. */
export function moved<T>(rows: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by;
  const [one, other] = [rows[from], rows[to]];
  if (one === undefined || other === undefined) return rows;
  return rows.map((row, n) => (n === from ? other : n === to ? one : row));
}

/** Weekdays in their order, with one more or one less. */
export const toggledDay = (days: readonly number[], day: number): number[] =>
  days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b);
