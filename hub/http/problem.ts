import { ContractError } from '#contract/errors.js';
import type { Problem } from '#contract/views.js';
import { CodedError } from '#platform/errors.js';

/** Status of each stable code (RFC 9457); anything else is our fault. */
const STATUS: Readonly<Record<string, number>> = {
  'request/not-json': 400,
  'request/unknown-path': 404,
  'request/too-large': 413,
  'request/too-long': 414,
  'request/unsupported-media-type': 415,
  'request/invalid': 422,
  'request/too-fast': 429,
  'request/malformed': 400,
  'request/unmet-expectation': 417,
  'request/too-slow': 408,
  'request/headers-too-large': 431,
  'access/sign-in': 401,
  'access/must-change': 403,
  'access/role': 403,
  'access/office': 403,
  'access/office-needed': 403,
  'access/beyond-own': 403,
  'access/cross-site': 403,
  'session/refused': 401,
  'session/locked': 423,
  'session/too-many-attempts': 429,
  'session/busy': 503,
  'session/provider-down': 503,
  'password/too-young': 422,
  'password/too-short': 422,
  'password/too-simple': 422,
  'password/used-before': 422,
  'account/name-taken': 409,
  'account/unknown-office': 422,
  'account/too-many-applications': 429,
  'account/unknown': 404,
  'account/decided': 409,
  'account/last-administrator': 409,
  'account/not-approved': 409,
  'token/unknown': 404,
  'office/unknown': 404,
  'issuance/unknown': 404,
  'issuance/conflict': 409,
  'issuance/unknown-office': 422,
  'issuance/unknown-counter': 422,
  'issuance/time-out-of-range': 422,
  'backup/running': 409,
  'box/unknown': 404,
  'box/not-enrolled': 409,
  'box/offline': 409,
  'box/counter-taken': 409,
  'place/unknown-office': 422,
  'place/unknown-counter': 422,
  'enrolment/bad-code': 403,
  'enrolment/bad-proof': 422,
  'enrolment/too-many-failures': 429,
  'renewal/refused': 403,
  'renewal/too-late': 403,
  'renewal/not-due': 409,
  'alarm/unknown': 404,
  'alarm/already-acknowledged': 409,
  'alarm/already-shelved': 409,
  'alarm/bad-settings': 422,
  'alarm/closed': 409,
  'alarm/departed': 409,
  'alarm/foreign-office': 409,
  'alarm/no-counter': 409,
  'alarm/not-a-rating': 422,
  'alarm/not-acknowledged': 409,
  'alarm/not-shelved': 404,
  'case/bad-due': 422,
  'case/incomplete': 409,
  'case/released': 409,
  'case/unknown': 404,
  'chime-test/pending': 409,
  'chime-test/unknown': 404,
  'holiday/bad-day': 422,
  'holiday/unknown': 404,
  'lamp/taken': 409,
  'lamp/too-many': 409,
  'lamp/unknown': 404,
  'statistics/bad-range': 422,
  'statistics/bad-question': 422,
  'statistics/too-many-groups': 422,
  'statistics/busy': 503,
  'statistics/crashed': 503,
  'statistics/stopped': 503,
  'clerk/unknown': 404,
  'rating/unknown': 404,
  'rating/already-excluded': 409,
  'rating/not-excluded': 409,
  'rating/remark-missing': 422,
  'import/unreadable': 422,
  'import/wrong-encoding': 422,
  'import/wrong-columns': 422,
  'import/too-many-rows': 422,
  'survey/unknown': 404,
  'report/unknown': 404,
  'report/not-ready': 409,
  'report/too-many-waiting': 503,
  'open-data/unknown': 404,
  'stream/too-many': 503,
  'store/commit-failed': 503,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  408: 'Request time-out',
  409: 'Conflict',
  413: 'Too large',
  414: 'Address too long',
  415: 'Unsupported media type',
  417: 'Expectation failed',
  422: 'Not acceptable content',
  423: 'Locked',
  429: 'Too many requests',
  431: 'Headers too large',
  503: 'Not available now',
};

/** What Fastify itself refuses, by its own stable codes. */
const FROM_FASTIFY: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request/too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request/unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request/not-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request/invalid',
  FST_ERR_BAD_URL: 'request/invalid',
  FST_ERR_MAX_PARAM_LENGTH: 'request/too-long',
};

export function problemOf(error: unknown): Problem {
  if (error instanceof ContractError) {
    const code =
      error.code === 'too-large' || error.code === 'not-json' ? `request/${error.code}` : 'request/invalid';
    return { ...problem(code, error.message), faults: [...error.faults] };
  }
  if (error instanceof CodedError) return problem(error.code, error.message);
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (code !== undefined && FROM_FASTIFY[code] !== undefined)
    return problem(FROM_FASTIFY[code], (error as Error).message);
  if (error instanceof SyntaxError || statusCode === 400)
    return problem('request/not-json', 'the body must be JSON');
  if (statusCode === 429)
    return problem('request/too-fast', 'too many requests from this address; wait and try again');
  return problem('hub/internal', 'the hub failed to answer; its log tells why');
}

function problem(code: string, detail: string): Problem {
  const status = STATUS[code] ?? 500;
  return {
    type: `urn:counter-rating:problem:${code.replace('/', ':')}`,
    title: TITLES[status] ?? 'Internal error',
    status,
    detail,
    code,
  };
}
