import type { Statement } from 'better-sqlite3';
import type { MissedReason, Outcome } from '#contract/values.js';
import type { Sqlite } from '#platform/sqlite.js';
import { yearStart } from '../../statistics/calendar.js';
import type { Cell, CellQuestion, CellSource } from '../../statistics/cellSource.js';
import { type Countable, countsOf } from '../../statistics/counts.js';
import { CellGroups } from './cellGroups.js';
import { type CellQuery, runningQuery, tableQuery, windowQuery } from './cellQueries.js';
import { CellState } from './cellState.js';
import { type Piece, plan } from './plan.js';
import { addRow, addWindow } from './sums.js';

type Row = readonly unknown[];

/** Prepared statements kept; questions differ in filters and groupings only, so few are ever in use. */
const MOST_STATEMENTS = 200;

/** Every office of which there is a window, each found by one step in the index. */
const OFFICES = `
  WITH RECURSIVE known (office) AS (
    SELECT min(office) FROM rating_window
    UNION ALL
    SELECT (SELECT min(office) FROM rating_window WHERE office > known.office) FROM known WHERE office IS NOT NULL
  )
  SELECT office FROM known WHERE office IS NOT NULL`;

/**
 * Answers from the tables of cells: whole years, months and days, and what is left from the windows themselves. One
 * answer is of one moment, whatever is written meanwhile. Works on a connection that only reads.
 */
export class CellReader implements CellSource {
  private readonly statements = new Map<string, Statement>();
  private readonly atOneMoment: (question: CellQuestion) => readonly Cell[];

  private readonly state: CellState;

  constructor(private readonly db: Sqlite) {
    this.state = new CellState(db);
    this.atOneMoment = db.transaction((question: CellQuestion) => this.read(question));
  }

  cells(question: CellQuestion): readonly Cell[] {
    return this.atOneMoment(question);
  }

  private read(question: CellQuestion): readonly Cell[] {
    const groups = new CellGroups(question.by.length);
    let known: readonly string[] | undefined;
    const offices = (): readonly string[] => {
      known ??= this.statement(OFFICES).all().flat() as string[];
      return known;
    };
    for (const piece of plan(question, yearStart(this.state.closedYear() + 1)))
      this.addPiece(groups, question, piece, offices);
    const running = runningQuery(question);
    for (const row of this.all(running)) groups.at(running.readings, row).running++;
    return groups.cells();
  }

  private addPiece(
    groups: CellGroups,
    question: CellQuestion,
    piece: Piece,
    offices: () => readonly string[],
  ): void {
    if (piece.table !== undefined) {
      const query = tableQuery(question, piece, piece.table, offices);
      const offset = widthOf(query);
      for (const row of this.all(query))
        addRow(groups.at(query.readings, row).sums, row, offset, piece.times);
      return;
    }
    const query = windowQuery(question, piece, offices);
    const offset = widthOf(query);
    for (const row of this.each(query))
      addWindow(groups.at(query.readings, row).sums, countsOf(countableIn(row, offset)), piece.times);
  }

  /** A row for each group, of which there are few. */
  private all({ sql, parameters }: CellQuery): readonly Row[] {
    return this.statement(sql).all(...parameters) as Row[];
  }

  /** A row for each window, one after the other, because there may be many. */
  private each({ sql, parameters }: CellQuery): IterableIterator<Row> {
    return this.statement(sql).iterate(...parameters) as IterableIterator<Row>;
  }

  private statement(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      if (this.statements.size >= MOST_STATEMENTS) this.statements.clear();
      statement = this.db.prepare(sql).raw();
      this.statements.set(sql, statement);
    }
    return statement;
  }
}

const widthOf = ({ readings }: CellQuery): number =>
  readings.reduce((width, { columns }) => width + columns.length, 0);

/** As `windowQuery` selects it. */
function countableIn(row: Row, offset: number): Countable {
  return {
    outcome: row[offset] as Outcome | null,
    reason: row[offset + 1] as MissedReason | null,
    level: row[offset + 2] as number | null,
    afterMs: row[offset + 3] as number | null,
    extended: row[offset + 4] === 1,
    flagged: row[offset + 5] === 1,
    excluded: row[offset + 6] === 1,
  };
}
