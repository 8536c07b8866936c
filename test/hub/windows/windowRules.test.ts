import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_WINDOW_OPEN_MS, MAX_WINDOW_TOTAL_MS } from '#contract/limits.js';
import type { WindowRecord } from '../../../hub/windows/windowRecord.js';
import {
  joined,
  judge,
  presume,
  REPORT_GRACE_MS,
  type WindowEvent,
} from '../../../hub/windows/windowRules.js';

const START = Date.UTC(2026, 6, 7, 1);
const at = (ms: number): string => new Date(START + ms).toISOString();
const header = { id: 'e', epoch: '0', seq: 1 };

const pending: WindowRecord = {
  id: 'w',
  office: 'east',
  counter: '1',
  clerk: 'lin',
  kind: 'receipt',
  service: null,
  visit: null,
  box: 'box-1',
  state: 'pending',
  issuedMs: START,
  lengthMs: 30_000,
  openedMs: null,
  closesMs: null,
  endedMs: null,
  outcome: null,
  reason: null,
  provisional: false,
  level: null,
  afterMs: null,
  extraPresses: 0,
  extended: false,
  flagged: false,
  excluded: false,
  source: null,
  dueMs: START + 12_000,
};
const open = (ms: number, lengthMs = 30_000): WindowEvent => ({
  kind: 'opened',
  ...header,
  window: 'w',
  issuance: 'i',
  at: at(ms),
  lengthMs,
});
const rate = (level: number, afterMs: number, ms = afterMs): WindowEvent => ({
  kind: 'rated',
  ...header,
  window: 'w',
  at: at(ms),
  level,
  afterMs,
});
const more = (afterMs: number, closesAfterMs: number): WindowEvent => ({
  kind: 'extended',
  ...header,
  window: 'w',
  at: at(afterMs),
  afterMs,
  closesAfterMs,
});
const expire = (ms: number): WindowEvent => ({
  kind: 'expired',
  ...header,
  window: 'w',
  at: at(ms),
  afterMs: ms,
});
const cancel = (ms: number): WindowEvent => ({ kind: 'cancelled', ...header, window: 'w', at: at(ms) });
const miss = (reason: 'late' | 'box-fault' | 'interrupted', ms = 0): WindowEvent => ({
  kind: 'missed',
  ...header,
  window: 'w',
  at: at(ms),
  reason,
});

/** The window after these reports, and what each of them was answered. */
function play(window: WindowRecord, events: readonly WindowEvent[], box = 'box-1') {
  const answers: string[] = [];
  let end = window;
  for (const event of events) {
    const verdict = judge(end, event, box);
    answers.push(verdict.kind === 'change' ? 'taken' : verdict.reason);
    if (verdict.kind === 'change') end = { ...end, ...verdict.change };
  }
  return { end, answers };
}
const opened = play(pending, [open(0)]).end;
const presumed: WindowRecord = { ...opened, ...presume(opened, START + 255_000, true, false) };

