import { DEFAULT_ALARM_SETTINGS } from '#contract/alarms.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { CellLedger } from '../../hub/store/aggregates/cellLedger.js';
import { AlarmSettingsStore } from '../../hub/store/alarmSettingsStore.js';
import { ExclusionStore } from '../../hub/store/exclusionStore.js';
import { type Deed, JournalStore } from '../../hub/store/journalStore.js';
import { type Site, SiteStore } from '../../hub/store/siteStore.js';
import { type LoadedWindow, loadWindows } from '../../hub/store/windowLoader.js';
import { dayNumber } from './calendar.js';
import { type HistoryOptions, pastWindows } from './history.js';
import { loadAlarms } from './loadAlarms.js';
import type { PastWindow } from './pastWindow.js';
import { Staff } from './staff.js';

/** Told now and then how many windows there are, and which share of the time they cover. */
export type Progress = (windows: number, share: number) => void;

export interface HistoryLoad extends HistoryOptions {
  readonly site: Site;
  /** Keeps the cells right while loading; without it they are due to be counted anew, which is quicker for millions. */
  readonly cells?: CellLedger;
  readonly progress?: Progress;
}

const TELL_EVERY = 10_000;

/** Marks what no box has reported; `rating-hub verify` counts it apart. */
const SIMULATED = 'simulated';

/**
 * Stores a history as the hub would have it: windows and documents, boxes where they stood from its beginning, who is
 * called, alarms with their steps, cases, exclusions, and the journal of what people did. Runs in the caller's
 * transaction. Returns how many windows it has.
 */
export function loadHistory(db: Sqlite, load: HistoryLoad): number {
  new SiteStore(db).apply(load.site, load.fromMs);
  const later: PastWindow[] = [];
  const windows = loadWindows(db, rowsOf(load, later), load.cells);
  journal(db, [
    given(load),
    ...loadChains(db, load),
    ...loadAlarms(db, later, load.seed),
    ...loadExclusions(db, later),
  ]);
  return windows;
}

/** `later` gathers those of which there is more to store. */
function* rowsOf(load: HistoryLoad, later: PastWindow[]): Generator<LoadedWindow> {
  const { fromMs, untilMs, progress } = load;
  let windows = 0;
  for (const past of pastWindows(load)) {
    if (past.alarm !== null || past.exclusion !== null) later.push(past);
    if (++windows % TELL_EVERY === 0) progress?.(windows, (past.issuedMs - fromMs) / (untilMs - fromMs));
    yield loaded(past);
  }
}

/** Written out field by field, because to spread millions of records takes minutes. */
function loaded(past: PastWindow): LoadedWindow {
  const { id, office, counter, clerk, kind, service, issuedMs, issuance } = past;
  return {
    window: {
      id,
      office,
      counter,
      clerk,
      kind,
      service,
      issuedMs,
      visit: null,
      box: past.box,
      state: 'ended',
      lengthMs: past.lengthMs,
      openedMs: past.openedMs,
      closesMs: past.closesMs,
      endedMs: past.endedMs,
      outcome: past.outcome,
      reason: past.reason,
      provisional: false,
      level: past.level,
      afterMs: past.afterMs,
      extraPresses: past.extraPresses,
      extended: past.extended,
      flagged: past.flagged,
      excluded: past.exclusion !== null,
      source: SIMULATED,
      dueMs: null,
    },
    issuance: {
      id: issuance.id,
      office,
      counter,
      clerk,
      kind,
      service,
      issuedMs,
      number: issuance.number,
      voidedMs: issuance.voidedMs,
      visit: null,
      receivedMs: issuedMs,
      offered: id,
      window: id,
    },
  };
}

/** The journal says itself that this past was made. */
const given = ({ fromMs }: HistoryLoad): Deed => ({
  ...{ atMs: fromMs, by: 'rating-sim', action: 'history/given', office: null, subject: SIMULATED },
  detail: null,
});

/** Each office decided at the beginning whom its alarms call (A3). */
function loadChains(db: Sqlite, { site, fromMs, untilMs }: HistoryLoad): Deed[] {
  const store = new AlarmSettingsStore(db);
  return site.offices.map(({ id: office, counters }, index) => {
    const people = new Staff(index, counters.length, dayNumber(untilMs)).supervisors();
    const settings = { ...DEFAULT_ALARM_SETTINGS, chain: people.map((person) => ({ person, duty: [] })) };
    store.set(office, settings);
    const detail = JSON.stringify(settings);
    return {
      ...{ atMs: fromMs, by: people.at(-1) ?? '', action: 'alarm-settings/changed', office, subject: office },
      detail,
    };
  });
}

function loadExclusions(db: Sqlite, windows: readonly PastWindow[]): Deed[] {
  const exclusions = new ExclusionStore(db);
  return windows.flatMap(({ id: window, office, exclusion }) => {
    if (exclusion === null) return [];
    exclusions.insert({ window, ...exclusion });
    const { atMs, by, reason } = exclusion;
    return [{ atMs, by, action: 'rating/excluded', office, subject: window, detail: reason }];
  });
}

/** In the order in which it was done. */
function journal(db: Sqlite, deeds: Deed[]): void {
  const store = new JournalStore(db);
  for (const deed of deeds.sort((one, other) => one.atMs - other.atMs)) store.append(deed);
}
