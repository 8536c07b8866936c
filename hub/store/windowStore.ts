import type { Sqlite } from '#platform/sqlite.js';
import type { IssuanceRecord, WindowChange, WindowRecord } from '../windows/windowRecord.js';
import type { CellLedger } from './aggregates/cellLedger.js';
import { RowMap } from './rows.js';

const windowRow = new RowMap<WindowRecord>(
  [
    'id',
    'office',
    'counter',
    'clerk',
    'kind',
    'service',
    'visit',
    'box',
    'state',
    'issuedMs',
    'lengthMs',
    'openedMs',
    'closesMs',
    'endedMs',
    'outcome',
    'reason',
    'provisional',
    'level',
    'afterMs',
    'extraPresses',
    'extended',
    'flagged',
    'excluded',
    'source',
    'dueMs',
  ],
  new Set(['provisional', 'extended', 'flagged', 'excluded']),
);

const issuanceRow = new RowMap<IssuanceRecord>([
  'id',
  'office',
  'kind',
  'number',
  'counter',
  'clerk',
  'service',
  'visit',
  'issuedMs',
  'receivedMs',
  'voidedMs',
  'offered',
  'window',
]);

/** How far back a visit reference still means the same visit. */
const VISIT_MS = 12 * 3_600_000;

/** No visit reference is empty, so it is the same as none. */
const NO_VISIT = '';

/** What the cells count of a window or tell it apart by; a change of anything else leaves them as they are. */
const COUNTED: ReadonlyArray<keyof WindowChange> = [
  'outcome',
  'reason',
  'level',
  'afterMs',
  'extended',
  'flagged',
  'excluded',
  'service',
  'issuedMs',
];

/**
 * Issuances and rating windows. Writing methods run inside a GroupWriter job, and tell the cells of each window's change
 * within the same transaction, so that figures and windows never disagree.
 */
export class WindowStore {
  private readonly sql;
  private readonly updateRow: (id: string, change: WindowChange) => void;

  constructor(
    db: Sqlite,
    private readonly cells: Pick<CellLedger, 'note'>,
  ) {
    this.updateRow = windowRow.updater(db, 'rating_window');
    this.sql = {
      insertWindow: db.prepare(windowRow.insertSql('rating_window')),
      insertIssuance: db.prepare(issuanceRow.insertSql('issuance')),
      byId: windowRow.query(db, `SELECT ${windowRow.columns} FROM rating_window WHERE id = ?`),
      remove: db.prepare('DELETE FROM rating_window WHERE id = ?'),
      ofVisit: windowRow.query(
        db,
        `SELECT ${windowRow.columns} FROM rating_window WHERE office = ? AND visit = ? AND issued_ms >= ?
         ORDER BY issued_ms DESC LIMIT 1`,
      ),
      // Left to choose, SQLite takes the index that has the order, and goes through all years of the counter.
      running: windowRow.query(
        db,
        `SELECT ${windowRow.columns} FROM rating_window INDEXED BY window_running
         WHERE office = ? AND counter = ? AND state != 'ended' ORDER BY issued_ms DESC LIMIT 1`,
      ),
      follower: db
        .prepare(
          `SELECT 1 FROM rating_window INDEXED BY window_by_counter
           WHERE office = ? AND counter = ? AND issued_ms >= ? AND id > ? AND visit IS NOT ? LIMIT 1`,
        )
        .pluck(),
      due: windowRow.query(
        db,
        `SELECT ${windowRow.columns} FROM rating_window WHERE due_ms <= ? ORDER BY due_ms LIMIT ?`,
      ),
      unanswered: windowRow.query(
        db,
        `SELECT ${windowRow.columns} FROM rating_window
         WHERE office = ? AND issued_ms >= ? AND box = ? AND (state = 'pending' OR provisional = 1)`,
      ),
      latest: windowRow.query(
        db,
        `SELECT ${windowRow.columns} FROM rating_window w JOIN (
           SELECT max(id) AS newest FROM rating_window WHERE office = ? AND issued_ms >= ? GROUP BY counter
         ) ON w.id = newest`,
      ),
      pending: windowRow.query(
        db,
        `SELECT ${windowRow.columns} FROM rating_window WHERE due_ms IS NOT NULL AND state = 'pending'`,
      ),
      issuance: issuanceRow.query(
        db,
        `SELECT ${issuanceRow.columns} FROM issuance WHERE office = ? AND kind = ? AND number = ?`,
      ),
      issuanceById: issuanceRow.query(db, `SELECT ${issuanceRow.columns} FROM issuance WHERE id = ?`),
      offered: issuanceRow.query(db, `SELECT ${issuanceRow.columns} FROM issuance WHERE offered = ?`),
      issuancesOf: issuanceRow.query(
        db,
        `SELECT ${issuanceRow.columns} FROM issuance WHERE window = ? ORDER BY issued_ms, id`,
      ),
      voided: db.prepare('SELECT 1 FROM issuance WHERE window = ? AND voided_ms IS NOT NULL LIMIT 1').pluck(),
      voidIssuance: db.prepare('UPDATE issuance SET voided_ms = ? WHERE id = ?'),
      removeIssuance: db.prepare('DELETE FROM issuance WHERE id = ?'),
      moveIssuance: db.prepare('UPDATE issuance SET window = ? WHERE id = ?'),
      moveAll: db.prepare('UPDATE issuance SET window = ? WHERE window = ?'),
    };
  }

