import type { AlarmSettings } from '#contract/alarms.js';
import { nameOf } from '../records/person.js';
import { type NumberRule, numberOf } from './numberText.js';
import {
  type DutyDraft,
  LIMITS,
  type LimitName,
  type RungDraft,
  type SettingsDraft,
  STEP_RULE,
} from './settingsDraft.js';

/** What is wrong with a field, and what would be right. */
export type Fault =
  | { readonly kind: 'name' | 'twice' | 'days' | 'times' | 'growing' | 'time' }
  | { readonly kind: 'number'; readonly rule: NumberRule };

/** Names of fields, as in their `id`. */
export const fieldId = {
  person: (rung: RungDraft): string => `person-${rung.key}`,
  days: (rung: RungDraft, duty: DutyDraft): string => `days-${rung.key}-${duty.key}`,
  times: (rung: RungDraft, duty: DutyDraft): string => `times-${rung.key}-${duty.key}`,
  step: (n: number): string => `step-${n}`,
  limit: (name: LimitName): string => `limit-${name}`,
  chimeTest: 'chime-test-at',
} as const;
export type Faults = ReadonlyMap<string, Fault>;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Everything that is wrong, by the id of the field. */
export function faultsOf(draft: SettingsDraft): Faults {
  return new Map([...chainFaults(draft.chain), ...stepFaults(draft.escalation), ...limitFaults(draft)]);
}

function* chainFaults(chain: readonly RungDraft[]): Iterable<[string, Fault]> {
  const known = new Set<string>();
  for (const rung of chain) {
    const person = nameOf(rung.person);
    if (person === undefined) yield [fieldId.person(rung), { kind: 'name' }];
    else if (known.has(person)) yield [fieldId.person(rung), { kind: 'twice' }];
    else known.add(person);
    for (const duty of rung.duty) {
      if (duty.days.length === 0) yield [fieldId.days(rung, duty), { kind: 'days' }];
      if (!TIME.test(duty.from) || !TIME.test(duty.to) || duty.from >= duty.to)
        yield [fieldId.times(rung, duty), { kind: 'times' }];
    }
  }
}

function* stepFaults(steps: readonly string[]): Iterable<[string, Fault]> {
  let before = 0;
  for (const [n, typed] of steps.entries()) {
    const seconds = numberOf(typed, STEP_RULE);
    if (seconds === undefined) yield [fieldId.step(n), { kind: 'number', rule: STEP_RULE }];
    else if (seconds <= before) yield [fieldId.step(n), { kind: 'growing' }];
    before = Math.max(before, seconds ?? 0);
  }
}

function* limitFaults({ limits, chimeTestAt }: SettingsDraft): Iterable<[string, Fault]> {
  for (const name of Object.keys(LIMITS) as LimitName[]) {
    const rule = LIMITS[name];
    if (numberOf(limits[name], rule) === undefined) yield [fieldId.limit(name), { kind: 'number', rule }];
  }
  if (!TIME.test(chimeTestAt)) yield [fieldId.chimeTest, { kind: 'time' }];
}

/** The settings that a draft says; nothing where it has faults. */
export function settingsOf(draft: SettingsDraft): AlarmSettings | undefined {
  if (faultsOf(draft).size > 0) return undefined;
  const limit = (name: LimitName): number => numberOf(draft.limits[name], LIMITS[name]) ?? 0;
  return {
    chain: draft.chain.map(({ person, duty }) => ({
      person: person.trim(),
      duty: duty.map(({ days, from, to }) => ({ days: [...days], from, to })),
    })),
    escalateAfterMs: draft.escalation.map((typed) => ms(numberOf(typed, STEP_RULE) ?? 0, 1_000)),
    departAfterMs: ms(limit('departSeconds'), 1_000),
    rate: {
      share: Math.round(limit('sharePercent') * 1_000) / 100_000,
      ratings: limit('rateRatings'),
      withinMs: ms(limit('rateMinutes'), 60_000),
    },
    silentAfterMs: ms(limit('silentSeconds'), 1_000),
    outboxAbove: limit('outboxAbove'),
    caseDays: limit('caseDays'),
    chimeTestAt: draft.chimeTestAt,
  };
}

const ms = (value: number, unit: number): number => Math.round(value * unit);
