import { type AlarmSettings, DEFAULT_ALARM_SETTINGS } from '#contract/alarms.js';
import type { Sqlite } from '#platform/sqlite.js';

/** What offices decided about their alarms. `set` runs inside a transaction. */
export class AlarmSettingsStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      of: db.prepare('SELECT body FROM alarm_settings WHERE office = ?').pluck(),
      set: db.prepare(
        'INSERT INTO alarm_settings (office, body) VALUES (?, ?) ON CONFLICT (office) DO UPDATE SET body = excluded.body',
      ),
    };
  }

  /** Whatever an office has not decided is as by default, also what was not yet asked when it decided. */
  of(office: string): AlarmSettings {
    const body = this.sql.of.get(office) as string | undefined;
    return body === undefined
      ? DEFAULT_ALARM_SETTINGS
      : { ...DEFAULT_ALARM_SETTINGS, ...(JSON.parse(body) as Partial<AlarmSettings>) };
  }

  set(office: string, settings: AlarmSettings): void {
    this.sql.set.run(office, JSON.stringify(settings));
  }
}
