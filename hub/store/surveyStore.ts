import type { Sqlite } from '#platform/sqlite.js';

/** Counts of one item in one wave, of level 5, 4, 3, 2, 1. */
export interface SurveyCellRecord {
  readonly item: string;
  readonly wave: string;
  readonly levels: readonly number[];
}

export interface SurveyRecord {
  readonly id: string;
  readonly title: string;
  /** What the middle answer is called. */
  readonly middle: string;
  readonly asked: number | null;
  readonly responded: number | null;
}

export interface StoredSurvey extends SurveyRecord {
  readonly atMs: number;
  readonly by: string;
}

interface CellRow {
  readonly survey: string;
  readonly item: string;
  readonly wave: string;
  readonly c5: number;
  readonly c4: number;
  readonly c3: number;
  readonly c2: number;
  readonly c1: number;
}

const SURVEY = `SELECT s.id, s.title, s.middle, s.asked, s.responded, i.at_ms AS atMs, i.by
  FROM survey s JOIN import i ON i.id = s.id`;

/** Survey tables. Writing methods run inside a transaction. */
export class SurveyStore {
  private readonly sql;

  constructor(db: Sqlite) {
    this.sql = {
      insert: db.prepare('INSERT INTO survey (id, title, middle, asked, responded) VALUES (?, ?, ?, ?, ?)'),
      insertCell: db.prepare(
        'INSERT INTO survey_cell (survey, position, item, wave, c5, c4, c3, c2, c1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      all: db.prepare(`${SURVEY} ORDER BY i.at_ms DESC, s.id DESC`),
      byId: db.prepare(`${SURVEY} WHERE s.id = ?`),
      byDigest: db.prepare(`${SURVEY} WHERE i.digest = ?`),
      cells: db.prepare('SELECT * FROM survey_cell WHERE survey = ? ORDER BY position'),
      removeCells: db.prepare('DELETE FROM survey_cell WHERE survey = ?'),
      remove: db.prepare('DELETE FROM survey WHERE id = ?'),
    };
  }

  /** Its import is stored before. Cells keep their order. */
  insert({ id, title, middle, asked, responded }: SurveyRecord, cells: readonly SurveyCellRecord[]): void {
    this.sql.insert.run(id, title, middle, asked, responded);
    cells.forEach(({ item, wave, levels }, position) => {
      this.sql.insertCell.run(id, position, item, wave, ...levels);
    });
  }

  /** Newest first. */
  all(): StoredSurvey[] {
    return this.sql.all.all() as StoredSurvey[];
  }

  byId(id: string): StoredSurvey | undefined {
    return this.sql.byId.get(id) as StoredSurvey | undefined;
  }

  /** The survey that came with the same file. */
  byDigest(digest: string): StoredSurvey | undefined {
    return this.sql.byDigest.get(digest) as StoredSurvey | undefined;
  }

  cells(id: string): SurveyCellRecord[] {
    return (this.sql.cells.all(id) as CellRow[]).map(({ item, wave, c5, c4, c3, c2, c1 }) => ({
      item,
      wave,
      levels: [c5, c4, c3, c2, c1],
    }));
  }

  /** That it was imported stays known. */
  remove(id: string): void {
    this.sql.removeCells.run(id);
    this.sql.remove.run(id);
  }
}
