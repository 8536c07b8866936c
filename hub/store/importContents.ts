import { createHash } from 'node:crypto';
import type { Sqlite } from '#platform/sqlite.js';

/** Everything an import brought that stays as it is: not the clerk, who may be forgotten, nor what people do to it later. */
const WINDOWS = `SELECT w.id, w.office, w.counter, w.kind, w.service, w.issued_ms, w.opened_ms, w.ended_ms, w.outcome,
    w.reason, w.level, w.after_ms, i.number
  FROM rating_window w JOIN issuance i ON i.offered = w.id WHERE w.source = ? ORDER BY w.id`;
const SURVEY = `SELECT s.title, s.middle, s.asked, s.responded, c.position, c.item, c.wave, c.c5, c.c4, c.c3, c.c2, c.c1
  FROM survey s LEFT JOIN survey_cell c ON c.survey = s.id WHERE s.id = ? ORDER BY c.position`;

/**
 * SHA-256 in hexadecimal over what an import stored, as it is stored now. The journal keeps it when the import is made, and
 * `verify` compares (D5): no box signed these records.
 */
export function importContents(db: Sqlite, kind: 'ratings' | 'survey', id: string): string {
  const digest = createHash('sha256');
  const rows = db.prepare(kind === 'ratings' ? WINDOWS : SURVEY).raw();
  for (const row of rows.iterate(id)) digest.update(`${JSON.stringify(row)}\n`);
  return digest.digest('hex');
}
