import { describe, expect, it } from 'vitest';
import type { CheckCode } from '#contract/care.js';
import type { HealthFacts } from '../../../hub/health/healthFacts.js';
import { checksOf } from '../../../hub/health/healthRules.js';

const NOW = Date.UTC(2026, 6, 7, 4);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const well: HealthFacts = {
  nowMs: NOW,
  clock: { jumpMs: 0, wrongBoxes: [] },
  disk: { freeBytes: 80e9, totalBytes: 100e9 },
  store: { kind: 'open', writable: true, walBytes: 4e6 },
  broker: { kind: 'up' },
  boxes: { all: 6, present: { online: 5, off: 1, silent: [] } },
  backup: { sinceMs: NOW - 90 * DAY, goodMs: NOW - 5 * HOUR, failed: false, copyFailed: false },
  journal: { entries: 40, headDay: '2026-07-06', uncoveredMs: NOW - HOUR },
  certificate: { kind: 'until', untilMs: NOW + 200 * DAY },
  outbound: [{ name: 'syslog', failures: 0 }],
};

const check = (code: CheckCode, change: Partial<HealthFacts>) => {
  const found = checksOf({ ...well, ...change }).find((each) => each.code === code);
  if (found === undefined) throw new Error(`there is no check ${code}`);
  return found;
};

describe('the health of a hub', () => {
  it('R25 is good in every part when all is well, and then nothing is to be done', () => {
    const checks = checksOf(well);
    expect(checks.map(({ state }) => state)).toEqual(Array(9).fill('good'));
    expect(checks.filter(({ remedy }) => remedy !== undefined)).toEqual([]);
  });

  it.each<[CheckCode, Partial<HealthFacts>, string, RegExp]>([
    ['clock', { clock: { jumpMs: 999, wrongBoxes: [] } }, 'good', /evenly/],
    ['clock', { clock: { jumpMs: 1_000, wrongBoxes: [] } }, 'warning', /jumped by 1\.0 s/],
    ['clock', { clock: { jumpMs: 10_000, wrongBoxes: [] } }, 'bad', /10\.0 s/],
    ['clock', { clock: { jumpMs: 0, wrongBoxes: ['east-1'] } }, 'warning', /east-1/],
    ['disk', { disk: undefined }, 'warning', /cannot be told/],
    ['disk', { disk: { freeBytes: 9.9e9, totalBytes: 100e9 } }, 'warning', /9\.9 GB of 100\.0 GB/],
    ['disk', { disk: { freeBytes: 4.9e9, totalBytes: 100e9 } }, 'bad', /4\.9 GB/],
    ['store', { store: { kind: 'open', writable: false, walBytes: 0 } }, 'bad', /cannot be written/],
    ['store', { store: { kind: 'open', writable: true, walBytes: 257e6 } }, 'warning', /257 MB/],
    ['store', { store: { kind: 'missing' } }, 'bad', /no database/],
    ['store', { store: { kind: 'older' } }, 'warning', /earlier version/],
    ['store', { store: { kind: 'damaged', detail: 'malformed' } }, 'bad', /malformed/],
    ['broker', { broker: { kind: 'down' } }, 'bad', /no box can connect/],
    ['broker', { broker: { kind: 'hub-stopped' } }, 'bad', /not running/],
    ['broker', { broker: { kind: 'silent', address: 'b:1883' } }, 'bad', /b:1883/],
    ['boxes', { boxes: { all: 0, present: undefined } }, 'off', /No box/],
    ['boxes', { boxes: { all: 3, present: undefined } }, 'off', /stopped/],
    [
      'boxes',
      { boxes: { all: 3, present: { online: 2, off: 0, silent: ['e-1'] } } },
      'warning',
      /1 of 3.*e-1/,
    ],
    ['boxes', { boxes: { all: 1, present: { online: 0, off: 0, silent: ['e-1'] } } }, 'bad', /1 of 1/],
    ['certificate', { certificate: { kind: 'not-used' } }, 'off', /demonstration/],
    ['certificate', { certificate: { kind: 'missing' } }, 'bad', /no certificate/],
    ['certificate', { certificate: { kind: 'until', untilMs: NOW + 13.5 * DAY } }, 'warning', /13 days/],
    ['certificate', { certificate: { kind: 'until', untilMs: NOW + 2.5 * DAY } }, 'bad', /2 days/],
    ['certificate', { certificate: { kind: 'until', untilMs: NOW } }, 'bad', /expired/],
    ['outbound', { outbound: [] }, 'off', /Nobody/],
    ['outbound', { outbound: [{ name: 'webhook', failures: 1 }] }, 'warning', /webhook/],
    ['outbound', { outbound: [{ name: 'webhook', failures: 8 }] }, 'bad', /webhook/],
    ['journal', { journal: { entries: 0, headDay: undefined, uncoveredMs: undefined } }, 'off', /no entry/],
    ['journal', { journal: { entries: 2, headDay: undefined, uncoveredMs: NOW } }, 'good', /2 entries/],
    [
      'journal',
      { journal: { entries: 2, headDay: 'x', uncoveredMs: NOW - 27 * HOUR } },
      'warning',
      /not under/,
    ],
  ])('%s of %j is %s', (code, change, state, words) => {
    const found = check(code, change);
    expect(found.state).toBe(state);
    expect(found.found.en).toMatch(words);
    expect(found.remedy !== undefined).toBe(state === 'warning' || state === 'bad');
  });

  it.each([
    [{ goodMs: NOW - 25 * HOUR }, 'good'],
    [{ goodMs: NOW - 26 * HOUR }, 'warning'],
    [{ goodMs: NOW - 50 * HOUR }, 'bad'],
    [{ goodMs: NOW - HOUR, copyFailed: true }, 'warning'],
    [{ goodMs: NOW - HOUR, failed: true }, 'bad'],
    [{ goodMs: undefined, sinceMs: NOW - HOUR }, 'warning'],
    [{ goodMs: undefined }, 'bad'],
  ])('R25 a backup of %j is %s', (change, state) => {
    const backup = { sinceMs: NOW - 90 * DAY, failed: false, copyFailed: false, ...change };
    expect(check('backup', { backup }).state).toBe(state);
  });

  it('R25 says that there are no backups where none are made', () => {
    expect(check('backup', { backup: undefined }).state).toBe('off');
  });

  it('names five boxes at most, and says that there are more', () => {
    const silent = Array.from({ length: 7 }, (_, n) => `east-${n}`);
    const { found } = check('boxes', { boxes: { all: 9, present: { online: 2, off: 0, silent } } });
    expect(found.en).toContain('7 of 9');
    expect(found.en).toContain('east-4, …');
    expect(found.en).not.toContain('east-5');
  });
});
