import { ContractError } from '#contract/errors.js';
import type { Problem } from '#contract/views.js';
import { CodedError } from '#platform/errors.js';

const STATUS: Readonly<Record<string, number>> = {
  'request/not-json': 400,
  'request/unknown-path': 404,
  'request/too-large': 413,
  'request/unsupported-media-type': 415,
  'request/invalid': 422,
  'panel/unknown-counter': 404,
  'panel/visitor-gone': 409,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not acceptable content',
};

const FROM_FASTIFY: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request/too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request/unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request/not-json',
};

/** The problem document (RFC 9457) for whatever a request failed with; 500 only for a fault of ours. */
export function panelProblem(error: unknown): Problem {
  if (error instanceof ContractError) {
    return { ...document('request/invalid', error.message), faults: [...error.faults] };
  }
  if (error instanceof CodedError) return document(error.code, error.message);
  const { code = '', statusCode } = error as { code?: string; statusCode?: number };
  const known = FROM_FASTIFY[code];
  if (known !== undefined) return document(known, (error as Error).message);
  if (error instanceof SyntaxError || statusCode === 400) {
    return document('request/not-json', 'the body must be JSON');
  }
  return document('panel/internal', 'the panel server failed to answer; its log tells why');
}

function document(code: string, detail: string): Problem {
  const status = STATUS[code] ?? 500;
  return {
    type: `urn:counter-rating:problem:${code.replace('/', ':')}`,
    title: TITLES[status] ?? 'Internal error',
    status,
    detail,
    code,
  };
}
