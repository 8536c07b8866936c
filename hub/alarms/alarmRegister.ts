import type { AlarmStepName } from '#contract/alarms.js';
import type { IdSource } from '#platform/identity.js';
import type { AlarmRecord, AlarmStore } from '../store/alarmStore.js';
import { type AlarmEvent, type AlarmLife, nextAlarm } from './alarmMachine.js';
import type { AlarmPlans } from './alarmPlans.js';
import { alarmRefused } from './alarmRefusals.js';
import { type CallPlan, type CallsMade, callsDue, nextCallMs } from './escalation.js';
import { isFlood } from './floodGuard.js';

/** A step that an alarm took; told to those who watch once it is durable. */
export interface AlarmChange {
  readonly alarm: string;
  readonly step: AlarmStepName;
}

/** What an alarm is about, before it has a life. */
export type NewAlarm = Pick<
  AlarmRecord,
  'source' | 'office' | 'counter' | 'window' | 'level' | 'priority' | 'condition' | 'facts'
> & { readonly isolated?: boolean };

export interface AlarmRegisterOptions {
  readonly alarms: AlarmStore;
  readonly plans: Pick<AlarmPlans, 'settingsOf' | 'presentAt'>;
  readonly ids: IdSource;
}

/**
 * Carries alarms through their life in the database. Everything here runs inside a transaction, writes the present and the
 * step that led to it together, and answers with the steps, to be told after the commit.
 */
export class AlarmRegister {
  constructor(private readonly options: AlarmRegisterOptions) {}

  /** `gone`: the citizen has left already, so nobody is called. */
  raise(facts: NewAlarm, gone: boolean, nowMs: number): AlarmChange[] {
    const { alarms, ids } = this.options;
    const departed = gone && facts.source === 'rating';
    const alarm: AlarmRecord = {
      isolated: false,
      ...facts,
      id: ids.uuid(),
      state: departed ? 'departed' : 'unacknowledged',
      raisedMs: nowMs,
      departedMs: departed ? nowMs : null,
      ...UNTOUCHED,
    };
    alarms.insert(alarm);
    const raised = this.note(alarm.id, 'raised', nowMs);
    if (departed) return [raised, this.note(alarm.id, 'departed', nowMs)];
    return [raised, ...this.call(alarm, nowMs, nowMs)];
  }

  /**
   * Does what the clock has to do with an alarm by now: whoever's turn has come is called, and then a citizen whose time is
   * over has left. After an outage it makes up for every moment at once.
   */
  attend(id: string, nowMs: number): AlarmChange[] {
    const alarm = this.options.alarms.byId(id);
    if (alarm === undefined || alarm.dueMs === null || alarm.dueMs > nowMs) return [];
    const departsMs = this.departsMs(alarm);
    const calls = this.call(alarm, Math.min(nowMs, departsMs), nowMs);
    return departsMs > nowMs ? calls : [...calls, ...this.apply(alarm, { kind: 'depart' }, nowMs)];
  }

  /** The citizen has left; whose turn had come by then is called first. */
  depart(alarm: AlarmRecord, nowMs: number): AlarmChange[] {
    const calls = this.call(alarm, Math.min(nowMs, this.departsMs(alarm)), nowMs);
    return [...calls, ...this.apply(alarm, { kind: 'depart' }, nowMs)];
  }

  /** Throws `CodedError` with the machine's code where a person asks for what cannot be. */
  apply(alarm: AlarmRecord, event: AlarmEvent, nowMs: number): AlarmChange[] {
    const verdict = nextAlarm(lifeOf(alarm), event);
    if (verdict.kind === 'refused') throw alarmRefused(alarm.id, verdict);
    if (verdict.kind === 'nothing') return [];
    this.options.alarms.update(alarm.id, changeOf(alarm, event, nowMs));
    return [this.note(alarm.id, verdict.step, nowMs, personOf(event), detailOf(event))];
  }