describe('W4 D7 what a report does to a window', () => {
  it.each<[string, WindowRecord, readonly WindowEvent[], readonly string[], Partial<WindowRecord>]>([
    [
      'opens it',
      pending,
      [open(100)],
      ['taken'],
      { state: 'open', openedMs: START + 100, closesMs: START + 30_100 },
    ],
    [
      'rates it',
      pending,
      [open(0), rate(5, 9_000)],
      ['taken', 'taken'],
      { outcome: 'rated', level: 5, afterMs: 9_000 },
    ],
    ['counts a press at 30.000 s (W2)', opened, [rate(4, 30_000)], ['taken'], { outcome: 'rated' }],
    [
      'keeps aside one at 30.001 s (W2)',
      opened,
      [rate(4, 30_001)],
      ['after-closing'],
      { state: 'open', level: null },
    ],
    ['expires it', opened, [expire(30_000)], ['taken'], { outcome: 'expired', endedMs: START + 30_000 }],
    ['cancels it', opened, [cancel(5_000)], ['taken'], { outcome: 'cancelled' }],
    ['misses it (W5)', pending, [miss('late')], ['taken'], { outcome: 'missed', reason: 'late' }],
    [
      'interrupts it (W13)',
      opened,
      [miss('interrupted', 9_000)],
      ['taken'],
      { outcome: 'missed', reason: 'interrupted' },
    ],
    [
      'never rates twice (W7)',
      opened,
      [rate(5, 1_000), rate(1, 2_000)],
      ['taken', 'already-ended'],
      { level: 5 },
    ],
    [
      'never rates a silence (W4)',
      opened,
      [expire(30_000), rate(5, 29_000)],
      ['taken', 'already-ended'],
      { level: null, outcome: 'expired' },
    ],
    ['never opens twice', opened, [open(1_000)], ['already-open'], { openedMs: START }],
    [
      'never opens what ended',
      opened,
      [expire(30_000), open(31_000)],
      ['taken', 'already-ended'],
      { outcome: 'expired' },
    ],
    [
      'takes an opening that its outcome overtook, without touching the outcome (D4)',
      pending,
      [rate(5, 3_000), open(0)],
      ['taken', 'taken'],
      { outcome: 'rated', level: 5, state: 'ended', openedMs: START },
    ],
    ['opens nothing a minute late', pending, [open(60_001)], ['out-of-time'], { state: 'pending' }],
    [
      'believes a stamp 5 s before the issuance',
      pending,
      [open(-5_000)],
      ['taken'],
      { openedMs: START - 5_000 },
    ],
    ['opens nothing before that', pending, [open(-5_001)], ['taken'], { openedMs: START }],
    ['believes a stamp 5 s from the press', opened, [rate(5, 1_000, 6_000)], ['taken'], { outcome: 'rated' }],
    ['believes none further than that', opened, [rate(5, 1_000, 6_001)], ['out-of-time'], { outcome: null }],
    [
      'lets the box correct what the hub presumed',
      presumed,
      [rate(2, 20_000)],
      ['taken'],
      { outcome: 'rated', level: 2, provisional: false },
    ],
    [
      'lets silence correct it too',
      presumed,
      [expire(30_000)],
      ['taken'],
      { outcome: 'expired', provisional: false },
    ],
  ])('%s', (_what, window, events, answers, result) => {
    const played = play(window, events);
    expect(played.answers).toEqual(answers);
    expect(played.end).toMatchObject(result);
  });

  it('an unknown window and another box are refused whatever they say', () => {
    for (const event of [open(0), rate(5, 0), more(0, 60_000), expire(0), cancel(0), miss('late')]) {
      expect(judge(undefined, event, 'box-1')).toEqual({
        kind: 'set-aside',
        reason: 'unknown-window',
      });
      expect(judge(opened, event, 'box-2')).toEqual({ kind: 'set-aside', reason: 'foreign-window' });
    }
  });

  const anyEvent: fc.Arbitrary<WindowEvent> = fc
    .tuple(fc.integer({ min: -10_000, max: 270_000 }), fc.integer({ min: 0, max: MAX_WINDOW_OPEN_MS }))
    .chain(([ms, afterMs]) =>
      fc.oneof(
        fc.integer({ min: 30_000, max: 120_000 }).map((length) => open(ms, length)),
        fc.integer({ min: 1, max: 5 }).map((level) => rate(level, afterMs, ms)),
        fc.integer({ min: 1, max: 5 }).map((level) => rate(level, afterMs)),
        fc.integer({ min: 0, max: MAX_WINDOW_OPEN_MS }).map((closes) => more(afterMs, closes)),
        fc.constantFrom(
          expire(afterMs),
          cancel(ms),
          miss('late', ms),
          miss('box-fault', ms),
          miss('interrupted', ms),
        ),
      ),
    );
  /** What may befall a window: a report of its box, a joined issuance, or the hub's own verdict. */
  const anyMove = fc.oneof(
    { weight: 6, arbitrary: anyEvent.map((event) => ({ kind: 'report' as const, event })) },
    {
      weight: 1,
      arbitrary: fc.nat(MAX_WINDOW_TOTAL_MS).map((afterMs) => ({ kind: 'join' as const, afterMs })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ online: fc.boolean(), allVoided: fc.boolean() })
        .map((facts) => ({ kind: 'presume' as const, ...facts })),
    },
  );

  it('any sequence of reports leaves at most one rating, and a final outcome never changes', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 30 }), (moves) => {
        let window = pending;
        let ratings = 0;
        for (const move of moves) {
          const before = window;
          if (move.kind === 'join') window = { ...window, ...joined(window, move.afterMs) };
          else if (move.kind === 'presume') {
            if (window.dueMs !== null)
              window = { ...window, ...presume(window, START + 300_000, move.online, move.allVoided) };
          } else {
            const verdict = judge(window, move.event, 'box-1');
            if (verdict.kind === 'change') window = { ...window, ...verdict.change };
          }
          if (window.level !== before.level) ratings++;
          if (before.state === 'ended' && !before.provisional) {
            const { state, outcome, reason, level, afterMs, endedMs, provisional } = before;
            expect(window).toMatchObject({ state, outcome, reason, level, afterMs, endedMs, provisional });
          }
          expect(window.level !== null).toBe(window.outcome === 'rated');
          expect(window.outcome !== null).toBe(window.state === 'ended');
          expect(window.reason !== null).toBe(window.outcome === 'missed');
        }
        expect(ratings).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('D1 D7 a rating counts although the hub’s clock was set back between issuance and opening', () => {
    const hour = 3_600_000;
    const counted = { outcome: 'rated', level: 1, endedMs: START + 5_000, afterMs: 5_000 };
    const [opening, press] = [open(-hour), rate(1, 5_000, 5_000 - hour)];
    for (const events of [[opening, press], [press], [press, opening]]) {
      const { end, answers } = play(pending, events);
      expect(answers).toEqual(events.map(() => 'taken'));
      expect(end).toMatchObject(counted);
      expect(end.openedMs).toBe(events.includes(opening) ? START : null);
    }
    expect(play(opened, [press]).end).toMatchObject(counted);
    expect(play(opened, [expire(-hour)]).end).toMatchObject({ outcome: 'expired', endedMs: START });
  });
});

