import type { Clock } from '#platform/clock.js';
import type { IdSource } from '#platform/identity.js';
import type { Access } from './access/access.js';
import type { AlarmDesks } from './alarmDesks.js';
import type { AlarmChange } from './alarms/alarmRegister.js';
import type { BackupDesk } from './backup/backupDesk.js';
import { barredBoxes } from './boxes/barredBox.js';
import { BoxDesk } from './boxes/boxDesk.js';
import type { BoxPapers } from './boxes/boxPapers.js';
import { EnrolmentDesk } from './boxes/enrolmentDesk.js';
import { RenewalDesk } from './boxes/renewalDesk.js';
import type { Broker } from './broker/broker.js';
import type { FileDesks } from './fileDesks.js';
import type { HealthDesk } from './health/healthDesk.js';
import { createHandlers } from './http/handlers.js';
import type { Handlers } from './http/operation.js';
import type { Ledgers } from './ingest/ledgers.js';
import type { BoxWatch } from './live/boxWatch.js';
import type { OfficeBoard } from './live/officeBoard.js';
import { ExclusionDesk } from './records/exclusionDesk.js';
import { ViewJournal } from './records/viewJournal.js';
import type { Analyst } from './statistics/analyst.js';
import type { AlarmRecord } from './store/alarmStore.js';
import type { GroupWriter } from './store/groupWriter.js';
import type { SiteStore } from './store/siteStore.js';
import type { Stores } from './store/stores.js';
import type { BoxLine } from './windows/boxLine.js';
import { IssuanceDesk } from './windows/issuanceDesk.js';

/** What several parts of the hub use. */
export interface Shared {
  readonly access: Access;
  readonly stores: Stores;
  readonly writer: GroupWriter;
  readonly ledgers: Ledgers;
  readonly watch: BoxWatch;
  readonly board: OfficeBoard;
  readonly line: BoxLine;
  readonly papers: BoxPapers;
  readonly listensAt: (box: string) => string | undefined;
  readonly alarms: AlarmDesks;
  readonly health: HealthDesk;
  readonly backups: BackupDesk;
  readonly alarmsChanged: (changes: readonly AlarmChange[]) => void;
  readonly windowChanged: (window: string) => void;
  readonly isOnline: (box: string) => boolean;
  readonly maxAgeOf: (box: string) => number;
}

interface DeskParts {
  readonly analyst: Analyst;
  readonly sites: SiteStore;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** The desks at which people and programs ask the hub for something, behind the operations of the contract. */
export function assembleHandlers(
  shared: Shared,
  { reports, openData, imports }: FileDesks,
  { analyst, sites, broker, clock, ids }: DeskParts,
): Handlers {
  const { access, stores, watch, board, line, alarms, health, backups, windowChanged, ...rest } = shared;
  const desk = { ...stores, ...rest, sites, clock, line };
  const moved = (box: string, from: string | undefined): void => board.boxMoved(box, from);
  return createHandlers({
    ...stores,
    access,
    issuances: new IssuanceDesk({ ...desk, alarms: alarms.raiser, ids, changed: windowChanged }),
    alarmDesk: alarms.desk,
    alarmPlans: alarms.plans,
    signals: alarms.signals,
    cases: alarms.cases,
    boxDesk: new BoxDesk({
      ...{ ...desk, moved },
      changed: (box) => board.boxChanged(box),
      cut: (box) => broker.cut(box),
      revoked: (box) => broker.bar(box),
    }),
    enrolment: new EnrolmentDesk({
      ...{ ...desk, moved },
      mqtt: () => broker.address,
      admitted: (box) => broker.admit(box),
    }),
    renewal: new RenewalDesk({ ...desk, barOf: barredBoxes(stores.enrolments, stores.certificates) }),
    exclusions: new ExclusionDesk({ ...desk, changed: windowChanged }),
    views: new ViewJournal(desk),
    analyst,
    reports,
    openData,
    imports,
    health,
    backups,
    boxes: watch,
    board,
    sites,
  });
}

/** The box may ask the citizen to wait, if it still stands in front of them (W11). */
export function tellBox(alarm: AlarmRecord, { stores, line, isOnline }: Shared, sites: SiteStore): void {
  const window = alarm.window === null ? undefined : stores.windows.byId(alarm.window);
  if (window === undefined || window.box === null) return;
  if (isOnline(window.box) && sites.places.stands(window.box, window.office, window.counter))
    line.acknowledged(window.box, window.id);
}
