import type { BodyOf, ParamsOf, QueryOf, ResultOf } from '#contract/api.js';
import type { Operation } from '#contract/operation.js';
import type { Clock } from '#platform/clock.js';
import { HubProblem } from './hubProblem.js';

/**
 * The operations the pages use. A test compares them with the contract, whose schemas are too heavy to
 * be sent to a browser.
 */
export const ENDPOINTS = {
  session: { method: 'GET', path: '/session' },
  signIn: { method: 'POST', path: '/session' },
  signOut: { method: 'POST', path: '/session/end' },
  signOutEverywhere: { method: 'POST', path: '/session/end-all' },
  changePassword: { method: 'POST', path: '/session/password' },
  applyForAccount: { method: 'POST', path: '/accounts' },
  accounts: { method: 'GET', path: '/accounts' },
  approveAccount: { method: 'POST', path: '/accounts/{id}/approve' },
  declineAccount: { method: 'POST', path: '/accounts/{id}/decline' },
  changeAccount: { method: 'POST', path: '/accounts/{id}' },
  disableAccount: { method: 'POST', path: '/accounts/{id}/disable' },
  resetPassword: { method: 'POST', path: '/accounts/{id}/reset' },
  tokens: { method: 'GET', path: '/tokens' },
  makeToken: { method: 'POST', path: '/tokens' },
  revokeToken: { method: 'POST', path: '/tokens/{id}/revoke' },
  offices: { method: 'GET', path: '/offices' },
  windows: { method: 'GET', path: '/windows' },
  issue: { method: 'POST', path: '/issuances' },
  voidIssuance: { method: 'POST', path: '/issuances/{office}/{kind}/{number}/void' },
  boxes: { method: 'GET', path: '/boxes' },
  moveBox: { method: 'POST', path: '/boxes/{box}/move' },
  revokeBox: { method: 'POST', path: '/boxes/{box}/revoke' },
  boxSettings: { method: 'GET', path: '/boxes/{box}/settings' },
  setBoxSettings: { method: 'POST', path: '/boxes/{box}/settings' },
  selfTestBox: { method: 'POST', path: '/boxes/{box}/self-test' },
  offerEnrolment: { method: 'POST', path: '/boxes/{box}/enrolment' },
  alarms: { method: 'GET', path: '/alarms' },
  alarmSteps: { method: 'GET', path: '/alarms/{id}/steps' },
  acknowledgeAlarm: { method: 'POST', path: '/alarms/{id}/acknowledge' },
  reportChimeTest: { method: 'POST', path: '/chime-tests/{id}/result' },
  closeAlarm: { method: 'POST', path: '/alarms/{id}/close' },
  shelveAlarm: { method: 'POST', path: '/alarms/{id}/shelve' },
  unshelve: { method: 'POST', path: '/offices/{office}/counters/{counter}/unshelve' },
  setDuty: { method: 'POST', path: '/offices/{office}/duty' },
  testChime: { method: 'POST', path: '/offices/{office}/chime-tests' },
  forgetLamp: { method: 'POST', path: '/lamps/{lamp}/forget' },
  cases: { method: 'GET', path: '/cases' },
  case: { method: 'GET', path: '/cases/{id}' },
  changeCase: { method: 'POST', path: '/cases/{id}' },
  releaseCase: { method: 'POST', path: '/cases/{id}/release' },
  holidays: { method: 'GET', path: '/holidays' },
  setHoliday: { method: 'POST', path: '/holidays' },
  removeHoliday: { method: 'POST', path: '/holidays/{day}/remove' },
  alarmSettings: { method: 'GET', path: '/offices/{office}/alarm-settings' },
  setAlarmSettings: { method: 'POST', path: '/offices/{office}/alarm-settings' },
  duty: { method: 'GET', path: '/offices/{office}/duty' },
  statistics: { method: 'GET', path: '/statistics' },
  trend: { method: 'GET', path: '/statistics/trend' },
  funnel: { method: 'GET', path: '/statistics/funnel' },
  alarmFigures: { method: 'GET', path: '/statistics/alarms' },
  equipment: { method: 'GET', path: '/statistics/equipment' },
  clerk: { method: 'GET', path: '/offices/{office}/clerks/{clerk}' },
  screening: { method: 'GET', path: '/statistics/screening' },
  ratings: { method: 'GET', path: '/ratings' },
  excludeRating: { method: 'POST', path: '/ratings/{window}/exclude' },
  restoreRating: { method: 'POST', path: '/ratings/{window}/restore' },
  exportWindows: { method: 'GET', path: '/windows/export' },
  importRatings: { method: 'POST', path: '/imports/ratings' },
  importSurvey: { method: 'POST', path: '/imports/surveys' },
  surveys: { method: 'GET', path: '/surveys' },
  survey: { method: 'GET', path: '/surveys/{survey}' },
  removeSurvey: { method: 'POST', path: '/surveys/{survey}/remove' },
  reports: { method: 'GET', path: '/reports' },
  makeReport: { method: 'POST', path: '/reports' },
  reportFile: { method: 'GET', path: '/reports/{report}/{format}' },
  improvements: { method: 'GET', path: '/improvements' },
  noteImprovement: { method: 'POST', path: '/improvements' },
  openData: { method: 'GET', path: '/open-data' },
  health: { method: 'GET', path: '/health' },
  backups: { method: 'GET', path: '/backups' },
  backUp: { method: 'POST', path: '/backups' },
  journalHeads: { method: 'GET', path: '/journal/heads' },
  openDataFile: { method: 'GET', path: '/open-data/{name}' },
} as const satisfies Record<string, Pick<Operation, 'method' | 'path'>>;

