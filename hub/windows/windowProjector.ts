import { type BoxEvent, boxEvent } from '#contract/events.js';
import { WINDOW_MS } from '#contract/limits.js';
import type { Level } from '#contract/values.js';
import type { AlarmRaiser } from '../alarms/alarmRaiser.js';
import type { AlarmChange } from '../alarms/alarmRegister.js';
import type { BoxReports } from '../boxes/boxReports.js';
import type { EventStore } from '../store/eventStore.js';
import type { WindowStore } from '../store/windowStore.js';
import type { Rebuilt, Unknown, WindowRebuilder } from './windowRebuilder.js';
import type { IssuanceRecord, WindowRecord } from './windowRecord.js';
import { joined, judge, type SetAsideReason, type WindowEvent } from './windowRules.js';

/** What an event changed, for whoever shows it. */
export interface Projection {
  readonly windows: readonly string[];
  readonly alarms?: readonly AlarmChange[];
  /** The box's own figures changed. */
  readonly box?: boolean;
  readonly setAside?: SetAsideReason;
}

export interface WindowProjectorOptions {
  readonly windows: WindowStore;
  readonly events: Pick<EventStore, 'takeSetAside' | 'setAside'>;
  readonly reports: BoxReports;
  readonly alarms: Pick<AlarmRaiser, 'rated' | 'followed'>;
  readonly rebuilder: WindowRebuilder;
  /** When this hub was restored from a backup, if it was. */
  readonly restoredMs: number | undefined;
}

type Opened = Extract<BoxEvent, { kind: 'opened' }>;
type Missed = Extract<BoxEvent, { kind: 'missed' }>;
type Joined = Extract<BoxEvent, { kind: 'joined' }>;

const ABOUT_BOX: Projection = { windows: [], box: true };
const refuse = (reason: SetAsideReason): Projection => ({ windows: [], setAside: reason });

/**
 * Turns a stored event into the state of windows, alarms and boxes. Runs inside the transaction that stores
 * the event, so the two can never disagree (D1–D3, D7).
 */
export class WindowProjector {
  constructor(private readonly options: WindowProjectorOptions) {}

  apply(event: BoxEvent, box: string, nowMs: number): Projection {
    switch (event.kind) {
      case 'joined':
        return this.join(event, box);
      case 'presses':
        return this.countPresses(event, box);
      case 'fault':
      case 'self-test':
      case 'outbox-replaced':
        this.options.reports.note(event, box);
        return ABOUT_BOX;
      case 'opened':
      case 'missed':
        return this.answerOffer(event, box, nowMs);
      default:
        return this.judge(this.options.windows.byId(event.window), event, box, nowMs);
    }
  }

  /** The first the hub hears of an offer; a hub that lost it has it made anew. */
  private answerOffer(event: Opened | Missed, box: string, nowMs: number): Projection {
    const known = this.offered(event, box, nowMs);
    if (known !== undefined) return this.judge(known, event, box, nowMs);
    const rebuilt = this.rebuild(event, { box, window: event.window });
    if (rebuilt.kind === 'refused') return refuse(rebuilt.reason);
    if (rebuilt.kind === 'known') return refuse('docket/contradicts');
    const { issuance } = rebuilt;
    const lengthMs = event.kind === 'opened' ? event.lengthMs : WINDOW_MS.default;
    const window = offeredWindow(issuance, { lengthMs, box });
    const verdict = judge(window, event, box);
    if (verdict.kind === 'set-aside') return refuse(verdict.reason);
    const { windows, rebuilder } = this.options;
    rebuilder.store(issuance);
    windows.insert(window);
    return this.makeUp(window, this.judge(window, event, box, nowMs), nowMs);
  }

  /** What the box had reported of the window before the hub knew it again is counted after all. */
  private makeUp({ id, box }: WindowRecord, first: Projection, nowMs: number): Projection {
    if (box === null) return first;
    const { events } = this.options;
    const late = events.takeSetAside(box, id).map((kept) => ({ kept, event: boxEvent.decode(kept.payload) }));
    late.sort((one, other) => one.event.seq - other.event.seq);
    return late.reduce((sum, { kept, event }) => {
      const next = this.apply(withoutIdle(event), box, nowMs);
      if (next.setAside === undefined) return both(sum, next);
      events.setAside({ ...kept, reason: next.setAside });
      return sum;
    }, first);
  }

  private rebuild(
    { docket, ...event }: { readonly docket?: string; readonly issuance?: string },
    offer: Pick<Unknown, 'box' | 'window'>,
  ): Rebuilt {
    return this.options.rebuilder.rebuild({
      ...offer,
      ...(event.issuance === undefined ? {} : { issuance: event.issuance }),
      ...(docket === undefined ? {} : { docket }),
    });
  }

  private judge(
    window: WindowRecord | undefined,
    event: WindowEvent,
    box: string,
    nowMs: number,
  ): Projection {
    const verdict = judge(window, event, box);
    if (verdict.kind === 'set-aside' || window === undefined) {
      return refuse(verdict.kind === 'set-aside' ? verdict.reason : 'unknown-window');
    }
    const { windows, alarms } = this.options;
    if (event.kind !== 'rated') {
      windows.update(window, verdict.change);
      if (event.kind === 'cancelled') this.voidLost(window.id, Date.parse(event.at));
      const { id, office, counter, visit } = window;
      const opensNow = event.kind === 'opened' && !windows.hasFollower(window);
      const left = opensNow ? alarms.followed({ office, counter, window: id, visit }, nowMs) : [];
      return { windows: [id], alarms: left };
    }
    const change = { ...verdict.change, flagged: windows.hasVoided(window.id) };
    windows.update(window, change);
    const raised = alarms.rated({ ...window, ...change }, event.level as Level, nowMs);
    return { windows: [window.id], alarms: raised };
  }

