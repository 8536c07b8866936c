import type { AlarmView, ShelfView } from '#contract/alarms.js';
import type { BodyOf, ParamsOf, QueryOf, ResultOf } from '#contract/api.js';
import { momentOf } from '#contract/values.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { CaseOpener } from '../cases/caseOpener.js';
import type { AlarmsPort } from '../http/deskPorts.js';
import type { AlarmList, AlarmPlace } from '../store/alarmLists.js';
import type { AlarmRecord, AlarmStore } from '../store/alarmStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import type { Closing } from './alarmMachine.js';
import { unknownAlarm } from './alarmRefusals.js';
import type { AlarmChange, AlarmRegister } from './alarmRegister.js';
import { type AlarmViews, stepView } from './alarmViews.js';
import { closingText } from './closingText.js';
import { isFlood } from './floodGuard.js';
import type { ShelfDesk } from './shelfDesk.js';

export interface AlarmDeskOptions {
  readonly alarms: AlarmStore;
  readonly list: AlarmList;
  readonly register: AlarmRegister;
  readonly views: AlarmViews;
  readonly shelves: ShelfDesk;
  readonly cases: CaseOpener;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  /** Called after the commit. */
  readonly changed: (changes: readonly AlarmChange[]) => void;
  /** Called after the commit for each alarm that was taken. */
  readonly taken: (alarm: AlarmRecord) => void;
}

const DEFAULT_LIMIT = 100;

/** What supervisors do with alarms. Each deed, its step and its entry in the journal are one transaction. */
export class AlarmDesk implements AlarmsPort {
  constructor(private readonly options: AlarmDeskOptions) {}

  /** Newest first. */
  list({ office, state, source, from, to, limit, after }: QueryOf<'alarms'>): ResultOf<'alarms'> {
    const { list, views } = this.options;
    const most = limit ?? DEFAULT_LIMIT;
    const places = list.places({
      ...(office === undefined ? {} : { office }),
      ...(state === undefined ? {} : { state }),
      ...(source === undefined ? {} : { source }),
      ...(from === undefined ? {} : { fromMs: momentOf(from) }),
      ...(to === undefined ? {} : { toMs: momentOf(to) }),
      ...(after === undefined ? {} : { after: placeOf(after) }),
      limit: most + 1,
    });
    const last = places.length > most ? places[most - 1] : undefined;
    const items = places
      .slice(0, most)
      .map(({ id }) => views.byId(id))
      .filter((view) => view !== undefined);
    return { items, ...(last === undefined ? {} : { next: `${last.raisedMs}-${last.id}` }) };
  }

  /** Oldest first. Throws `CodedError` `alarm/unknown`. */
  steps(id: string): ResultOf<'alarmSteps'> {
    const { alarms } = this.options;
    if (alarms.byId(id) === undefined) throw unknownAlarm(id);
    return { items: alarms.steps(id).map(stepView) };
  }

  /**
   * Takes an alarm in a person's name, durably. The first wins: throws `CodedError` `alarm/already-acknowledged` naming
   * who it was, or `alarm/unknown`, `alarm/foreign-office`, `alarm/departed`, `alarm/closed`, `store/commit-failed`.
   */
  async acknowledge(id: string, { by, office }: BodyOf<'acknowledgeAlarm'>): Promise<AlarmView> {
    const { register, writer, clock, changed, taken } = this.options;
    const { alarm, changes } = await writer.write(() => {
      const now = clock.wall();
      const before = this.find(id, office);
      const steps = register.apply(before, { kind: 'acknowledge', by }, now);
      this.journal(before, { atMs: now, by, action: 'alarm/acknowledged', detail: null });
      return { alarm: before, changes: steps };
    });
    changed(changes);
    taken(alarm);
    return this.view(id);
  }

  /**
   * Says what came of an alarm; a complaint becomes a case, and the alarm of a flood takes along what was held back.
   * Throws `CodedError` `alarm/unknown`, `alarm/foreign-office`, `alarm/not-acknowledged`, `alarm/closed`,
   * `alarm/not-a-rating`, `store/commit-failed`.
   */
  async close(id: string, { office, remark, ...request }: BodyOf<'closeAlarm'>): Promise<AlarmView> {
    const { writer, clock, changed } = this.options;
    const said = { ...request, remark: remark ?? null };
    changed(await writer.write(() => this.closeOne(this.find(id, office), said, clock.wall())));
    return this.view(id);
  }

  /** Throws `CodedError` `alarm/unknown`, `alarm/foreign-office`, `alarm/closed` and what `ShelfDesk.shelve` throws. */
  shelve(id: string, { office, ...request }: BodyOf<'shelveAlarm'>): Promise<ShelfView> {
    return this.options.shelves.shelve(() => {
      const alarm = this.find(id, office);
      if (alarm.state === 'closed')
        throw new CodedError('alarm/closed', `alarm ${id} was closed already; expected one that lasts`);
      return alarm;
    }, request);
  }

  unshelve({ office, counter }: ParamsOf<'unshelve'>, by: string): Promise<ShelfView> {
    return this.options.shelves.unshelve(office, counter, by);
  }

  private closeOne(
    alarm: AlarmRecord,
    { by, ...said }: Closing & { by: string },
    nowMs: number,
  ): AlarmChange[] {
    const { alarms, register, cases } = this.options;
    const event = { kind: 'close', by, ...said } as const;
    const changes = register.apply(alarm, event, nowMs);
    const closed = alarms.byId(alarm.id);
    if (said.outcome === 'complaint' && closed !== undefined) cases.open(closed, by, nowMs);
    const held = this.heldBackBy(alarm);
    const along = held.flatMap((one) => register.apply(one, event, nowMs));
    this.journal(alarm, { atMs: nowMs, by, action: 'alarm/closed', detail: closingText(said, held.length) });
    return [...changes, ...along];
  }

  private heldBackBy({ office, counter, condition }: AlarmRecord): AlarmRecord[] {
    return counter !== null && condition !== null && isFlood(condition)
      ? this.options.alarms.heldBack(office, counter)
      : [];
  }

  private find(id: string, office: string | undefined): AlarmRecord {
    const alarm = this.options.alarms.byId(id);
    if (alarm === undefined) throw unknownAlarm(id);
    if (office !== undefined && office !== alarm.office) {
      throw new CodedError(
        'alarm/foreign-office',
        `alarm ${id} is of office ${alarm.office}; expected one of office ${office}`,
      );
    }
    return alarm;
  }

  private journal(
    { id, office }: AlarmRecord,
    deed: { atMs: number; by: string; action: string; detail: string | null },
  ): void {
    this.options.journal.append({ ...deed, office, subject: id });
  }

  private view(id: string): AlarmView {
    const view = this.options.views.byId(id);
    if (view === undefined) throw unknownAlarm(id);
    return view;
  }
}

/** A cursor as given out before; one that is none points to the end of the list. */
function placeOf(cursor: string): AlarmPlace {
  const dash = cursor.indexOf('-');
  const raisedMs = Number(cursor.slice(0, dash));
  return { raisedMs: Number.isFinite(raisedMs) ? raisedMs : 0, id: cursor.slice(dash + 1) };
}
