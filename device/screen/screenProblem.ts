import { ContractError } from '#contract/errors.js';
import { CodedError } from '#platform/errors.js';

/** What a refused request is answered with: a problem document (RFC 9457). */
export interface ScreenProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
}

const STATUS: Readonly<Record<string, readonly [number, string]>> = {
  'screen/invalid': [422, 'Not acceptable content'],
  'screen/not-json': [400, 'Bad request'],
  'screen/foreign-host': [403, 'Forbidden'],
  'screen/foreign-origin': [403, 'Forbidden'],
  'screen/unknown-path': [404, 'Not found'],
  'screen/method': [405, 'Method not allowed'],
  'screen/page-gone': [409, 'Conflict'],
  'screen/no-window': [409, 'Conflict'],
  'screen/not-offered': [422, 'Not acceptable content'],
  'screen/too-large': [413, 'Too large'],
  'screen/unsupported-media-type': [415, 'Unsupported media type'],
  'screen/too-many': [429, 'Too many requests'],
  'screen/too-many-pages': [503, 'Too many pages'],
};

/** 500 only for a fault of ours. */
export function screenProblem(error: unknown): ScreenProblem {
  if (error instanceof ContractError) {
    return problem(error.code === 'not-json' ? 'screen/not-json' : 'screen/invalid', error.message);
  }
  if (error instanceof CodedError) return problem(error.code, error.message);
  return problem('screen/internal', 'the box failed to answer; its log tells why');
}

function problem(code: string, detail: string): ScreenProblem {
  const [status, title] = STATUS[code] ?? [500, 'Internal error'];
  return { type: `urn:counter-rating:problem:${code.replace('/', ':')}`, title, status, detail, code };
}
