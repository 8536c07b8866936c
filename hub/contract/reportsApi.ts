import Type from 'typebox';
import { operation, page, pageOf, period } from './operation.js';
import {
  ImprovementRequest,
  ImprovementView,
  OpenDataFile,
  ReportFormat,
  ReportRequest,
  ReportView,
} from './reports.js';
import { OfficeId, Uuid } from './values.js';

const oneReport = Type.Object({ report: Uuid });

/** What is handed in and published. */
export const reportOperations = {
  reports: operation({
    method: 'GET',
    path: '/reports',
    summary: 'Reports made or being made, newest first.',
    query: Type.Object({ office: Type.Optional(OfficeId), ...page }),
    responses: { 200: pageOf(ReportView) },
  }),
  makeReport: operation({
    method: 'POST',
    path: '/reports',
    summary: 'Has a report made of an office, or of the city, over any period; journalled.',
    body: ReportRequest,
    responses: { 202: ReportView },
    problems: {
      404: ['office/unknown'],
      422: ['request/invalid', 'statistics/bad-range'],
      503: ['report/too-many-waiting'],
    },
  }),
  report: operation({
    method: 'GET',
    path: '/reports/{report}',
    summary: 'One report and how far it is.',
    params: oneReport,
    responses: { 200: ReportView },
    problems: { 404: ['report/unknown'] },
  }),
  reportFile: operation({
    method: 'GET',
    path: '/reports/{report}/{format}',
    summary: 'The report as PDF, ODT, ODS, CSV (a ZIP of tables) or JSON.',
    params: Type.Object({ report: Uuid, format: ReportFormat }),
    responses: { 200: Type.String() },
    file: [
      'application/pdf',
      'application/vnd.oasis.opendocument.text',
      'application/vnd.oasis.opendocument.spreadsheet',
      'application/zip',
      'application/json',
    ],
    problems: { 404: ['report/unknown'], 409: ['report/not-ready'] },
  }),
  improvements: operation({
    method: 'GET',
    path: '/improvements',
    summary: 'What offices did because of their figures, newest first.',
    query: Type.Object({ office: Type.Optional(OfficeId), ...period, ...page }),
    responses: { 200: pageOf(ImprovementView) },
  }),
  noteImprovement: operation({
    method: 'POST',
    path: '/improvements',
    summary: 'Notes an improvement for the report of the present month; journalled.',
    body: ImprovementRequest,
    responses: { 201: ImprovementView },
    problems: { 404: ['office/unknown'] },
  }),
  openData: operation({
    method: 'GET',
    path: '/open-data',
    summary: 'Published monthly files and their data dictionary (S11).',
    responses: { 200: Type.Object({ items: Type.Array(OpenDataFile) }) },
  }),
  openDataFile: operation({
    method: 'GET',
    path: '/open-data/{name}',
    summary: 'One published file.',
    params: Type.Object({ name: Type.String({ pattern: '^[a-z0-9-]{1,40}\\.(csv|json)$' }) }),
    responses: { 200: Type.String() },
    file: ['text/csv', 'application/json'],
    problems: { 404: ['open-data/unknown'] },
  }),
} as const;
