import { imports } from '#words/imports.js';
import type { SurveyCellRecord } from '../store/surveyStore.js';
import type { TableRow } from '../tables/tableReader.js';
import { readCount } from './cellChecks.js';
import { plain, wrongColumns } from './columns.js';
import { FaultList } from './faultList.js';
import { EXPECTED, layoutOf } from './surveyLayouts.js';
import { type Layout, SurveyRows } from './surveyRows.js';

/** A survey table as it was read. */
export interface ReadSurvey {
  readonly title: string | undefined;
  readonly asked: number | undefined;
  readonly responded: number | undefined;
  readonly middle: string;
  readonly cells: readonly SurveyCellRecord[];
}

type Line = 'title' | 'asked' | 'responded' | 'middle';

const { surveyColumns: names, faults: words } = imports;
const LINES: ReadonlyMap<string, Line> = new Map(
  (['title', 'asked', 'responded', 'middle'] as const).flatMap((line) =>
    [names[line].zh, names[line].en].map((name) => [plain(name), line] as const),
  ),
);
const OTHER_LINES: ReadonlyArray<readonly [string, Line]> = [
  ['調查名稱', 'title'],
  ['發出', 'asked'],
  ['發放份數', 'asked'],
  ['回收', 'responded'],
  ['有效份數', 'responded'],
];
const LINE_NAMES = new Map([...LINES, ...OTHER_LINES]);

/**
 * Reads a survey table in either layout. First, optionally and in any order, lines of a name and a value:
 *
 *     標題 (title),服務滿意度調查
 *     發出份數 (asked),12682
 *     回收份數 (responded),12047
 *     中間選項 (middle),不清楚
 *
 * then a heading row. The long layout has one row for each item and wave, and the name of the middle answer is the
 * heading of its column:
 *
 *     項目 (item),期別 (wave),非常滿意,滿意,不清楚,不滿意,非常不滿意
 *     評分系統,6月,1407,1236,334,4,0
 *
 * The wide layout, that of Table 12, has one row for each item and one column for each wave, and needs the line 中間選項:
 *
 *     項目 (item),6月,8月
 *     評分系統,1407/1236/334/4/0,1774/1185/52/0/0
 *
 * Rows of totals are refused, because totals are computed. Throws `CodedError` `import/wrong-columns`.
 */
export class SurveyTable {
  readonly faults = new FaultList();
  private readonly lines = new Map<Line, { readonly value: string; readonly row: number }>();
  private readonly found = new SurveyRows(this.faults);
  private layout: Layout | undefined;

  get rows(): number {
    return this.found.rows;
  }

  get good(): number {
    return this.found.good;
  }

  take(row: TableRow): void {
    if (this.layout !== undefined) this.found.take(row, this.layout);
    else {
      const line = LINE_NAMES.get(plain(row.cells[0] ?? ''));
      if (line === undefined) this.layout = layoutOf(row.cells, this.lines.get('middle')?.value);
      else this.lines.set(line, { value: (row.cells[1] ?? '').trim(), row: row.row });
    }
  }

  /** The survey; of use only where there are no faults. */
  end(): ReadSurvey {
    if (this.layout === undefined) throw wrongColumns(EXPECTED);
    const title = this.lines.get('title')?.value;
    if (title !== undefined)
      this.found.label({ row: this.lines.get('title')?.row ?? 1, column: names.title.zh }, title);
    const [asked, responded] = [this.count('asked'), this.count('responded')];
    if (responded !== undefined) {
      const row = this.lines.get('responded')?.row ?? 1;
      if (asked !== undefined) this.refuseMore(row, responded, asked);
      for (const [, { row: at, answers }] of this.found.byItem) this.refuseMore(at, answers, responded);
    }
    return { title, asked, responded, middle: this.layout.middle, cells: this.found.cells };
  }

  private count(line: 'asked' | 'responded'): number | undefined {
    const given = this.lines.get(line);
    return given === undefined
      ? undefined
      : this.found.value({ row: given.row, column: names[line].zh }, given.value, readCount(given.value));
  }

  private refuseMore(row: number, found: number, most: number): void {
    if (found <= most) return;
    this.faults.add(row, undefined, 'import/inconsistent', {
      zh: words.tooMany.zh(found, most),
      en: words.tooMany.en(found, most),
    });
  }
}
