import type { ReportFormat } from '#contract/reports.js';

/** Every format there is; a test compares it with the contract, whose schemas are too heavy for a browser. */
export const REPORT_FORMATS_SHOWN: readonly ReportFormat[] = ['pdf', 'odt', 'ods', 'csv', 'json'];

/** Names that are the same in every language. */
export const FORMAT_NAMES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'PDF',
  odt: 'ODT',
  ods: 'ODS',
  csv: 'CSV',
  json: 'JSON',
};
