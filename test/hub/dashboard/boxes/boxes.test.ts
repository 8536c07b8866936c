import { describe, expect, it } from 'vitest';
import { boxSettings, DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import { SELF_TEST_PARTS } from '#contract/events.js';
import { VOICE_LANGUAGES } from '#contract/values.js';
import type { BoxView } from '#contract/views.js';
import { certificateState, inForce, needsAttention } from '../../../../hub/dashboard/boxes/boxCondition.js';
import { SELF_TESTS } from '../../../../hub/dashboard/boxes/selfTestParts.js';
import {
  changeOf,
  draftOf,
  faultyFields,
  isChecked,
  SPOKEN,
  toggled,
} from '../../../../hub/dashboard/boxes/settingsDraft.js';
import { at, boxView } from '../../../support/views.js';

describe('B5 the certificate of a box', () => {
  it.each([
    [-1, 'counts'],
    [0, 'ended'],
    [30 * 86_400, 'ended'],
    [30 * 86_400 + 1, 'tooLate'],
  ])('%i s after its end is shown as one that %s', (seconds, expected) => {
    expect(certificateState(at(-seconds), Date.parse(at(0)))).toBe(expected);
  });
});

describe('a box that needs attention', () => {
  const ok = { result: 'ok' } as const;
  const checks = { lamps: ok, keys: ok, sound: ok, clock: ok, disk: ok, link: ok };
  it.each<[string, Partial<BoxView>, boolean]>([
    ['is well', {}, false],
    ['was switched off', { presence: 'offline' }, false],
    ['was not heard yet', { presence: 'unknown' }, false],
    ['has no voice attached', { voice: 'absent' }, false],
    ['was replaced long ago', { lost: 8, replaced: { at: at(-1), detail: 'x' } }, false],
    ['passed its self-test', { selfTest: { at: at(0), trigger: 'start', checks } }, false],
    ['is lost', { presence: 'lost' }, true],
    ['has no panel', { panel: 'absent' }, true],
    ['cannot store', { storage: 'fault' }, true],
    ['has a stuck key', { stuckKeys: [3] }, true],
    ['reported a fault', { faults: [{ code: 'voice', since: at(0) }] }, true],
    ['owes records', { missing: 1 }, true],
    ['refused its settings', { settings: { wanted: 2, inForce: 1, refused: 'no' } }, true],
    [
      'failed a part of its self-test',
      { selfTest: { at: at(0), trigger: 'start', checks: { ...checks, sound: { result: 'fault' } } } },
      true,
    ],
  ])('is not one that %s, or is', (_what, change, needs) => {
    expect(needsAttention(boxView('1', change))).toBe(needs);
  });

  it('has its settings in force, or not yet, or has not said', () => {
    const state = (settings: BoxView['settings']) => inForce(boxView('1', { settings }));
    expect(state({ wanted: 2, inForce: 2 })).toBe(true);
    expect(state({ wanted: 2, inForce: 1 })).toBe(false);
    expect(state({ wanted: 2 })).toBe(false);
    expect(state({ wanted: 0 })).toBeUndefined();
  });
});

describe('the form of settings', () => {
  it('knows every part of a self-test and every language, and which of those a native speaker must check', () => {
    expect(SELF_TESTS).toEqual(SELF_TEST_PARTS);
    expect([...SPOKEN].sort()).toEqual([...VOICE_LANGUAGES].sort());
    expect(SPOKEN.filter(isChecked)).toEqual(['zh', 'en']);
  });

  it('left as it is changes nothing, whatever the settings', () => {
    const settings = {
      ...DEFAULT_BOX_SETTINGS,
      quietHours: [{ from: '22:00', to: '06:30' }],
      maxAgeMs: 2_500,
    };
    const { revision: _revision, ...same } = settings;
    expect(changeOf(draftOf(settings))).toEqual(same);
  });

  it('keeps the order in which languages are ticked', () => {
    expect(toggled(['zh', 'en'], 'zh')).toEqual(['en']);
    expect(toggled(['en'], 'zh')).toEqual(['en', 'zh']);
  });

  it('names what there is no point in sending, and what passes is good for a box', () => {
    const draft = draftOf(DEFAULT_BOX_SETTINGS);
    const quiet = (from: string, to: string) => ({ ...draft, quiet: [{ from, to }] });
    expect([...faultyFields(quiet('12:00', ''))]).toEqual(['quiet']);
    expect([...faultyFields(quiet('12:00', '12:00'))]).toEqual(['quiet']);
    expect([...faultyFields({ ...draft, languages: [] })]).toEqual(['languages']);
    for (const maxAgeSeconds of ['', ' ', '1.9', '60.1', 'ten'])
      expect([...faultyFields({ ...draft, maxAgeSeconds })], maxAgeSeconds).toEqual(['maxAge']);
    for (const maxAgeSeconds of ['2', '7.5', '60']) {
      const good = { ...draft, maxAgeSeconds };
      expect(faultyFields(good).size).toBe(0);
      expect(boxSettings.check({ revision: 1, ...changeOf(good) })).toBeDefined();
    }
  });
});
