import type { FaultCode } from '#contract/events.js';
import type { Health } from '#contract/presence.js';
import type { Presence } from '#contract/views.js';
import type { Sqlite } from '#platform/sqlite.js';

export interface BoxFault {
  readonly code: FaultCode;
  /** Of the key concerned; 0 when it concerns none. */
  readonly level: number;
  readonly detail: string | null;
}

/** What of a box tells whether something is wrong with it. */
export interface BoxFact {
  readonly id: string;
  readonly office: string;
  readonly counter: string | null;
  readonly presence: Presence;
  readonly seenMs: number | null;
  readonly panel: Health | null;
  readonly storage: Health | null;
  /** Why a health is not `ok`. */
  readonly panelDetail: string | null;
  readonly storageDetail: string | null;
  readonly unacked: number;
  /** What of it was not sealed by it lately, with how often since ever; null for nothing (D5). */
  readonly forged: string | null;
  /** Those that last. */
  readonly faults: readonly BoxFault[];
}

/** What is known of all boxes at once, for whoever looks at them every few seconds: two queries however many there are. */
export class BoxFactStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      boxes: db.prepare(
        `SELECT id, office, counter, presence, seen_ms AS seenMs, panel, storage, unacked,
           details ->> '$.panel' AS panelDetail, details ->> '$.storage' AS storageDetail,
           (SELECT group_concat(reason || ' × ' || count, '; ') FROM seal_fault
            WHERE seal_fault.box = box.id AND last_ms >= ?) AS forged
         FROM box ORDER BY id`,
      ),
      faults: db.prepare(
        'SELECT box, code, level, detail FROM box_fault WHERE active = 1 ORDER BY box, code, level',
      ),
    };
  }

  /** `forgedSinceMs`: older failures of seals are left out. */
  all(forgedSinceMs: number): BoxFact[] {
    const faults = new Map<string, BoxFault[]>();
    for (const { box, ...fault } of this.sql.faults.all() as Array<BoxFault & { box: string }>) {
      const known = faults.get(box);
      if (known === undefined) faults.set(box, [fault]);
      else known.push(fault);
    }
    const boxes = this.sql.boxes.all(forgedSinceMs) as Array<Omit<BoxFact, 'faults'>>;
    return boxes.map((box) => ({ ...box, faults: faults.get(box.id) ?? [] }));
  }
}
