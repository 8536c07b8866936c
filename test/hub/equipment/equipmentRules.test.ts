import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { AboutEquipment, type EquipmentCode } from '#contract/alarms.js';
import type { CoveredKey } from '#contract/statistics.js';
import { LEVELS } from '#contract/values.js';
import type { BackupStanding } from '../../../hub/backup/backupRules.js';
import { conditionsOf, type EquipmentFacts, isDiskLow } from '../../../hub/equipment/equipmentRules.js';
import { box, lamp, office, roomy, sound } from './facts.js';

const covered = (change: Partial<CoveredKey> = {}): CoveredKey => ({
  ...{ box: 'box-1', office: 'east', counter: '1', level: 1, ratings: 230, share: 0.03, chance: 0.0009 },
  ...change,
});
const keys = (facts: Partial<EquipmentFacts>): string[] =>
  conditionsOf({ ...sound, offices: [office()], ...facts }).map(({ key }) => key);
const ofBox = (change: Parameters<typeof box>[0]): string[] => keys({ boxes: [box(change)] });

describe('A6 what is wrong with equipment', () => {
  it('nothing is wrong with what works', () => {
    expect(keys({ boxes: [box()], lamps: [lamp()] })).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['B4 a box lost for 90 s', ofBox({ presence: 'lost', silentMs: 90_000 }), ['box-silent/box-1']],
    ['a box lost a moment less', ofBox({ presence: 'lost', silentMs: 89_999 }), []],
    ['B4 a box that stopped cleanly', ofBox({ presence: 'offline', silentMs: 0 }), []],
    ['a box that was never heard', ofBox({ presence: 'unknown', seenMs: null }), []],
    [
      'a lost box in the store-room',
      ofBox({ presence: 'lost', silentMs: 90_000, counter: null }),
      ['box-silent/box-1'],
    ],
    ['a panel that is broken', ofBox({ panel: 'fault' }), ['box-fault/box-1']],
    ['a disk of a box that is broken', ofBox({ storage: 'fault' }), ['box-fault/box-1']],
    ['a box without a panel', ofBox({ panel: 'absent' }), []],
    [
      'a fault a box reported',
      ofBox({ faults: [{ code: 'voice', level: 0, detail: null }] }),
      ['box-fault/box-1'],
    ],
    [
      'faults of a box that went away, which mends nothing',
      ofBox({ presence: 'offline', faults: [{ code: 'panel', level: 0, detail: null }] }),
      ['box-fault/box-1'],
    ],
    [
      'W9 each key that is stuck, for itself',
      ofBox({
        faults: [
          { code: 'key-stuck', level: 1, detail: null },
          { code: 'key-stuck', level: 0, detail: 'more time' },
        ],
      }),
      ['key-stuck/box-1/1', 'key-stuck/box-1'],
    ],
    ['D5 what a box did not seal', ofBox({ forged: 'seal/bad-signature × 2' }), ['box-forged/box-1']],
    ['an outbox that grows', ofBox({ growing: true, unacked: 130 }), ['outbox-growing/box-1']],
    [
      'S8 a key that seems covered',
      keys({ offices: [office({ coveredKeys: [covered()] })], boxes: [box()] }),
      ['key-covered/box-1/1'],
    ],
    [
      'S8 a key of a box that was moved since',
      keys({ offices: [office({ coveredKeys: [covered()] })], boxes: [box({ counter: '2' })] }),
      [],
    ],
    ['A7 a chime nobody heard', keys({ offices: [office({ chimeUntested: true })] }), ['chime-untested']],
    ['a lamp that is unplugged', keys({ lamps: [lamp({ state: 'unplugged' })] }), ['lamp-unplugged/desk-1']],
    ['a lamp program that is silent', keys({ lamps: [lamp({ silentMs: 90_000 })] }), ['lamp-silent/desk-1']],
    ['a lamp program silent a moment less', keys({ lamps: [lamp({ silentMs: 89_999 })] }), []],
    [
      'the disk of the hub, told at every office',
      keys({ offices: [office(), office({ office: 'west' })], diskLow: roomy }),
      ['hub-disk', 'hub-disk'],
    ],
    ['a box of an office that is gone', keys({ offices: [], boxes: [box({ growing: true })] }), []],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('says why, where, and which key', () => {
    const [fault, stuck] = conditionsOf({
      ...sound,
      offices: [office()],
      boxes: [
        box({
          panel: 'fault',
          panelDetail: 'no answer',
          faults: [
            { code: 'key-stuck', level: 2, detail: null },
            { code: 'panel', level: 0, detail: null },
            { code: 'voice', level: 0, detail: 'no card' },
          ],
        }),
      ],
    });
    expect(fault).toEqual({
      office: 'east',
      key: 'box-fault/box-1',
      counter: '1',
      about: {
        source: 'equipment',
        code: 'box-fault',
        box: 'box-1',
        detail: 'panel: no answer; voice: no card',
      },
    });
    expect(stuck).toEqual({
      office: 'east',
      key: 'key-stuck/box-1/2',
      counter: '1',
      about: { source: 'equipment', code: 'key-stuck', box: 'box-1', key: 2 },
    });
  });

  it('a disk has too little room under 5 % or 500 MB, and enough again with a tenth more', () => {
    const free = (freeBytes: number, totalBytes = 100e9) => ({ freeBytes, totalBytes });
    expect(isDiskLow(free(5e9 - 1), false)).toBe(true);
    expect(isDiskLow(free(5e9), false)).toBe(false);
    expect(isDiskLow(free(500e6 - 1, 1e9), false)).toBe(true);
    expect(isDiskLow(free(500e6, 1e9), false)).toBe(false);
    expect(isDiskLow(free(5.4e9), true)).toBe(true);
    expect(isDiskLow(free(5.5e9), true)).toBe(false);
  });
});

const id = fc.constantFrom('box-1', 'box-2', 'box-3');
const place = fc.constantFrom('east', 'west', 'gone');
const health = fc.constantFrom('ok' as const, 'fault' as const, 'absent' as const, null);
const text = fc.option(fc.string({ maxLength: 200 }));
const level = fc.constantFrom(...LEVELS);
const silentMs = fc.constantFrom(0, 89_999, 90_000, 240_000);
const fault = fc.oneof(
  fc.record({ code: fc.constant('key-stuck' as const), level, detail: text }),
  fc.record({
    code: fc.constantFrom('panel' as const, 'voice' as const, 'storage' as const),
    level: fc.constant(0),
    detail: text,
  }),
);
const anyBox = fc.record({
  id,
  office: place,
  counter: fc.option(fc.constantFrom('1', '2')),
  presence: fc.constantFrom('unknown' as const, 'online' as const, 'offline' as const, 'lost' as const),
  seenMs: fc.constant(0),
  panel: health,
  storage: health,
  panelDetail: text,
  storageDetail: text,
  forged: text,
  unacked: fc.nat(500),
  faults: fc.uniqueArray(fault, { maxLength: 4, selector: ({ code, level }) => `${code}${level}` }),
  silentMs,
  growing: fc.boolean(),
});
const NOW_MS = 100 * 3_600_000;
const hoursAgo = fc.integer({ min: 0, max: 60 }).map((hours) => NOW_MS - hours * 3_600_000);
const anyStanding: fc.Arbitrary<BackupStanding> = fc.record({
  goodMs: fc.option(hoursAgo, { nil: undefined }),
  sinceMs: hoursAgo,
  failed: fc.boolean(),
  problem: fc.constantFrom(undefined, 'backup/no-room: '.padEnd(300, 'x')),
  copyFailed: fc.boolean(),
  copyProblem: fc.constantFrom(undefined, 'backup/copy-missing'),
});
const anyOffice = fc.record({
  silentAfterMs: fc.constantFrom(60_000, 90_000, 240_000),
  chimeUntested: fc.boolean(),
  coveredKeys: fc.option(
    fc.uniqueArray(fc.record({ box: id, counter: fc.constantFrom('1', '2'), level }), {
      maxLength: 3,
      selector: ({ box, level }) => `${box}${level}`,
    }),
    { nil: undefined },
  ),
});
const anyFacts: fc.Arbitrary<EquipmentFacts> = fc
  .record({
    east: anyOffice,
    west: anyOffice,
    boxes: fc.uniqueArray(anyBox, { maxLength: 3, selector: (each) => each.id }),
    lamps: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('desk-1', 'desk-2'),
        office: place,
        state: fc.constantFrom('connected' as const, 'unplugged' as const),
        detail: text,
        silentMs,
        heard: fc.boolean(),
      }),
      { maxLength: 2, selector: (each) => each.id },
    ),
    diskLow: fc.constantFrom(undefined, roomy),
    backups: fc.option(anyStanding, { nil: undefined }),
    nowMs: fc.constant(NOW_MS),
  })
  .map(({ east, west, ...rest }) => ({
    ...rest,
    offices: [
      { ...east, office: 'east', coveredKeys: east.coveredKeys?.map((key) => covered(key)) },
      {
        ...west,
        office: 'west',
        coveredKeys: west.coveredKeys?.map((key) => covered({ ...key, office: 'west' })),
      },
    ],
  }));

