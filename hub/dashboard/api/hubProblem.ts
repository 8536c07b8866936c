import type { Problem } from '#contract/views.js';
import { CodedError } from '#platform/errors.js';

export type ProblemFault = NonNullable<Problem['faults']>[number];

/** The hub said no, in a problem document (RFC 9457), or could not be asked: `page/unreachable`. */
export class HubProblem extends CodedError {
  override readonly name = 'HubProblem';

  constructor(
    code: string,
    detail: string,
    readonly faults: readonly ProblemFault[] = [],
    options?: ErrorOptions,
  ) {
    super(code, detail, options);
  }

  /** From an answer that is no success; one without a problem document is told by its status. */
  static of(status: number, body: unknown): HubProblem {
    return isProblem(body)
      ? new HubProblem(body.code, body.detail, body.faults)
      : new HubProblem(`http/${status}`, `the hub answered ${status} without a problem document`);
  }
}

function isProblem(body: unknown): body is Pick<Problem, 'code' | 'detail' | 'faults'> {
  if (typeof body !== 'object' || body === null) return false;
  return (
    'code' in body && typeof body.code === 'string' && 'detail' in body && typeof body.detail === 'string'
  );
}
