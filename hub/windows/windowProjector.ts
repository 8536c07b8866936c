import type { BoxEvent } from '#contract/events.js';
import type { Level } from '#contract/values.js';
import type { AlarmRaiser } from '../alarms/alarmRaiser.js';
import type { AlarmChange } from '../alarms/alarmRegister.js';
import type { BoxReports } from '../boxes/boxReports.js';
import type { WindowStore } from '../store/windowStore.js';
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
  readonly reports: BoxReports;
  readonly alarms: Pick<AlarmRaiser, 'rated' | 'followed'>;
}

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
        return this.judge(this.offered(event, box), event, box, nowMs);
      default:
        return this.judge(this.options.windows.byId(event.window), event, box, nowMs);
    }
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
      const { id, office, counter, visit } = window;
      const left =
        event.kind === 'opened' ? alarms.followed({ office, counter, window: id, visit }, nowMs) : [];
      return { windows: [id], alarms: left };
    }
    const change = { ...verdict.change, flagged: windows.hasVoided(window.id) };
    windows.update(window, change);
    const raised = alarms.rated({ ...window, ...change }, event.level as Level, nowMs);
    return { windows: [window.id], alarms: raised };
  }

  /** The window a box opened, made from its offer when the hub had forecast a join (W3). */
  private offered(event: Extract<BoxEvent, { kind: 'opened' }>, box: string): WindowRecord | undefined {
    const { windows } = this.options;
    const known = windows.byId(event.window);
    if (known !== undefined) return known;
    const issuance = windows.offeredAs(event.window);
    const forecast = issuance === undefined ? undefined : windows.byId(issuance.window);
    if (issuance === undefined || forecast === undefined || forecast.box !== box) return undefined;
    const record = offeredWindow(issuance, { lengthMs: event.lengthMs, box });
    windows.insert(record);
    windows.moveIssuance(issuance.id, record.id);
    return record;
  }

  private join(event: Extract<BoxEvent, { kind: 'joined' }>, box: string): Projection {
    const { windows } = this.options;
    const target = windows.byId(event.window);
    const issuance = windows.issuanceById(event.issuance);
    if (target === undefined || issuance === undefined || issuance.offered !== event.offered)
      return refuse('unknown-window');
    if (target.box !== box) return refuse('foreign-window');
    const offered = event.offered === target.id ? undefined : windows.byId(event.offered);
    if (offered !== undefined && hasBegun(offered)) return refuse('already-open');
    windows.moveIssuance(issuance.id, target.id);
    if (offered !== undefined) windows.dissolve(offered, target.id);
    windows.update(target, joined(target, event.afterMs));
    return { windows: offered === undefined ? [target.id] : [offered.id, target.id] };
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