  /** A box cancels only when every document was voided; a hub that was restored has lost those voids. */
  private voidLost(window: string, atMs: number): void {
    const { windows, restoredMs } = this.options;
    if (restoredMs === undefined) return;
    for (const { id, voidedMs, receivedMs } of windows.issuancesOf(window))
      if (voidedMs === null && receivedMs < restoredMs) windows.voidIssuance(id, atMs);
  }

  /** The window a box opened or missed, made from its offer when the hub had forecast a join (W3). */
  private offered(event: Opened | Missed, box: string, nowMs: number): WindowRecord | undefined {
    const { windows } = this.options;
    const known = windows.byId(event.window);
    if (known !== undefined) return known;
    const issuance = windows.offeredAs(event.window);
    const forecast = issuance === undefined ? undefined : windows.byId(issuance.window);
    if (issuance === undefined || forecast === undefined || forecast.box !== box) return undefined;
    const lengthMs = event.kind === 'opened' ? event.lengthMs : forecast.lengthMs;
    // Due at once, so that it ends even if what the box reports is refused (W4).
    const record = { ...offeredWindow(issuance, { lengthMs, box }), dueMs: nowMs };
    windows.insert(record);
    windows.moveIssuance(issuance.id, record.id);
    this.flagAnew(forecast);
    return record;
  }

  /** A rating is flagged as long as a voided document belongs to its window (W4), which a moved one may have changed. */
  private flagAnew(window: WindowRecord): void {
    const { windows } = this.options;
    const flagged = windows.hasVoided(window.id);
    if (window.outcome === 'rated' && window.flagged !== flagged) windows.update(window, { flagged });
  }

  private join(event: Joined, box: string): Projection {
    const { windows } = this.options;
    const target = windows.byId(event.window);
    if (target === undefined) return refuse('unknown-window');
    if (target.box !== box) return refuse('foreign-window');
    const issuance = windows.issuanceById(event.issuance);
    if (issuance === undefined) return this.joinAnew(event, target, box);
    if (issuance.offered !== event.offered) return refuse('unknown-window');
    const offered = event.offered === target.id ? undefined : windows.byId(event.offered);
    if (offered !== undefined && hasBegun(offered)) return refuse('already-open');
    windows.moveIssuance(issuance.id, target.id);
    if (offered !== undefined) windows.dissolve(offered, target.id);
    this.flagAnew(target);
    windows.update(windows.byId(target.id) ?? target, joined(target, event.afterMs));
    return { windows: offered === undefined ? [target.id] : [offered.id, target.id] };
  }

  private joinAnew(event: Joined, target: WindowRecord, box: string): Projection {
    const rebuilt = this.rebuild(event, { box, window: event.offered });
    if (rebuilt.kind === 'refused') return refuse(rebuilt.reason);
    const { windows, rebuilder } = this.options;
    if (rebuilt.kind === 'issuance') {
      if (rebuilt.issuance.office !== target.office) return refuse('docket/contradicts');
      rebuilder.store({ ...rebuilt.issuance, window: target.id });
    }
    windows.update(target, joined(target, event.afterMs));
    return { windows: [target.id] };
  }

  private countPresses(event: Extract<BoxEvent, { kind: 'presses' }>, box: string): Projection {
    const { windows, reports } = this.options;
    const { idle } = event;
    if (idle !== undefined) reports.countIdle(idle, box);
    if (event.window === undefined || event.extra === undefined) return ABOUT_BOX;
    const window = windows.byId(event.window);
    if (window === undefined) return refuse('unknown-window');
    if (window.box !== box) return refuse('foreign-window');
    windows.update(window, { extraPresses: window.extraPresses + event.extra });
    return { windows: [window.id], box: idle !== undefined };
  }
}

/** Presses outside windows were counted when the event came. */
function withoutIdle(event: BoxEvent): BoxEvent {
  if (event.kind !== 'presses') return event;
  const { idle: _counted, ...rest } = event;
  return rest;
}

const both = (one: Projection, other: Projection): Projection => ({
  windows: [...new Set([...one.windows, ...other.windows])],
  alarms: [...(one.alarms ?? []), ...(other.alarms ?? [])],
  box: one.box === true || other.box === true,
});

/** The box opened it, or reported its end before its opening; such a window keeps its outcome and joins no other. */
const hasBegun = ({ openedMs, state, provisional }: WindowRecord): boolean =>
  openedMs !== null || (state === 'ended' && !provisional);

/** The window an issuance is offered with, before anything has happened to it. */
export function offeredWindow(
  issuance: IssuanceRecord,
  place: Pick<WindowRecord, 'lengthMs' | 'box'>,
): WindowRecord {
  const { office, counter, clerk, kind, service, visit, issuedMs } = issuance;
  return {
    id: issuance.offered,
    office,
    counter,
    clerk,
    kind,
    service,
    visit,
    issuedMs,
    lengthMs: place.lengthMs,
    box: place.box,
    state: 'pending',
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
    dueMs: null,
  };
}