  private call(alarm: AlarmRecord, untilMs: number, nowMs: number): AlarmChange[] {
    if (alarm.state !== 'unacknowledged') return [];
    const plan = this.planOf(alarm, nowMs);
    const made = {
      raisedMs: alarm.raisedMs,
      moments: alarm.rung,
      called: this.options.alarms.called(alarm.id),
    };
    const { calls, moments } = callsDue(plan, made, untilMs);
    const changes = calls.flatMap((person) => this.apply(alarm, { kind: 'call', person }, nowMs));
    this.options.alarms.update(alarm.id, {
      rung: moments,
      dueMs: this.dueMs(alarm, plan, { ...made, moments, called: [...made.called, ...calls] }),
    });
    return changes;
  }

  /** Equipment is called for once through the chain: nobody is woken again and again for a box. */
  private planOf({ office, priority }: AlarmRecord, nowMs: number): CallPlan {
    const { plans } = this.options;
    const { chain, escalateAfterMs } = plans.settingsOf(office);
    return {
      escalateAfterMs,
      present: plans.presentAt(office, nowMs),
      repeats: priority !== 'low' && chain.length > 0,
    };
  }

  private dueMs(alarm: AlarmRecord, plan: CallPlan, made: CallsMade): number | null {
    const due = Math.min(this.departsMs(alarm), nextCallMs(plan, made) ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(due) ? due : null;
  }

  /** Only citizens leave; infinite for everything else. */
  private departsMs({ source, office, raisedMs }: AlarmRecord): number {
    if (source !== 'rating') return Number.POSITIVE_INFINITY;
    return raisedMs + this.options.plans.settingsOf(office).departAfterMs;
  }

  private note(
    alarm: string,
    step: AlarmStepName,
    atMs: number,
    by: string | null = null,
    detail: string | null = null,
  ): AlarmChange {
    this.options.alarms.addStep({ alarm, atMs, step, by, detail });
    return { alarm, step };
  }
}

const UNTOUCHED = {
  acknowledgedMs: null,
  acknowledgedBy: null,
  closedMs: null,
  closedBy: null,
  outcome: null,
  cause: null,
  remark: null,
  rung: 0,
  dueMs: null,
} as const;

function lifeOf({ state, source, acknowledgedBy, closedBy }: AlarmRecord): AlarmLife {
  switch (state) {
    case 'acknowledged':
      return { state, source, by: acknowledgedBy ?? '' };
    case 'closed':
      return { state, source, by: closedBy };
    default:
      return { state, source };
  }
}

/** What an event that is a step writes. */
function changeOf(alarm: AlarmRecord, event: AlarmEvent, nowMs: number): Partial<AlarmRecord> {
  switch (event.kind) {
    case 'acknowledge':
      return { state: 'acknowledged', acknowledgedMs: nowMs, acknowledgedBy: event.by, dueMs: null };
    case 'depart':
      return { state: 'departed', departedMs: nowMs, dueMs: null };
    case 'close': {
      const { by, outcome, cause, remark } = event;
      const over = { state: 'closed', closedMs: nowMs, dueMs: null } as const;
      return {
        ...over,
        closedBy: by,
        outcome,
        cause,
        remark,
        ...(outlives(alarm) ? {} : { condition: null }),
      };
    }
    case 'pass':
      return {
        state: 'closed',
        closedMs: nowMs,
        dueMs: null,
        outcome: 'solved',
        cause: 'other',
        condition: null,
      };
    default:
      return {};
  }
}

/** Whether what raised it is watched, and goes on being so after a person has closed the alarm. */
const outlives = ({ source, condition }: AlarmRecord): boolean =>
  source === 'equipment' && condition !== null && !isFlood(condition);

function personOf(event: AlarmEvent): string | null {
  if (event.kind === 'call') return event.person;
  return 'by' in event ? event.by : null;
}

const detailOf = (event: AlarmEvent): string | null =>
  event.kind === 'close' ? `${event.outcome}/${event.cause}` : null;
