import type { ReportOrder } from './reportData.js';

/** What the thread that makes a report is told. */
export interface ReportTask {
  /** File of the database. */
  readonly database: string;
  /** Where reports are kept. */
  readonly folder: string;
  readonly order: ReportOrder;
}

/** What it says at its end. */
export type ReportVerdict =
  | { readonly made: true }
  | { readonly made: false; readonly code: string; readonly message: string };
