import type { Level } from '#contract/values.js';
import type { CounterView, OfficeView } from '#contract/views.js';
import type { Sqlite } from '#platform/sqlite.js';

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

/** The site as declared. Nobody but `apply` changes it, so what every message asks for is kept in memory. */
export class SiteStore {
  private readonly sql;
  private boxOffices: ReadonlyMap<string, string> | undefined;
  private readonly levels = new Map<string, readonly number[]>();

  constructor(private readonly db: Sqlite) {
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
      boxOffices: db.prepare('SELECT id, office FROM box').raw(),
    };
  }

  /**
   * Makes the stored site equal to the declared one. Counters and boxes no longer declared keep their history;
   * a box that left is unassigned. Assignments are closed and opened at `nowMs`, so history stays with its place.
   */
  apply(site: Site, nowMs: number): void {
    this.db.transaction(() => {
      for (const [position, office] of site.offices.entries()) this.applyOffice(office, position);
      this.applyAssignments(site, nowMs);
    })();
    this.boxOffices = undefined;
    this.levels.clear();
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

  /** The office a box belongs to, undefined for an unknown box. */
  officeOf(box: string): string | undefined {
    this.boxOffices ??= new Map(this.sql.boxOffices.all() as Array<[box: string, office: string]>);
    return this.boxOffices.get(box);
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

  private applyAssignments(site: Site, nowMs: number): void {
    const places = new Map<string, { office: string; counter: string }>();
    for (const office of site.offices) {
      for (const counter of office.counters) {
        if (counter.box !== undefined) places.set(counter.box, { office: office.id, counter: counter.id });
      }
    }
    const boxes = this.db.prepare('SELECT id, office, counter FROM box').all() as Array<{
      id: string;
      office: string;
      counter: string | null;
    }>;
    const unassign = this.db.prepare('UPDATE box SET counter = NULL WHERE id = ?');
    const close = this.db.prepare('UPDATE assignment SET until_ms = ? WHERE box = ? AND until_ms IS NULL');
    for (const box of boxes) {
      const place = places.get(box.id);
      if (place?.office === box.office && place.counter === box.counter) {
        places.delete(box.id);
      } else if (box.counter !== null) {
        unassign.run(box.id);
        close.run(nowMs, box.id);
      }
    }
    const assign = this.db.prepare(
      `INSERT INTO box (id, office, counter) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET office = excluded.office, counter = excluded.counter`,
    );
    const open = this.db.prepare(
      'INSERT INTO assignment (box, office, counter, from_ms) VALUES (?, ?, ?, ?)',
    );
    for (const [box, { office, counter }] of places) {
      assign.run(box, office, counter);
      open.run(box, office, counter, nowMs);
    }
  }
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
