import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WINDOW_MS } from '#contract/limits.js';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { checkSite } from '../../hub/site.js';
import { CellLedger } from '../../hub/store/aggregates/cellLedger.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { SiteStore } from '../../hub/store/siteStore.js';
import { WindowStore } from '../../hub/store/windowStore.js';
import { offeredWindow } from '../../hub/windows/windowProjector.js';
import type { IssuanceRecord, WindowRecord } from '../../hub/windows/windowRecord.js';
import type { PlannedBox, PlannedWindow } from './load/loadMessages.js';

const COUNTERS_PER_OFFICE = 200;
/** The windows were issued over this time, which ended when the hub came back. */
const OUTAGE_MS = 3_600_000;

/** Where a box stands: offices of 200 counters. */
interface Place {
  readonly office: string;
  readonly counter: string;
  readonly box: string;
}

export interface SeededOffice {
  readonly siteFile: string;
  readonly plan: readonly PlannedBox[];
}

export interface SeedOptions {
  /** The windows have been offered and nothing is known of them yet, as when a box is there all the time. */
  readonly asOnAnyDay?: boolean;
}

/**
 * A hub's directory and site with `windows` windows for each of `boxes` boxes, which the hub has presumed missed
 * because their boxes, which opened them, were cut off, if not told otherwise.
 */
export function seedHub(
  folder: string,
  boxes: number,
  windows: number,
  options: SeedOptions = {},
): SeededOffice {
  const places = Array.from({ length: boxes }, (_, index) => placeOf(index));
  const site = siteOf(places);
  const siteFile = join(folder, 'site.json');
  writeFileSync(siteFile, JSON.stringify(site));
  mkdirSync(join(folder, 'hub'), { recursive: true });
  const db = openSqlite(join(folder, 'hub', 'hub.db'), migrations);
  try {
    new SiteStore(db).apply(checkSite(site, siteFile), systemClock.wall());
    return { siteFile, plan: seedWindows(db, places, windows, options) };
  } finally {
    db.close();
  }
}

function seedWindows(
  db: Sqlite,
  places: readonly Place[],
  windows: number,
  { asOnAnyDay = false }: SeedOptions,
): PlannedBox[] {
  const cells = new CellLedger(db);
  const store = new WindowStore(db, cells);
  const now = systemClock.wall();
  const planned = places.map(({ office, box }) => ({ office, box, windows: [] as PlannedWindow[] }));
  db.transaction(() => {
    for (let turn = 0; turn < windows; turn++) {
      for (const [index, place] of places.entries()) {
        const share = (turn + index / places.length) / windows;
        const issuedMs = Math.round(now - 60_000 - OUTAGE_MS * (1 - share));
        const issuance = issuanceAt(place, turn, issuedMs);
        store.insertIssuance(issuance);
        const offered = offeredWindow(issuance, { lengthMs: WINDOW_MS.default, box: place.box });
        store.insert(asOnAnyDay ? offered : presumedMissed(offered));
        planned[index]?.windows.push({ window: issuance.offered, issuance: issuance.id, issuedMs });
      }
    }
    cells.save();
  })();
  return planned;
}

const presumedMissed = (window: WindowRecord): WindowRecord => ({
  ...window,
  state: 'ended',
  endedMs: window.issuedMs + 12_000,
  outcome: 'missed',
  reason: 'box-offline',
  provisional: true,
});

function issuanceAt({ office, counter }: Place, turn: number, issuedMs: number): IssuanceRecord {
  const offered = systemIds.uuid();
  return {
    id: systemIds.uuid(),
    office,
    kind: 'receipt',
    number: `${counter}-${turn}`,
    counter,
    clerk: `clerk-${counter}`,
    service: 'household',
    visit: null,
    issuedMs,
    receivedMs: issuedMs,
    voidedMs: null,
    offered,
    window: offered,
  };
}

function placeOf(index: number): Place {
  const office = `office-${Math.floor(index / COUNTERS_PER_OFFICE) + 1}`;
  return { office, counter: String((index % COUNTERS_PER_OFFICE) + 1), box: `box-${index + 1}` };
}

/** The office `live` has one counter more, whose box behaves as on any day. */
function siteOf(places: readonly Place[]) {
  const ids = new Set(places.map(({ office }) => office));
  const members = (office: string) => places.filter((place) => place.office === office);
  const live = { id: 'live', places: [{ counter: '1', box: 'live-1' }] };
  return {
    offices: [...[...ids].map((id) => ({ id, places: members(id) })), live].map((office) => ({
      id: office.id,
      name: { zh: `${office.id} 戶政事務所`, en: `Household Registration Office ${office.id}` },
      counters: office.places.map(({ counter, box }) => ({
        id: counter,
        name: { zh: `${counter} 號櫃檯`, en: `Counter ${counter}` },
        box,
      })),
    })),
  };
}