describe('A6 S8 A7 a condition is reported if and only if its facts hold', () => {
  const isAbout = Compile(AboutEquipment);
  const has = (facts: EquipmentFacts, where: string, key: string): boolean =>
    conditionsOf(facts).some((each) => each.office === where && each.key === key);

  it('for any facts, each once and in the form of the contract', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const found = conditionsOf(facts);
        const names = found.map((each) => `${each.office} ${each.key}`);
        expect(new Set(names).size).toBe(names.length);
        let expected = 0;
        const iff = (where: string, code: EquipmentCode, rest: string, holds: boolean) => {
          expect(has(facts, where, `${code}${rest}`), `${code}${rest} at ${where}`).toBe(holds);
          if (holds) expected++;
        };
        for (const { office: where, chimeUntested, coveredKeys, silentAfterMs } of facts.offices) {
          iff(where, 'hub-disk', '', facts.diskLow !== undefined);
          iff(where, 'chime-untested', '', chimeUntested);
          const { backups } = facts;
          const age = backups === undefined ? 0 : facts.nowMs - (backups.goodMs ?? backups.sinceMs);
          iff(where, 'backup-late', '', backups !== undefined && (backups.failed || age >= 26 * 3_600_000));
          iff(where, 'backup-copy-failed', '', backups?.copyFailed === true);
          for (const each of facts.boxes) {
            const here = each.office === where;
            const { presence, panel, storage, faults } = each;
            const lost = presence === 'lost' && each.silentMs >= silentAfterMs;
            const broken =
              panel === 'fault' || storage === 'fault' || faults.some(({ code }) => code !== 'key-stuck');
            iff(where, 'box-silent', `/${each.id}`, here && lost);
            iff(where, 'box-fault', `/${each.id}`, here && broken);
            iff(where, 'box-forged', `/${each.id}`, here && each.forged !== null);
            iff(where, 'outbox-growing', `/${each.id}`, here && each.growing);
            for (const key of LEVELS) {
              const stuck = faults.some((one) => one.code === 'key-stuck' && one.level === key);
              const seems = (coveredKeys ?? []).some(
                (one) => one.box === each.id && one.level === key && one.counter === each.counter,
              );
              iff(where, 'key-stuck', `/${each.id}/${key}`, here && stuck);
              iff(where, 'key-covered', `/${each.id}/${key}`, here && seems);
            }
          }
          for (const each of facts.lamps) {
            const here = each.office === where;
            iff(where, 'lamp-unplugged', `/${each.id}`, here && each.state === 'unplugged');
            iff(where, 'lamp-silent', `/${each.id}`, here && each.silentMs >= silentAfterMs);
          }
        }
        expect(found).toHaveLength(expected);
        for (const { about } of found) expect(isAbout.Check(about)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