describe('W3 a joined issuance', () => {
  it.each([
    [0, 30_000],
    [20_000, 50_000],
    [89_999.5, 120_000],
    [100_000, 120_000],
  ])('at %f ms keeps the window open until %i ms', (afterMs, closes) => {
    expect(joined(opened, afterMs)).toEqual({ closesMs: START + closes });
  });

  it('never makes it shorter, and nothing of one that is not open', () => {
    fc.assert(
      fc.property(fc.nat(MAX_WINDOW_TOTAL_MS), fc.nat(MAX_WINDOW_TOTAL_MS), (first, second) => {
        const once = { ...opened, ...joined(opened, first) };
        const twice = { ...once, ...joined(once, second) };
        expect(twice.closesMs).toBeGreaterThanOrEqual(once.closesMs ?? 0);
        expect((twice.closesMs ?? 0) - START).toBeLessThanOrEqual(MAX_WINDOW_TOTAL_MS);
      }),
    );
    expect(joined(pending, 1_000)).toEqual({});
    expect(joined(opened, undefined)).toEqual({});
  });
});

describe('W12 the key for more time', () => {
  it.each<[string, WindowRecord, readonly WindowEvent[], readonly string[], Partial<WindowRecord>]>([
    [
      'keeps the window open and marks it',
      opened,
      [more(25_000, 60_000)],
      ['taken'],
      { state: 'open', closesMs: START + 60_000, extended: true },
    ],
    [
      'lets a press count in the time it gave, to the last ms',
      opened,
      [more(25_000, 60_000), rate(4, 60_000)],
      ['taken', 'taken'],
      { outcome: 'rated', extended: true },
    ],
    [
      'gives nothing beyond it',
      opened,
      [more(25_000, 60_000), rate(4, 60_001)],
      ['taken', 'after-closing'],
      { state: 'open', level: null },
    ],
    [
      'works once',
      opened,
      [more(25_000, 60_000), more(50_000, 90_000)],
      ['taken', 'already-extended'],
      { closesMs: START + 60_000 },
    ],
    [
      'does nothing after the closing',
      opened,
      [more(30_001, 60_000)],
      ['after-closing'],
      { extended: false },
    ],
    [
      'never makes a window shorter',
      opened,
      [more(1_000, 2_000)],
      ['taken'],
      { closesMs: START + 30_000, extended: true },
    ],
    [
      'takes its report after the outcome it led to, without touching that (D4)',
      opened,
      [rate(5, 9_000), more(8_000, 60_000), more(8_000, 60_000)],
      ['taken', 'taken', 'already-extended'],
      { outcome: 'rated', level: 5, endedMs: START + 9_000, extended: true },
    ],
    [
      'takes its report before that of the opening, and then any time a window can have',
      pending,
      [more(25_000, 60_000), open(0), rate(4, 59_000)],
      ['taken', 'taken', 'taken'],
      { outcome: 'rated', extended: true },
    ],
    [
      'lets a window that the hub presumed interrupted be rated after all',
      presumed,
      [more(25_000, 60_000), rate(3, 45_000)],
      ['taken', 'taken'],
      { outcome: 'rated', provisional: false },
    ],
  ])('%s', (_what, window, events, answers, result) => {
    const played = play(window, events);
    expect(played.answers).toEqual(answers);
    expect(played.end).toMatchObject(result);
  });

  it('keeps no window open longer than any can be, whatever the box says', () => {
    const extended = play(opened, [more(29_000, 10 * MAX_WINDOW_OPEN_MS)]).end;
    expect(extended.closesMs).toBe(START + MAX_WINDOW_OPEN_MS);
    expect(play(extended, [rate(5, MAX_WINDOW_OPEN_MS)]).answers).toEqual(['taken']);
  });
});

describe('W4 the verdict on a silent window', () => {
  it.each([
    [opened, true, false, 'missed', 'interrupted'],
    [pending, true, false, 'missed', 'box-fault'],
    [pending, false, false, 'missed', 'box-offline'],
    [pending, true, true, 'cancelled', null],
  ] as const)('%#', (window, online, allVoided, outcome, reason) => {
    expect(presume(window, START + 1, online, allVoided)).toEqual({
      state: 'ended',
      endedMs: START + 1,
      provisional: true,
      dueMs: null,
      outcome,
      reason,
    });
  });

  it('is due only after the longest possible window and the way of its report', () => {
    expect(opened.dueMs).toBe(START + MAX_WINDOW_OPEN_MS + REPORT_GRACE_MS);
  });
});
