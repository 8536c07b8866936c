import { CodedError, messageOf } from '#platform/errors.js';
import type { ReportOrder } from './reportData.js';

/**
 * Makes the files of a report where reports are kept, all of them or none. Rejects with a `CodedError` that says what went
 * wrong, and with `report/stopped` for what is being made when `stop` is called. One report is made at a time.
 */
export interface ReportMaker {
  make(order: ReportOrder): Promise<void>;
  stop(): Promise<void>;
}

export const stoppedMaking = (): CodedError =>
  new CodedError('report/stopped', 'the hub stopped while the report was being made');

/** What went wrong, with a stable code. */
export const codedFailure = (error: unknown): CodedError =>
  error instanceof CodedError
    ? error
    : new CodedError('report/failed', `the report could not be made: ${messageOf(error)}`, { cause: error });
