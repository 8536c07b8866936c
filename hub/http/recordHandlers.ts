import type { ExclusionDesk } from '../records/exclusionDesk.js';
import type { JournalHeads } from '../store/journalHeads.js';
import type { JournalStore } from '../store/journalStore.js';
import type { ListStore } from '../store/listStore.js';
import type { ImportsPort, OpenDataPort, ReportsPort } from './deskPorts.js';
import type { Handlers } from './operation.js';
import { page } from './page.js';

export interface RecordHandlerOptions {
  readonly exclusions: ExclusionDesk;
  readonly journal: JournalStore;
  readonly heads: Pick<JournalHeads, 'page'>;
  readonly lists: ListStore;
  readonly imports: ImportsPort;
  readonly reports: ReportsPort;
  readonly openData: OpenDataPort;
}

type Records = Pick<
  Handlers,
  | 'excludeRating'
  | 'restoreRating'
  | 'journal'
  | 'journalHeads'
  | 'importRatings'
  | 'importSurvey'
  | 'surveys'
  | 'survey'
  | 'removeSurvey'
>;

/** Single records, what people did to them, and records brought from elsewhere. */
export function recordHandlers({
  exclusions,
  journal,
  heads,
  lists,
  imports,
}: RecordHandlerOptions): Records {
  return {
    excludeRating: async ({ params, body }) => ({ result: await exclusions.exclude(params.window, body) }),
    restoreRating: async ({ params, body }) => ({ result: await exclusions.restore(params.window, body.by) }),
    journal: ({ query }) =>
      page<'journal'>(lists.page('journal', query), (number) => journal.entry(Number(number))),
    journalHeads: ({ query }) => ({ result: heads.page(query) }),
    importRatings: async ({ query, body }) => taken(await imports.ratings(body, query)),
    importSurvey: async ({ query, body }) => taken(await imports.survey(body, query)),
    surveys: () => ({ result: imports.surveys() }),
    survey: ({ params }) => ({ result: imports.oneSurvey(params.survey) }),
    removeSurvey: async ({ params, body }) => ({
      result: await imports.removeSurvey(params.survey, body.by),
    }),
  };
}

/** 201 only when something was stored. */
const taken = <R extends { readonly imported: boolean }>(result: R) => ({
  status: result.imported ? 201 : 200,
  result,
});

type Reports = Pick<
  Handlers,
  | 'reports'
  | 'makeReport'
  | 'report'
  | 'reportFile'
  | 'improvements'
  | 'noteImprovement'
  | 'openData'
  | 'openDataFile'
>;

/** What is handed in and published. */
export function reportHandlers({ reports, openData }: RecordHandlerOptions): Reports {
  return {
    reports: ({ query }) => ({ result: reports.list(query) }),
    makeReport: async ({ body }) => ({ status: 202, result: await reports.make(body) }),
    report: ({ params }) => ({ result: reports.one(params.report) }),
    reportFile: ({ params }) => reports.file(params.report, params.format),
    improvements: ({ query }) => ({ result: reports.improvements(query) }),
    noteImprovement: async ({ body }) => ({ status: 201, result: await reports.noteImprovement(body) }),
    openData: async () => ({ result: await openData.list() }),
    openDataFile: ({ params }) => openData.file(params.name),
  };
}
