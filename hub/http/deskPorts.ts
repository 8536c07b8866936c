import type { BodyOf, QueryOf, ResultOf } from '#contract/api.js';
import type { ReportFormat } from '#contract/reports.js';

/** A file that is handed out. `body` is read to its end or destroyed. */
export interface FileAnswer {
  readonly type: string;
  readonly name: string;
  readonly body: Uint8Array | AsyncIterable<string | Uint8Array>;
}

/** A file that was brought. */
export interface FileBrought {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Reports and improvements. Each method throws or rejects with the codes its operation names. */
export interface ReportsPort {
  list(query: QueryOf<'reports'>): ResultOf<'reports'>;
  make(body: BodyOf<'makeReport'>): Promise<ResultOf<'makeReport'>>;
  one(report: string): ResultOf<'report'>;
  file(report: string, format: ReportFormat): FileAnswer | Promise<FileAnswer>;
  improvements(query: QueryOf<'improvements'>): ResultOf<'improvements'>;
  noteImprovement(body: BodyOf<'noteImprovement'>): Promise<ResultOf<'noteImprovement'>>;
}

/** Published files. */
export interface OpenDataPort {
  list(): ResultOf<'openData'> | Promise<ResultOf<'openData'>>;
  file(name: string): FileAnswer | Promise<FileAnswer>;
}

/** Records brought from elsewhere. */
export interface ImportsPort {
  ratings(file: FileBrought, query: QueryOf<'importRatings'>): Promise<ResultOf<'importRatings'>>;
  survey(file: FileBrought, query: QueryOf<'importSurvey'>): Promise<ResultOf<'importSurvey'>>;
  surveys(): ResultOf<'surveys'>;
  oneSurvey(survey: string): ResultOf<'survey'>;
  removeSurvey(survey: string, by: string): Promise<ResultOf<'removeSurvey'>>;
}