  insert(window: WindowRecord): void {
    this.sql.insertWindow.run(...windowRow.values(window));
    this.cells.note(undefined, window);
  }

  /** Writes the given fields of a window. `window` is the record as it is stored at this moment of the transaction. */
  update(window: WindowRecord, change: WindowChange): void {
    this.updateRow(window.id, change);
    if (COUNTED.some((field) => change[field] !== undefined))
      this.cells.note(window, { ...window, ...change });
  }

  byId(id: string): WindowRecord | undefined {
    return windowRow.first(this.sql.byId, id);
  }

  /** Removes a window that never opened because its issuances joined another one; `window` as it is stored. */
  dissolve(window: WindowRecord, into: string): void {
    this.sql.moveAll.run(into, window.id);
    this.remove(window);
  }

  /** Removes a window without issuances; `window` as it is stored. */
  remove(window: WindowRecord): void {
    this.sql.remove.run(window.id);
    this.cells.note(window, undefined);
  }

  /** The newest window of the same visit, at most 12 h old. */
  ofVisit(office: string, visit: string, now: number): WindowRecord | undefined {
    return windowRow.first(this.sql.ofVisit, office, visit, now - VISIT_MS);
  }

  running(office: string, counter: string): WindowRecord | undefined {
    return windowRow.first(this.sql.running, office, counter);
  }

  /** Whether somebody else has been issued something at the counter since; the same visit is the same citizen. */
  hasFollower({ office, counter, issuedMs, id, visit }: WindowRecord): boolean {
    const same = visit ?? NO_VISIT;
    return this.sql.follower.get(office, counter, issuedMs, id, same) !== undefined;
  }

  /** Windows whose box owes a report. */
  due(now: number, limit: number): WindowRecord[] {
    return windowRow.all(this.sql.due, now, limit);
  }

  /** Per counter the newest window issued since `sinceMs`. */
  latestPerCounter(office: string, sinceMs: number): WindowRecord[] {
    return windowRow.all(this.sql.latest, office, sinceMs);
  }

  pending(): WindowRecord[] {
    return windowRow.all(this.sql.pending);
  }

  /** Windows of a box without a report, issued since `sinceMs`. */
  unanswered(office: string, box: string, sinceMs: number): WindowRecord[] {
    return windowRow.all(this.sql.unanswered, office, sinceMs, box);
  }

  insertIssuance(issuance: IssuanceRecord): void {
    this.sql.insertIssuance.run(...issuanceRow.values(issuance));
  }

  issuance(office: string, kind: string, number: string): IssuanceRecord | undefined {
    return issuanceRow.first(this.sql.issuance, office, kind, number);
  }

  issuanceById(id: string): IssuanceRecord | undefined {
    return issuanceRow.first(this.sql.issuanceById, id);
  }

  /** The issuance with which a window was offered to the box. */
  offeredAs(window: string): IssuanceRecord | undefined {
    return issuanceRow.first(this.sql.offered, window);
  }

  issuancesOf(window: string): IssuanceRecord[] {
    return issuanceRow.all(this.sql.issuancesOf, window);
  }

  /** Whether a document of the window was voided. */
  hasVoided(window: string): boolean {
    return this.sql.voided.get(window) !== undefined;
  }

  voidIssuance(id: string, atMs: number): void {
    this.sql.voidIssuance.run(atMs, id);
  }

  removeIssuance(id: string): void {
    this.sql.removeIssuance.run(id);
  }

  moveIssuance(id: string, window: string): void {
    this.sql.moveIssuance.run(window, id);
  }
}
