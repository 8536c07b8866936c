import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { AlarmSettings, DEFAULT_ALARM_SETTINGS, type DutyTime } from '#contract/alarms.js';
import { numberOf } from '../../../../hub/dashboard/alarmSettings/numberText.js';
import { faultsOf, fieldId, settingsOf } from '../../../../hub/dashboard/alarmSettings/settingsCheck.js';
import {
  draftOf,
  LIMITS,
  type LimitName,
  MOST_DUTY_TIMES,
  MOST_PEOPLE,
  MOST_STEPS,
  moved,
  type SettingsDraft,
  STEP_RULE,
  sameDraft,
  toggledDay,
  withDutyTime,
  withPerson,
} from '../../../../hub/dashboard/alarmSettings/settingsDraft.js';

const DRAFT = draftOf(DEFAULT_ALARM_SETTINGS);
const withLimit = (name: LimitName, typed: string): SettingsDraft => ({
  ...DRAFT,
  limits: { ...DRAFT.limits, [name]: typed },
});

const time = fc
  .tuple(fc.integer({ min: 0, max: 1_438 }), fc.integer({ min: 1, max: 1_439 }))
  .filter(([from, to]) => from < to)
  .map((both) => both.map((m) => `${pad(Math.floor(m / 60))}:${pad(m % 60)}`) as [string, string]);
const pad = (n: number): string => String(n).padStart(2, '0');
const duty: fc.Arbitrary<DutyTime> = fc
  .record({
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    hours: time,
  })
  .map(({ days, hours: [from, to] }) => ({ days, from, to }));
const settings: fc.Arbitrary<AlarmSettings> = fc.record({
  chain: fc.uniqueArray(
    fc.record({ person: fc.stringMatching(/^[a-z王陳林]{1,8}$/), duty: fc.array(duty, { maxLength: 3 }) }),
    {
      selector: ({ person }) => person,
      maxLength: MOST_PEOPLE,
    },
  ),
  escalateAfterMs: fc
    .uniqueArray(fc.integer({ min: 5, max: 3_600 }), { minLength: 1, maxLength: MOST_STEPS })
    .map((all) => all.sort((a, b) => a - b).map((s) => s * 1_000)),
  departAfterMs: fc.integer({ min: 30, max: 3_600 }).map((s) => s * 1_000),
  rate: fc.record({
    share: fc.integer({ min: 1, max: 1_000 }).map((n) => n / 1_000),
    ratings: fc.integer({ min: 1, max: 1_000 }),
    withinMs: fc.integer({ min: 1, max: 1_440 }).map((m) => m * 60_000),
  }),
  silentAfterMs: fc.integer({ min: 60, max: 3_600 }).map((s) => s * 1_000),
  outboxAbove: fc.integer({ min: 10, max: 100_000 }),
  caseDays: fc.integer({ min: 1, max: 60 }),
  chimeTestAt: time.map(([from]) => from),
});

describe('a draft of the alarm settings', () => {
  it('says exactly the settings it was made of, which the contract takes', () => {
    fc.assert(
      fc.property(settings, (one) => {
        const draft = draftOf(one);
        expect([...faultsOf(draft)]).toEqual([]);
        expect(settingsOf(draft)).toEqual(one);
        expect(Value.Check(AlarmSettings, one)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it.each(Object.keys(LIMITS) as LimitName[])('takes of %s what the contract takes, at both ends', (name) => {
    const { least, most, whole } = LIMITS[name];
    for (const inside of [least, most]) {
      const told = settingsOf(withLimit(name, String(inside)));
      expect(Value.Check(AlarmSettings, told), `${inside}`).toBe(true);
    }
    for (const outside of [
      '',
      '-1',
      String(most + 1),
      String(least / 2),
      'ten',
      ...(whole ? ['10.5'] : []),
    ]) {
      expect([...faultsOf(withLimit(name, outside))], outside).toEqual([
        [fieldId.limit(name), { kind: 'number', rule: LIMITS[name] }],
      ]);
      expect(settingsOf(withLimit(name, outside))).toBeUndefined();
    }
  });

  it('holds as many people, duty times and steps as the contract', () => {
    const people = Array.from({ length: MOST_PEOPLE }, (_, key) => ({ key, person: `p${key}`, duty: [] }));
    const full = settingsOf({ ...DRAFT, chain: people });
    expect(Value.Check(AlarmSettings, full)).toBe(true);
    expect(
      Value.Check(AlarmSettings, { ...full, chain: [...(full?.chain ?? []), { person: 'x', duty: [] }] }),
    ).toBe(false);
    const steps = Array.from({ length: MOST_STEPS }, (_, n) => (n + 1) * STEP_RULE.least * 1_000);
    expect(Value.Check(AlarmSettings, { ...DEFAULT_ALARM_SETTINGS, escalateAfterMs: steps })).toBe(true);
    expect(
      Value.Check(AlarmSettings, { ...DEFAULT_ALARM_SETTINGS, escalateAfterMs: [...steps, 100_000] }),
    ).toBe(false);
    const [one] = withDutyTime([]);
    const duties = (length: number) => ({
      person: 'x',
      duty: Array.from({ length }, () => ({ days: one?.days, from: one?.from, to: one?.to })),
    });
    expect(Value.Check(AlarmSettings, { ...DEFAULT_ALARM_SETTINGS, chain: [duties(MOST_DUTY_TIMES)] })).toBe(
      true,
    );
    expect(
      Value.Check(AlarmSettings, { ...DEFAULT_ALARM_SETTINGS, chain: [duties(MOST_DUTY_TIMES + 1)] }),
    ).toBe(false);
  });

  it('tells rows by keys, which say nothing about the settings', () => {
    const chain = withPerson(withPerson([{ key: 4, person: '陳課長', duty: [] }]));
    expect(chain.map(({ key }) => key)).toEqual([4, 5, 6]);
    const other = chain.map((rung) => ({ ...rung, key: rung.key + 9 }));
    expect(sameDraft({ ...DRAFT, chain }, { ...DRAFT, chain: other })).toBe(true);
    expect(sameDraft({ ...DRAFT, chain }, { ...DRAFT, chain: chain.slice(1) })).toBe(false);
  });

  it('moves a row by one, and not beyond either end', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
    expect(toggledDay([1, 5], 3)).toEqual([1, 3, 5]);
    expect(toggledDay([1, 5], 5)).toEqual([1]);
  });

  it('reads full-width digits', () => {
    expect(numberOf(' １２．５ ', { least: 1, most: 20, whole: false })).toBe(12.5);
    expect(numberOf('1e1', { least: 1, most: 20, whole: false })).toBeUndefined();
  });
});
