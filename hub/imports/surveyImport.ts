import type { ImportReport } from '#contract/imports.js';
import { formatDate } from '#words/dates.js';
import type { GroupWriter } from '../store/groupWriter.js';
import { tableRows } from '../tables/openTable.js';
import { slices } from '../tables/slices.js';
import { digestOf, type ImportOrder, type ImportParts, ONLINE_LIMITS, reportOf } from './importParts.js';
import { type ReadSurvey, SurveyTable } from './surveyTable.js';

export interface SurveyImportOptions extends ImportParts {
  readonly writer: GroupWriter;
}

/** Takes over a survey table; the whole of it, or nothing. */
export class SurveyImport {
  constructor(private readonly options: SurveyImportOptions) {}

  /**
   * The same file again changes nothing while its survey is there. Throws what `TableReader` throws,
   * `import/wrong-columns`, and `store/commit-failed`.
   */
  async take(bytes: Uint8Array, { by, dryRun = false }: ImportOrder): Promise<ImportReport> {
    const { surveys, writer } = this.options;
    const digest = digestOf(bytes);
    const table = new SurveyTable();
    for await (const row of tableRows(slices(bytes), ONLINE_LIMITS)) table.take(row);
    const survey = table.end();
    const known = surveys.byDigest(digest);
    if (known !== undefined) return { ...reportOf(table, table.rows), id: known.id };
    if (table.faults.count > 0 || dryRun || survey.cells.length === 0) return reportOf(table);
    const id = await writer.write(() => this.store(survey, table.rows, by, digest));
    return { ...reportOf(table), imported: true, id };
  }

  private store(survey: ReadSurvey, rows: number, by: string, digest: string): string {
    const { imports, surveys, journal, clock, ids } = this.options;
    const brought = surveys.byDigest(digest);
    if (brought !== undefined) return brought.id;
    const [id, atMs] = [ids.uuid(), clock.wall()];
    const title = survey.title ?? `${formatDate(atMs, 'zh')}匯入的調查表`;
    const { middle, asked = null, responded = null, cells } = survey;
    imports.insert({ id, atMs, by, kind: 'survey', rows, digest });
    surveys.insert({ id, title, middle, asked, responded }, cells);
    const detail = `${title}, ${rows} rows, SHA-256 ${digest}, stored ${imports.contents('survey', id)}`;
    journal.append({ atMs, by, action: 'import/survey', office: null, subject: id, detail });
    return id;
  }
}
