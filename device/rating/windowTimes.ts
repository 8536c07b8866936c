import { MAX_WINDOW_TOTAL_MS } from '#contract/limits.js';
import type { Key } from '../ports/panel.js';
import type { OpenPhase, RatingState } from './windowState.js';

/** Keys that go down within this of each other are a clash (W8). */
export const CLASH_MS = 50;
/** A key down longer than this is stuck (W9). */
export const STUCK_MS = 10_000;
/** The last part of a window is counted down (W12). */
export const COUNTDOWN_MS = 10_000;
/** Presses outside any window are reported this long after the first of them (W6). */
export const IDLE_REPORT_MS = 60_000;
/** A language chosen before a window belongs to the citizen who is about to be served, for this long. */
export const LANGUAGE_KEPT_MS = 60_000;
/** Pause between two attempts to store what a failing disk refused (D6). */
export const MEND_EVERY_MS = 10_000;

/** Something that happens by itself when its time comes. */
export interface Due {
  readonly at: number;
  readonly what:
    | 'accept'
    | 'close'
    | 'count-down'
    | 'dark'
    | 'forget'
    | 'forget-language'
    | 'mend'
    | 'report-idle'
    | 'stuck';
  readonly key?: Key;
}

/** When `elapsed` has something to do next; undefined when only an input can change anything. */
export function wakesAt(state: RatingState): number | undefined {
  const due = dueTimes(state);
  return due.length === 0 ? undefined : Math.min(...due.map(({ at }) => at));
}

/** The first thing that fell due by `now`. A press at the deadline itself counts, so a window closes only after it. */
export function firstDue(state: RatingState, now: number): Due | undefined {
  const { phase } = state;
  const closed = phase.kind === 'open' && phase.deadline < now;
  const [first] = dueTimes(state)
    .filter(({ at, what }) => (what === 'close' ? closed : at <= now))
    .sort((a, b) => a.at - b.at);
  return first;
}

/** What the countdown shows next; undefined when it has shown everything. */
export function nextSecond({ shown }: OpenPhase): number | undefined {
  const next = shown === undefined ? COUNTDOWN_MS / 1000 : shown - 1;
  return next > 0 ? next : undefined;
}

/** A joining issuance gives the full length again, up to 120 s after the first opening (W3); it never takes time away. */
export function joinedDeadline({ deadline, openedAt, lengthMs }: OpenPhase, now: number): number {
  return Math.max(deadline, Math.min(now + lengthMs, openedAt + MAX_WINDOW_TOTAL_MS));
}

function dueTimes(state: RatingState): Due[] {
  const { phase, held, stuck, idleSince, languageUntil } = state;
  if (phase.kind === 'broken') return [{ at: phase.mendAt, what: 'mend' }];
  const due: Due[] = [];
  for (const [key, since] of held)
    if (!stuck.has(key)) due.push({ at: since + STUCK_MS, what: 'stuck', key });
  if (languageUntil !== undefined) due.push({ at: languageUntil, what: 'forget-language' });
  if (idleSince !== undefined) due.push({ at: idleSince + IDLE_REPORT_MS, what: 'report-idle' });
  if (phase.kind === 'open') due.push(...dueInWindow(phase));
  if (phase.kind === 'answered') {
    if (phase.darkAt !== undefined) due.push({ at: phase.darkAt, what: 'dark' });
    due.push({ at: phase.until, what: 'forget' });
  }
  return due;
}

function dueInWindow(phase: OpenPhase): Due[] {
  const { candidate, deadline } = phase;
  const next = nextSecond(phase);
  return [
    candidate === undefined
      ? { at: deadline + 1, what: 'close' }
      : { at: candidate.at + CLASH_MS, what: 'accept' },
    ...(next === undefined ? [] : [{ at: deadline - next * 1000, what: 'count-down' } as const]),
  ];
}
