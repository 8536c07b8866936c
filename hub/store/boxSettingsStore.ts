import { type BoxSettings, type BoxSettingsChange, DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import type { Sqlite } from '#platform/sqlite.js';

/** What people decided for each box; a box that nobody decided anything for has the defaults, revision 0. */
export class BoxSettingsStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      of: db.prepare('SELECT revision, body FROM box_settings WHERE box = ?'),
      revision: db.prepare('SELECT revision FROM box_settings WHERE box = ?').pluck(),
      save: db.prepare(
        `INSERT INTO box_settings (box, revision, body) VALUES (?, ?, ?)
         ON CONFLICT (box) DO UPDATE SET revision = excluded.revision, body = excluded.body`,
      ),
    };
  }

  of(box: string): BoxSettings {
    const row = this.sql.of.get(box) as { revision: number; body: string } | undefined;
    if (row === undefined) return DEFAULT_BOX_SETTINGS;
    const decided = JSON.parse(row.body) as BoxSettingsChange;
    return { ...DEFAULT_BOX_SETTINGS, ...decided, revision: row.revision };
  }

  revisionOf(box: string): number {
    return (this.sql.revision.get(box) as number | undefined) ?? 0;
  }

  /** Stores them whole; the revision is one of theirs. */
  save(box: string, { revision, ...body }: BoxSettings): void {
    this.sql.save.run(box, revision, JSON.stringify(body));
  }
}
