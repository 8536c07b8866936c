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
 * The earliest time at which a window can have opened. An issuance that lies ahead was stamped before the hub's clock was set
 * back: then its box, which keeps the hub's time, rightly opened before it, and a while may have passed until it was heard.
 */
const earliestOpening = ({ issuedMs }: WindowRecord, nowMs: number): number =>
  issuedMs > nowMs ? nowMs - LATEST_OPENING_MS : issuedMs;

/** After the longest possible window the hub stops waiting for the end's report. */
export const REPORT_GRACE_MS = 15_000;

/**
 * What a box's report does to a window: a change, or nothing with the reason it is kept aside (D7). The
 * hub's provisional verdict always yields to the box, and a final outcome never changes (W4). `nowMs`: the hub's clock.
 */
export function judge(
  window: WindowRecord | undefined,
  event: WindowEvent,
  box: string,
  nowMs: number,
): Verdict {
  if (window === undefined) return setAside('unknown-window');
  if (window.box !== box) return setAside('foreign-window');
  const final = window.state === 'ended' && !window.provisional;
  if (event.kind === 'opened')
    return final || window.openedMs !== null ? reopened(window, event) : opened(window, event, nowMs);
  if (event.kind === 'extended') return extended(window, event);
  if (final) return setAside('already-ended');
  switch (event.kind) {
    case 'rated':
      return rated(window, event, nowMs);
    case 'expired':
      return ended(event.at, 'expired', null);
    case 'cancelled':
      return ended(event.at, 'cancelled', null);
    case 'missed':
      return ended(event.at, 'missed', event.reason);
  }
}

type Of<K extends WindowEvent['kind']> = Extract<WindowEvent, { kind: K }>;

function opened(window: WindowRecord, event: Of<'opened'>, nowMs: number): Verdict {
  const at = Date.parse(event.at);
  if (at < earliestOpening(window, nowMs) - CLOCK_TOLERANCE_MS || at > window.issuedMs + LATEST_OPENING_MS)
    return setAside('out-of-time');
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
  return change({ openedMs: Date.parse(event.at), lengthMs: event.lengthMs });
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

function rated(window: WindowRecord, event: Of<'rated'>, nowMs: number): Verdict {
  const at = Date.parse(event.at);
  const allowed =
    window.openedMs === null || window.closesMs === null
      ? MAX_WINDOW_OPEN_MS
      : window.closesMs - window.openedMs;
  if (event.afterMs > allowed) return setAside('after-closing');
  const start = window.openedMs ?? Math.min(window.issuedMs, nowMs);
  const drift = Math.abs(at - start - event.afterMs);
  if (drift > CLOCK_TOLERANCE_MS + (window.openedMs === null ? LATEST_OPENING_MS : 0))
    return setAside('out-of-time');
  return change({
    ...end(at, 'rated', null),
    level: event.level as NonNullable<WindowRecord['level']>,
    afterMs: event.afterMs,
  });
}

function ended(at: string, outcome: Outcome, reason: MissedReason | null): Verdict {
  return change(end(Date.parse(at), outcome, reason));
}

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
