import Type from 'typebox';
import { ImportReport } from './imports.js';
import { operation, page, pageOf, period } from './operation.js';
import { ExclusionRequest, JournalEntry, RatingView, WINDOW_COLUMNS } from './records.js';
import { PopulationQuery } from './statistics.js';
import { SurveySummary, SurveyView } from './surveys.js';
import { CounterId, IssuanceKind, Level, OfficeId, Reference, Uuid } from './values.js';

const oneRating = Type.Object({ window: Uuid });
const oneSurvey = Type.Object({ survey: Uuid });

/** Spreadsheets people bring: CSV in UTF-8 or ODS. */
const upload = {
  types: ['text/csv', 'application/vnd.oasis.opendocument.spreadsheet'],
  maxBytes: 4 * 1024 * 1024,
} as const;
const importProblems = {
  413: ['request/too-large'],
  415: ['request/unsupported-media-type'],
  422: [
    'request/invalid',
    'import/unreadable',
    'import/wrong-encoding',
    'import/wrong-columns',
    'import/too-many-rows',
  ],
} as const;

/** Single records, their exclusion, what people did, and records brought from elsewhere. */
export const recordOperations = {
  ratings: operation({
    method: 'GET',
    path: '/ratings',
    summary: 'Ratings, newest first by the time of issue; excluded ones are shown as such (S10).',
    query: Type.Object({
      office: Type.Optional(OfficeId),
      counter: Type.Optional(CounterId),
      clerk: Type.Optional(Reference),
      kind: Type.Optional(IssuanceKind),
      service: Type.Optional(Reference),
      level: Type.Optional(Level),
      excluded: Type.Optional(Type.Boolean()),
      flagged: Type.Optional(Type.Boolean()),
      ...period,
      /** Looking at one clerk is journalled under this name (P5). */
      viewer: Type.Optional(Reference),
      ...page,
    }),
    responses: { 200: pageOf(RatingView) },
    problems: {
      404: ['office/unknown'],
      422: ['request/invalid', 'statistics/bad-range', 'statistics/bad-question'],
      503: ['statistics/busy'],
    },
  }),
  excludeRating: operation({
    method: 'POST',
    path: '/ratings/{window}/exclude',
    summary:
      'Takes a rating out of the figures, with a reason; it stays stored and visible (S10); journalled.',
    params: oneRating,
    body: ExclusionRequest,
    responses: { 200: RatingView },
    problems: {
      404: ['rating/unknown'],
      409: ['rating/already-excluded'],
      422: ['request/invalid', 'rating/remark-missing'],
    },
  }),
  restoreRating: operation({
    method: 'POST',
    path: '/ratings/{window}/restore',
    summary: 'Takes an excluded rating back into the figures; journalled.',
    params: oneRating,
    body: Type.Object({ by: Reference }),
    responses: { 200: RatingView },
    problems: { 404: ['rating/unknown'], 409: ['rating/not-excluded'] },
  }),
  exportWindows: operation({
    method: 'GET',
    path: '/windows/export',
    summary:
      'Every ended window of a population, one row each, from which every figure can be recomputed; CSV (RFC 4180, ' +
      'UTF-8 with BOM) or one JSON object a line. Clerks are named only for a viewer, who is journalled (P5).',
    query: Type.Object({
      ...PopulationQuery.properties,
      format: Type.Enum(['csv', 'jsonl']),
      /** Who takes it; journalled. Needed where one clerk is named (P5). */
      viewer: Type.Optional(Reference),
    }),
    responses: {
      200: Type.String({
        description:
          `In the order of issue: ${WINDOW_COLUMNS.join(', ')}. As CSV these are the heading, lines end with CR LF, and ` +
          'text that begins with = + - @, a tab or a line break has an apostrophe before it.',
      }),
    },
    file: ['text/csv', 'application/x-ndjson'],
    problems: {
      404: ['office/unknown'],
      422: ['request/invalid', 'statistics/bad-range', 'statistics/bad-question'],
      503: ['statistics/busy'],
    },
  }),
  journal: operation({
    method: 'GET',
    path: '/journal',
    summary: 'What people did, newest first (P3).',
    query: Type.Object({ office: Type.Optional(OfficeId), ...page }),
    responses: { 200: pageOf(JournalEntry) },
  }),
  importRatings: operation({
    method: 'POST',
    path: '/imports/ratings',
    summary:
      'Earlier ratings from a spreadsheet. A dry run names every bad row and stores nothing; otherwise all rows are ' +
      'stored or none. Larger files: `rating-hub import`.',
    query: Type.Object({ by: Reference, dryRun: Type.Optional(Type.Boolean()) }),
    upload,
    responses: { 200: ImportReport, 201: ImportReport },
    problems: importProblems,
  }),
  importSurvey: operation({
    method: 'POST',
    path: '/imports/surveys',
    summary: 'A survey table from a spreadsheet; dry run as with ratings.',
    query: Type.Object({ by: Reference, dryRun: Type.Optional(Type.Boolean()) }),
    upload,
    responses: { 200: ImportReport, 201: ImportReport },
    problems: importProblems,
  }),
  surveys: operation({
    method: 'GET',
    path: '/surveys',
    summary: 'Imported survey tables, newest first.',
    responses: { 200: Type.Object({ items: Type.Array(SurveySummary) }) },
  }),
  survey: operation({
    method: 'GET',
    path: '/surveys/{survey}',
    summary: 'One survey table with its figures.',
    params: oneSurvey,
    responses: { 200: SurveyView },
    problems: { 404: ['survey/unknown'] },
  }),
  removeSurvey: operation({
    method: 'POST',
    path: '/surveys/{survey}/remove',
    summary: 'Removes a survey table that was imported by mistake; journalled.',
    params: oneSurvey,
    body: Type.Object({ by: Reference }),
    responses: { 200: SurveySummary },
    problems: { 404: ['survey/unknown'] },
  }),
} as const;
