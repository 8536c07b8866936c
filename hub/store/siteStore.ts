import type { Level } from '#contract/values.js';
import type { CounterView, OfficeView } from '#contract/views.js';
import type { Sqlite } from '#platform/sqlite.js';
import { DeclaredPlaces } from './declaredPlaces.js';
import { type Place, PlaceStore } from './placeStore.js';

/** Offices, counters and where each box stands: what the site file declares. */
export interface Site {
  readonly offices: ReadonlyArray<{
    readonly id: string;
    readonly name: { readonly zh: string; readonly en: string };
    /** Levels that raise an alarm (A1). */
    readonly alarmLevels: readonly Level[];
    readonly counters: ReadonlyArray<{
      readonly id: string;
      readonly name: { readonly zh: string; readonly en: string };
      readonly priority: boolean;
      readonly windowMs: number;
      readonly box?: string;
    }>;
  }>;
}

export interface CounterRecord {
  readonly office: string;
  readonly counter: string;
  readonly windowMs: number;
  readonly box: string | null;
}

interface CounterRow {
  office: string;
  id: string;
  name_zh: string;
  name_en: string;
  priority: number;
  window_ms: number;
  box: string | null;
}

/** The site as declared, and where its boxes are. Nobody but `apply` changes offices and counters. */
export class SiteStore {
  readonly places: PlaceStore;
  private readonly declared: DeclaredPlaces;
  private readonly sql;
  private readonly levels = new Map<string, readonly number[]>();

  constructor(private readonly db: Sqlite) {
    this.places = new PlaceStore(db);
    this.declared = new DeclaredPlaces(db, this.places);
    this.sql = {
      offices: db.prepare('SELECT id, name_zh, name_en FROM office ORDER BY position, id'),
      counters: db.prepare(
        `SELECT c.*, b.id AS box FROM counter c LEFT JOIN box b ON b.office = c.office AND b.counter = c.id
         WHERE c.office = ? ORDER BY c.position, c.id`,
      ),
      counter: db.prepare(
        `SELECT c.office, c.id AS counter, c.window_ms AS windowMs, b.id AS box FROM counter c
         LEFT JOIN box b ON b.office = c.office AND b.counter = c.id WHERE c.office = ? AND c.id = ?`,
      ),
      office: db.prepare('SELECT 1 FROM office WHERE id = ?'),
      alarmLevels: db.prepare('SELECT alarm_levels FROM office WHERE id = ?').pluck(),
    };
  }

  /**
   * Makes offices and counters equal to the declared ones, and does what the declaration says about boxes that it did
   * not say last time (`DeclaredPlaces`). Counters no longer declared keep their history.
   */
  apply(site: Site, nowMs: number): void {
    try {
      this.db.transaction(() => {
        for (const [position, office] of site.offices.entries()) this.applyOffice(office, position);
        this.declared.apply(placesIn(site), nowMs);
      })();
    } finally {
      this.places.forget();
      this.levels.clear();
    }
  }

  offices(): OfficeView[] {
    const rows = this.sql.offices.all() as Array<{ id: string; name_zh: string; name_en: string }>;
    return rows.map(({ id, name_zh, name_en }) => ({
      id,
      name: { zh: name_zh, en: name_en },
      counters: (this.sql.counters.all(id) as CounterRow[]).map(counterView),
    }));
  }

  hasOffice(office: string): boolean {
    return this.sql.office.get(office) !== undefined;
  }

  counter(office: string, counter: string): CounterRecord | undefined {
    return this.sql.counter.get(office, counter) as CounterRecord | undefined;
  }

  alarmLevels(office: string): readonly number[] {
    const known = this.levels.get(office);
    if (known !== undefined) return known;
    const text = (this.sql.alarmLevels.get(office) as string | undefined) ?? '';
    const levels = text === '' ? [] : text.split(',').map(Number);
    this.levels.set(office, levels);
    return levels;
  }

  private applyOffice(office: Site['offices'][number], position: number): void {
    this.db
      .prepare(
        `INSERT INTO office (id, name_zh, name_en, alarm_levels, position) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
           alarm_levels = excluded.alarm_levels, position = excluded.position`,
      )
      .run(office.id, office.name.zh, office.name.en, office.alarmLevels.join(','), position);
    const upsert = this.db.prepare(
      `INSERT INTO counter (office, id, name_zh, name_en, priority, window_ms, position) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (office, id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
         priority = excluded.priority, window_ms = excluded.window_ms, position = excluded.position`,
    );
    office.counters.forEach((counter, index) => {
      upsert.run(
        office.id,
        counter.id,
        counter.name.zh,
        counter.name.en,
        Number(counter.priority),
        counter.windowMs,
        index,
      );
    });
  }
}

function placesIn(site: Site): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { id: office, counters } of site.offices)
    for (const { id: counter, box } of counters) if (box !== undefined) places.set(box, { office, counter });
  return places;
}

function counterView(row: CounterRow): CounterView {
  return {
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    priority: row.priority === 1,
    windowMs: row.window_ms,
    ...(row.box === null ? {} : { box: row.box }),
  };
}
