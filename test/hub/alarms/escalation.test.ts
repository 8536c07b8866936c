import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DutyTime } from '#contract/alarms.js';
import { isOnDuty, peopleOf, presentOf } from '../../../hub/alarms/dutyTimes.js';
import {
  callsDue,
  momentAfterMs,
  momentsWithin,
  nextCallMs,
  waiting,
} from '../../../hub/alarms/escalation.js';

const AFTER = [60_000, 180_000];
const plan = (present: readonly string[], repeats = true) => ({
  escalateAfterMs: AFTER,
  present,
  repeats,
});
const START = { raisedMs: 1_000, moments: 0, called: [] };
const at = (seconds: number): number => START.raisedMs + seconds * 1_000;

describe('A3 moments of calling', () => {
  it('the raising, those named, and further ones at the last gap', () => {
    expect([0, 1, 2, 3, 4].map((index) => momentAfterMs(AFTER, index))).toEqual([
      0, 60_000, 180_000, 300_000, 420_000,
    ]);
    expect([0, 1, 2].map((index) => momentAfterMs([30_000], index))).toEqual([0, 30_000, 60_000]);
  });

  it('counting them is the inverse of naming them', () => {
    const growing = fc
      .uniqueArray(fc.integer({ min: 5_000, max: 3_600_000 }), { minLength: 1, maxLength: 9 })
      .map((list) => list.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(growing, fc.integer({ min: 0, max: 40 }), (afterMs, index) => {
        const moment = momentAfterMs(afterMs, index);
        const later = momentAfterMs(afterMs, index + 1);
        // Gaps below a second are widened to one, so that no chain calls faster than the clock looks.
        if (later - moment < 1_000) return;
        expect(momentsWithin(afterMs, moment)).toBe(index + 1);
        expect(momentsWithin(afterMs, later - 1)).toBe(index + 1);
      }),
    );
    expect(momentsWithin(AFTER, -1)).toBe(0);
  });
});

describe('A3 who is called', () => {
  it('the first at once, the next at 60 s, the third at 180 s, then the last again and again', () => {
    let made: { raisedMs: number; moments: number; called: string[] } = { ...START, called: [] };
    const calls: Array<readonly [number, readonly string[]]> = [];
    for (let second = 0; second <= 420; second++) {
      const due = callsDue(plan(['chen', 'wu', 'lin']), made, at(second));
      if (due.calls.length > 0) calls.push([second, due.calls]);
      made = { ...made, moments: due.moments, called: [...made.called, ...due.calls] };
    }
    expect(calls).toEqual([
      [0, ['chen']],
      [60, ['wu']],
      [180, ['lin']],
      [300, ['lin']],
      [420, ['lin']],
    ]);
    expect(nextCallMs(plan(['chen', 'wu', 'lin']), made)).toBe(at(540));
  });

  it('after an outage everybody whose moment passed, and repeats once', () => {
    const made = { ...START, moments: 1, called: ['chen'] };
    expect(callsDue(plan(['chen', 'wu', 'lin']), made, at(200))).toEqual({
      calls: ['wu', 'lin'],
      moments: 3,
    });
    expect(callsDue(plan(['chen', 'wu']), made, at(3_600))).toEqual({ calls: ['wu'], moments: 31 });
    expect(callsDue(plan(['chen']), made, at(3_600))).toEqual({ calls: ['chen'], moments: 31 });
  });

  it('who is not there is passed over, and called when back before others are called again', () => {
    const made = { ...START, moments: 1, called: ['wu'] };
    expect(callsDue(plan(['wu']), made, at(60)).calls).toEqual(['wu']);
    expect(callsDue(plan(['chen', 'wu']), made, at(60)).calls).toEqual(['chen']);
  });

  it('who was called and left is not called again; the one before is', () => {
    const made = { ...START, moments: 2, called: ['chen', 'wu'] };
    expect(callsDue(plan(['chen']), made, at(180)).calls).toEqual(['chen']);
    expect(callsDue(plan([]), made, at(180))).toEqual({ calls: [], moments: 3 });
  });

  it('what is not repeated ends with the chain, and goes on when somebody comes', () => {
    const made = { ...START, moments: 2, called: ['chen', 'wu'] };
    expect(callsDue(plan(['chen', 'wu'], false), made, at(600)).calls).toEqual([]);
    expect(nextCallMs(plan(['chen', 'wu'], false), made)).toBeUndefined();
    expect(nextCallMs(plan(['chen', 'wu', 'lin'], false), made)).toBe(at(180));
  });

  it('nobody waits in silence for people who were never called', () => {
    expect(waiting(['chen', 'wu'], [])).toEqual([]);
    expect(waiting(['chen', 'wu'], ['chen'])).toEqual(['wu']);
    expect(waiting(['chen'], ['chen'])).toEqual([]);
  });

  it('however often it looks, everybody is called once before anybody is called twice', () => {
    const present = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
    const looks = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(present, looks, (people, seconds) => {
        let made: { raisedMs: number; moments: number; called: readonly string[] } = START;
        for (const second of seconds.toSorted((a, b) => a - b)) {
          const due = callsDue(plan(people), made, at(second));
          expect(due.moments).toBeGreaterThanOrEqual(made.moments);
          for (const person of due.calls) expect(people).toContain(person);
          made = { ...made, moments: due.moments, called: [...made.called, ...due.calls] };
        }
        const firsts = made.called.slice(0, people.length);
        expect(new Set(firsts).size).toBe(firsts.length);
        expect(firsts).toEqual(people.slice(0, firsts.length));
      }),
    );
  });
});

describe('A3 duty times', () => {
  const weekdays: DutyTime = { days: [1, 2, 3, 4, 5], from: '08:00', to: '12:00' };
  /** 2026-07-07 is a Tuesday. */
  const taipei = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 6, day, hour - 8, minute);

  it('are of Taipei, from the first minute until before the last', () => {
    expect(isOnDuty([weekdays], taipei(7, 8))).toBe(true);
    expect(isOnDuty([weekdays], taipei(7, 7, 59))).toBe(false);
    expect(isOnDuty([weekdays], taipei(7, 12) - 1)).toBe(true);
    expect(isOnDuty([weekdays], taipei(7, 12))).toBe(false);
    expect(isOnDuty([weekdays], taipei(11, 9))).toBe(false);
  });

  it('the weekday changes at midnight in Taipei, which is 16:00 UTC', () => {
    const saturday: DutyTime = { days: [6], from: '00:00', to: '08:00' };
    expect(isOnDuty([saturday], Date.UTC(2026, 6, 10, 15, 59))).toBe(false);
    expect(isOnDuty([saturday], Date.UTC(2026, 6, 10, 16, 0))).toBe(true);
  });

  it('where none is named it is always; who signed out is shown so and not called', () => {
    const chain = [
      { person: 'chen', duty: [] },
      { person: 'wu', duty: [weekdays] },
      { person: 'lin', duty: [] },
    ];
    const absent = new Set(['lin']);
    expect(peopleOf(chain, absent, taipei(11, 9))).toEqual([
      { person: 'chen', onDuty: true, signedOut: false },
      { person: 'wu', onDuty: false, signedOut: false },
      { person: 'lin', onDuty: true, signedOut: true },
    ]);
    expect(presentOf(chain, absent, taipei(11, 9))).toEqual(['chen']);
    expect(presentOf(chain, new Set(), taipei(7, 9))).toEqual(['chen', 'wu', 'lin']);
  });
});