export type Endpoint = keyof typeof ENDPOINTS;
/** Those to which a file is brought. */
export type FileEndpoint = Extract<Endpoint, 'importRatings' | 'importSurvey'>;

export interface BroughtFile {
  /** Media type. */
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

type Given<K extends string, T> = [T] extends [undefined] ? object : { readonly [P in K]: T };
export type Ask<I extends Endpoint> = Given<'params', ParamsOf<I>> &
  Given<'body', BodyOf<I>> &
  ([QueryOf<I>] extends [undefined] ? object : { readonly query?: QueryOf<I> });

interface Parts {
  readonly params?: object;
  readonly query?: object;
  readonly body?: object;
}

export interface Reply<I extends Endpoint> {
  readonly status: number;
  readonly body: ResultOf<I>;
  /** When the hub answered, Unix ms by its own clock to the second; absent when it did not say. */
  readonly hubMs: number | undefined;
}

export interface HubClientOptions {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Address of `/api/v1`, with a closing slash. */
  readonly base: string;
}

/** A hub that has not answered by then is taken as out of reach. */
export const ANSWER_WITHIN_MS = 10_000;
/** A file is read and judged row by row, and stored, before the hub answers. */
export const FILE_ANSWER_WITHIN_MS = 120_000;

/** Speaks to the hub in the contract's types. */
export class HubClient {
  constructor(private readonly options: HubClientOptions) {}

  /** Throws `HubProblem`, nothing else. */
  async ask<I extends Endpoint>(endpoint: I, ask: Ask<I>): Promise<Reply<I>> {
    const { method, path } = ENDPOINTS[endpoint];
    const parts = ask as Parts;
    return this.send(address(this.options.base, path, parts.params, parts.query), {
      method,
      headers: { accept: 'application/json', ...(parts.body && { 'content-type': 'application/json' }) },
      ...(parts.body && { body: JSON.stringify(parts.body) }),
    });
  }

  /** Brings a file of a media type the operation takes. Throws `HubProblem`, nothing else. */
  async bring<I extends FileEndpoint>(endpoint: I, query: QueryOf<I>, file: BroughtFile): Promise<Reply<I>> {
    const { method, path } = ENDPOINTS[endpoint];
    const headers = { accept: 'application/json', 'content-type': file.type };
    const init = { method, headers, body: file.bytes };
    return this.send(address(this.options.base, path, {}, query), init, FILE_ANSWER_WITHIN_MS);
  }

  /** Where the browser itself fetches something, such as a file behind a link. */
  addressOf<I extends Endpoint>(endpoint: I, ask: Ask<I>): string {
    const { params, query } = ask as Parts;
    return address(this.options.base, ENDPOINTS[endpoint].path, params, query);
  }

  private async send<I extends Endpoint>(
    url: string,
    init: RequestInit,
    within = ANSWER_WITHIN_MS,
  ): Promise<Reply<I>> {
    const { ok, status, body, hubMs } = await this.answer(url, init, within);
    if (!ok) throw HubProblem.of(status, body);
    return { status, body: body as ResultOf<I>, hubMs };
  }

  private async answer(url: string, init: RequestInit, within: number) {
    const patience = new AbortController();
    const timer = this.options.clock.after(within, () => patience.abort());
    try {
      const response = await this.options.fetch(url, { ...init, signal: patience.signal, cache: 'no-store' });
      const body: unknown = await response.json().catch((cause: unknown) => {
        if (response.ok) throw cause;
      });
      return { ok: response.ok, status: response.status, body, hubMs: hubTime(response.headers) };
    } catch (cause) {
      throw new HubProblem('page/unreachable', 'the hub did not answer', [], { cause });
    } finally {
      timer.cancel();
    }
  }
}

function address(base: string, path: string, params: object = {}, query: object = {}): string {
  let way = path.slice(1);
  for (const [name, value] of Object.entries(params)) {
    way = way.replace(`{${name}}`, encodeURIComponent(String(value)));
  }
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return base + way + (search === '' ? '' : `?${search}`);
}

/** HTTP dates are cut to the second: half a second is added, so that the error is half a second at most. */
function hubTime(headers: Headers): number | undefined {
  const at = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) ? undefined : at + 500;
}
