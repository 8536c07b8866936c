import type { BoxEvent } from '#contract/events.js';
import { MAX_ISSUANCE_AGE_MS, MAX_WINDOW_OPEN_MS, MAX_WINDOW_TOTAL_MS } from '#contract/limits.js';
import type { MissedReason, Outcome } from '#contract/values.js';
import type { WindowChange, WindowRecord } from './windowRecord.js';

/** Reports about a window; the other events concern the box alone. */
export type WindowEvent = Extract<
  BoxEvent,
  { window: string; kind: 'opened' | 'extended' | 'rated' | 'expired' | 'cancelled' | 'missed' }
>;

export type SetAsideReason =
  | 'unknown-window'
  | 'foreign-window'
  | 'already-open'
  | 'already-extended'
  | 'already-ended'
  | 'after-closing'
  | 'out-of-time'
  /** What the box brings back was not sealed by this hub for this box and this window. */
  | 'docket/unreadable'
  /** It is for an office or counter that is none of this box. */
  | 'docket/misplaced'
  /** The hub knows the document otherwise. */
  | 'docket/contradicts';

export type Verdict =
  | { readonly kind: 'change'; readonly change: WindowChange }
  | { readonly kind: 'set-aside'; readonly reason: SetAsideReason };

/** A stamp may differ from the hub's clock by the box's measuring error and the way of the message. */
const CLOCK_TOLERANCE_MS = 5_000;

/** How much later than its issuance a window can open; beyond it the box would have refused (W5, with its setting). */
const LATEST_OPENING_MS = 6 * MAX_ISSUANCE_AGE_MS;

/**
 * When something happened that cannot have happened before `earliestMs`. A stamp before that is of a clock that was set back
 * meanwhile, the hub's, which the box follows, or the box's own: who was thanked is counted all the same (D1).
 */
export const takenAt = (stampMs: number, earliestMs: number): number =>
  stampMs < earliestMs - CLOCK_TOLERANCE_MS ? earliestMs : stampMs;

/** After the longest possible window the hub stops waiting for the end's report. */
export const REPORT_GRACE_MS = 15_000;

/**
 * What a box's report does to a window: a change, or nothing with the reason it is kept aside (D7). The
 * hub's provisional verdict always yields to the box, and a final outcome never changes (W4).
 */
export function judge(window: WindowRecord | undefined, event: WindowEvent, box: string): Verdict {
  if (window === undefined) return setAside('unknown-window');
  if (window.box !== box) return setAside('foreign-window');
  const final = window.state === 'ended' && !window.provisional;
  if (event.kind === 'opened')
    return final || window.openedMs !== null ? reopened(window, event) : opened(window, event);
  if (event.kind === 'extended') return extended(window, event);
  if (final) return setAside('already-ended');
  switch (event.kind) {
    case 'rated':
      return rated(window, event);
    case 'expired':
      return ended(window, event, null);
    case 'cancelled':
      return ended(window, event, null);
    case 'missed':
      return ended(window, event, event.reason);
  }
}

type Of<K extends WindowEvent['kind']> = Extract<WindowEvent, { kind: K }>;

function opened(window: WindowRecord, event: Of<'opened'>): Verdict {
  const at = takenAt(Date.parse(event.at), window.issuedMs);
  if (at > window.issuedMs + LATEST_OPENING_MS) return setAside('out-of-time');
  return change({
    state: 'open',
    openedMs: at,
    lengthMs: event.lengthMs,
    closesMs: at + (window.extended ? MAX_WINDOW_OPEN_MS : event.lengthMs),
    endedMs: null,
    outcome: null,
    reason: null,
    provisional: false,
    dueMs: at + MAX_WINDOW_OPEN_MS + REPORT_GRACE_MS,
  });
}

/** The opening overtaken by its own outcome completes the record; any other second opening is refused. */
function reopened(window: WindowRecord, event: Of<'opened'>): Verdict {
  if (window.openedMs !== null) return setAside(window.state === 'ended' ? 'already-ended' : 'already-open');
  return change({ openedMs: takenAt(Date.parse(event.at), window.issuedMs), lengthMs: event.lengthMs });
}

/**
 * The key for more time works once per window (W12). One that had closed by then is not made longer; one whose opening
 * was overtaken keeps the mark, and then any time a window can have.
 */
function extended(window: WindowRecord, event: Of<'extended'>): Verdict {
  if (window.extended) return setAside('already-extended');
  if (window.openedMs === null || window.closesMs === null) return change({ extended: true });
  if (event.afterMs > window.closesMs - window.openedMs) return setAside('after-closing');
  const closes = window.openedMs + Math.ceil(Math.min(event.closesAfterMs, MAX_WINDOW_OPEN_MS));
  return change({ extended: true, closesMs: Math.max(window.closesMs, closes) });
}

function rated(window: WindowRecord, event: Of<'rated'>): Verdict {
  const allowed =
    window.openedMs === null || window.closesMs === null
      ? MAX_WINDOW_OPEN_MS
      : window.closesMs - window.openedMs;
  if (event.afterMs > allowed) return setAside('after-closing');
  const expected = earliestEnd(window) + Math.round(event.afterMs);
  const at = takenAt(Date.parse(event.at), expected);
  if (at - expected > CLOCK_TOLERANCE_MS + (window.openedMs === null ? LATEST_OPENING_MS : 0))
    return setAside('out-of-time');
  return change({
    ...end(at, 'rated', null),
    level: event.level as NonNullable<WindowRecord['level']>,
    afterMs: event.afterMs,
  });
}

function ended(
  window: WindowRecord,
  { at, kind }: Of<'expired' | 'cancelled' | 'missed'>,
  reason: MissedReason | null,
): Verdict {
  return change(end(takenAt(Date.parse(at), earliestEnd(window)), kind, reason));
}

const earliestEnd = ({ openedMs, issuedMs }: WindowRecord): number => openedMs ?? issuedMs;

function end(at: number, outcome: Outcome, reason: MissedReason | null): WindowChange {
  return { state: 'ended', endedMs: at, outcome, reason, provisional: false, dueMs: null };
}

/** A joining issuance gives the full length again from `afterMs`, up to 120 s after the first opening (W3). */
export function joined(window: WindowRecord, afterMs: number | undefined): WindowChange {
  if (afterMs === undefined || window.openedMs === null || window.closesMs === null) return {};
  const closes = window.openedMs + Math.ceil(Math.min(afterMs + window.lengthMs, MAX_WINDOW_TOTAL_MS));
  return { closesMs: Math.max(window.closesMs, closes) };
}

/** The hub's verdict on a window whose box stays silent (W4); it yields to any later report. */
export function presume(
  window: WindowRecord,
  now: number,
  online: boolean,
  allVoided: boolean,
): WindowChange {
  const base = { state: 'ended', endedMs: now, provisional: true, dueMs: null } as const;
  if (window.state === 'open') return { ...base, outcome: 'missed', reason: 'interrupted' };
  if (allVoided) return { ...base, outcome: 'cancelled', reason: null };
  return { ...base, outcome: 'missed', reason: online ? 'box-fault' : 'box-offline' };
}

const change = (value: WindowChange): Verdict => ({ kind: 'change', change: value });
const setAside = (reason: SetAsideReason): Verdict => ({ kind: 'set-aside', reason });
