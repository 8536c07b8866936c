import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { BoxEvent } from '#contract/events.js';
import type { RatingView } from '#contract/records.js';
import type { BoxView, WindowView } from '#contract/views.js';
import { audit } from './books.js';
import type { Evidence, HeldEvent } from './evidence.js';

const EPOCH = 'a'.repeat(16);
const opened = { kind: 'opened', window: 'w1' } as const;
const rated = { kind: 'rated', window: 'w1', level: 2, afterMs: 900 } as const;

const held = (seq: number, body: object, id = `e${seq}`): HeldEvent => ({
  box: 'box-1',
  event: { ...body, id, epoch: EPOCH, seq, at: '2026-07-07T01:00:00.000Z' } as BoxEvent,
});
const rating = (window: string, level: number) => ({ window, level }) as RatingView;
const alarm = (window: string) => ({ about: { source: 'rating', window } }) as AlarmView;
const ended = (id: string) => ({ id, state: 'ended', outcome: 'rated' }) as WindowView;
const view = (facts: Partial<BoxView>) => ({ id: 'box-1', lost: 0, ...facts }) as BoxView;

/** One citizen who pressed 2 and was thanked, and everything as it should be. */
const sound: Evidence = {
  pressed: [{ counter: '1', level: 2 }],
  thanked: [{ counter: '1', level: 2 }],
  stored: [held(1, opened), held(2, rated)],
  received: [held(1, opened), held(2, rated)],
  setAside: [],
  ratings: [rating('w1', 2)],
  alarms: [alarm('w1')],
  windows: [ended('w1')],
  boxes: [view({})],
  damaged: new Set(),
  restores: 0,
  blinded: new Map(),
  incidents: [],
};

const broken = (change: Partial<Evidence>): string[] =>
  audit({ ...sound, ...change }).discrepancies.map(({ rule }) => rule);

describe('the books of a fault campaign', () => {
  it('agree when everything is as it should be', () => {
    expect(audit(sound)).toEqual({
      ...{ discrepancies: [], stored: 1, counted: 1, alarms: 1 },
      ...{ lostToDamage: 0, asideAfterRestore: 0 },
    });
  });

  it.each<[string, Partial<Evidence>, RegExp]>([
    [
      'a thanked rating that no box stored',
      { thanked: [...sound.thanked, { counter: '1', level: 5 }] },
      /^D1/,
    ],
    ['a rating nobody pressed', { pressed: [], thanked: [] }, /^D1/],
    ['a rating that was not thanked without a fault', { thanked: [] }, /^D1/],
    ['a number that was given twice', { stored: [...sound.stored, held(2, rated, 'e9')] }, /^D4 a box/],
    ['an event that did not arrive', { received: [held(2, rated)] }, /^D2/],
    ['an event that was altered', { received: [held(1, opened), held(2, { ...rated, level: 5 })] }, /^D2/],
    ['a rating that is not counted', { ratings: [], alarms: [] }, /^every stored/],
    ['a rating that is counted twice', { ratings: [rating('w1', 2), rating('w1', 2)] }, /^every stored/],
    ['a rating that is counted as another', { ratings: [rating('w1', 1)] }, /^every stored/],
    ['an alarm that was not raised', { alarms: [] }, /^A1/],
    ['an alarm that was raised twice', { alarms: [alarm('w1'), alarm('w1')] }, /^A1/],
    ['an alarm about nothing', { alarms: [alarm('w1'), alarm('w2')] }, /^A1/],
    [
      'a window that never ends',
      { windows: [{ ...ended('w1'), state: 'pending' } as WindowView] },
      /^W4 every/,
    ],
    ['an incident', { incidents: ['the hub ended'] }, /^nothing/],
    [
      'an event aside for no reason',
      { setAside: [{ box: 'box-1', reason: 'out-of-time', event: sound.stored[1]?.event }] },
      /^D7/,
    ],
  ])('find %s', (_, change, rule) => {
    expect(broken(change)).toContainEqual(expect.stringMatching(rule));
  });

  it('W4 W13 find a window with two ends and one without', () => {
    const second = held(3, { kind: 'expired', window: 'w1', afterMs: 30_000 });
    const both = [...sound.stored, second];
    expect(broken({ stored: both, received: both })).toEqual([
      expect.stringMatching(/^W4 a window/),
      expect.stringMatching(/^W13/),
    ]);
    const open = [...sound.stored, held(3, { kind: 'opened', window: 'w2' })];
    expect(broken({ stored: open, received: open })).toEqual([expect.stringMatching(/^W13/)]);
  });

  it('D4 excuse what only a damaged outbox held, if the hub shows the gap, and count it', () => {
    const damage = { received: [held(1, opened)], ratings: [], alarms: [], damaged: new Set([EPOCH]) };
    expect(audit({ ...sound, ...damage, boxes: [view({ lost: 1 })] })).toMatchObject({
      discrepancies: [],
      lostToDamage: 1,
    });
    expect(broken(damage)).toEqual([expect.stringMatching(/^D4 what a damaged/)]);
  });

  it('D7 excuse ratings of windows that a restored hub cannot know, unless their docket tells it', () => {
    const aside = sound.stored.map(({ box, event }) => ({ box, reason: 'unknown-window', event }));
    const lost = { setAside: aside, ratings: [], alarms: [], windows: [], restores: 1 };
    expect(audit({ ...sound, ...lost })).toMatchObject({ discrepancies: [], asideAfterRestore: 1 });
    const told = [held(1, { ...opened, docket: 'x' }), held(2, rated)];
    expect(broken({ ...lost, stored: told, received: told })).toEqual([
      expect.stringMatching(/^D7/),
      expect.stringMatching(/^every stored/),
    ]);
  });
});
