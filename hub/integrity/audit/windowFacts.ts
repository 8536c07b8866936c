import type { BoxEvent } from '#contract/events.js';
import { MAX_WINDOW_OPEN_MS } from '#contract/limits.js';
import type { AuditedWindow } from '../../store/auditStore.js';
import { takenAt } from '../../windows/windowRules.js';
import type { FindingCode } from './findings.js';

type Of<K extends BoxEvent['kind']> = Extract<BoxEvent, { kind: K }>;
export type Ending = Of<'rated' | 'expired' | 'cancelled' | 'missed'>;
type About = Ending | Of<'opened' | 'extended' | 'joined' | 'presses'>;

/** An event that was kept aside, and the reason that was given. */
export interface Aside {
  readonly event: BoxEvent;
  readonly box: string;
  readonly receivedMs: number;
  readonly reason: string;
  readonly where: string;
}

/** What the events of boxes say of one window. */
export interface WindowFacts {
  box: string | undefined;
  opened: { readonly at: number; readonly lengthMs: number; readonly receivedMs: number } | undefined;
  ending: Ending | undefined;
  extended: number;
  extraPresses: number;
  /** The first event, for a person to find it. */
  readonly where: string;
  /** Events that cannot all have counted. */
  uncounted: string | undefined;
  readonly asides: Aside[];
}

export const noFacts = (where: string): WindowFacts => ({
  box: undefined,
  opened: undefined,
  ending: undefined,
  extended: 0,
  extraPresses: 0,
  where,
  uncounted: undefined,
  asides: [],
});

/** Adds an event that was not kept aside. */
export function learn(
  facts: WindowFacts,
  event: About,
  box: string,
  receivedMs: number,
  where: string,
): void {
  if (facts.box !== undefined && facts.box !== box) facts.uncounted ??= where;
  facts.box ??= box;
  switch (event.kind) {
    case 'opened':
      if (facts.opened !== undefined) facts.uncounted ??= where;
      facts.opened ??= { at: Date.parse(event.at), lengthMs: event.lengthMs, receivedMs };
      break;
    case 'joined':
      break;
    case 'extended':
      facts.extended++;
      break;
    case 'presses':
      facts.extraPresses += event.extra ?? 0;
      break;
    default:
      if (facts.ending !== undefined) facts.uncounted ??= where;
      facts.ending ??= event;
  }
}

/** How a window of this hub contradicts what its box said of it. */
export function contradictions(window: AuditedWindow, facts: WindowFacts | undefined): FindingCode[] {
  const { opened, ending, extended = 0, extraPresses = 0 } = facts ?? {};
  const found: FindingCode[] = [...endingFaults(window, ending)];
  if (facts?.box !== undefined && facts.box !== window.box) found.push('window/box');
  if (
    opened === undefined
      ? window.openedMs !== null
      : !isTimeOf(window.openedMs, opened.at, [window.issuedMs]) || window.lengthMs !== opened.lengthMs
  )
    found.push('window/times');
  if (window.extended !== extended > 0) found.push('window/extended');
  if (window.extraPresses !== extraPresses) found.push('window/extra-presses');
  return found;
}

function endingFaults(window: AuditedWindow, ending: Ending | undefined): FindingCode[] {
  const { outcome, reason, provisional, level, afterMs, endedMs } = window;
  if (ending === undefined) {
    const presumed = outcome === null || provisional || (outcome === 'missed' && reason === 'no-box');
    return presumed && outcome !== 'rated' && level === null ? [] : ['window/no-event'];
  }
  if (provisional || outcome !== ending.kind) return ['window/outcome'];
  if (ending.kind === 'missed' && ending.reason !== reason) return ['window/outcome'];
  const found: FindingCode[] = [];
  if (level !== (ending.kind === 'rated' ? ending.level : null)) found.push('window/level');
  const rated = ending.kind === 'rated' ? ending.afterMs : null;
  const earliest = [window.issuedMs, ...(window.openedMs === null ? [] : [window.openedMs])];
  const expected = earliest.map((ms) => ms + Math.round(rated ?? 0));
  if (!isTimeOf(endedMs, Date.parse(ending.at), expected) || afterMs !== rated) found.push('window/times');
  return found;
}

/** What a box stamped, or, where that lies before all that was possible, the earliest that was. */
const isTimeOf = (storedMs: number | null, stampMs: number, earliestMs: readonly number[]): boolean =>
  storedMs === stampMs || earliestMs.some((ms) => storedMs === ms && takenAt(stampMs, ms) === ms);

const CLOCK_TOLERANCE_MS = 5_000;

/**
 * Whether the reason for which an event was kept aside can have held (D7), by what is known in the end. In doubt it can:
 * events may have come in another order.
 */
export function couldBeAside(
  { event, box, receivedMs, reason }: Aside,
  window: AuditedWindow | undefined,
  facts: WindowFacts,
): boolean {
  if (window === undefined) return true;
  switch (reason) {
    case 'unknown-window':
      return facts.opened !== undefined && facts.opened.receivedMs >= receivedMs;
    case 'foreign-window':
      return window.box !== box;
    case 'already-open':
      return event.kind === 'joined' || facts.opened !== undefined;
    case 'already-extended':
      return facts.extended > 0;
    case 'already-ended':
      return facts.ending !== undefined;
    case 'after-closing':
      return 'afterMs' in event && (event.afterMs ?? 0) > Math.min(window.lengthMs, MAX_WINDOW_OPEN_MS);
    case 'out-of-time':
      return isOutOfTime(event, window);
    default:
      return true;
  }
}

function isOutOfTime(event: BoxEvent, { issuedMs, openedMs }: AuditedWindow): boolean {
  const at = Date.parse(event.at);
  if (event.kind !== 'rated') return Math.abs(at - issuedMs) > CLOCK_TOLERANCE_MS;
  return Math.abs(at - (openedMs ?? issuedMs) - event.afterMs) > CLOCK_TOLERANCE_MS;
}
