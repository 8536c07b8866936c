import { describe, expect, it } from 'vitest';
import { operations } from '#contract/api.js';
import { ManualClock } from '#platform/clock.js';
import {
  ANSWER_WITHIN_MS,
  ENDPOINTS,
  type Endpoint,
  HubClient,
} from '../../../../hub/dashboard/api/hubClient.js';
import { HubProblem } from '../../../../hub/dashboard/api/hubProblem.js';

const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers });

function client(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const clock = new ManualClock();
  const asked: Array<{ url: string; method: string | undefined; body: unknown }> = [];
  const hub = new HubClient({
    clock,
    base: 'http://hub/api/v1/',
    fetch: async (url, init = {}) => {
      asked.push({ url: String(url), method: init.method, body: init.body ?? undefined });
      return answer(String(url), init);
    },
  });
  return { hub, clock, asked };
}

const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

describe('the hub client', () => {
  it.each(Object.keys(ENDPOINTS) as Endpoint[])('asks for %s where the contract serves it', (endpoint) => {
    const { method, path } = operations[endpoint];
    expect(ENDPOINTS[endpoint]).toEqual({ method, path });
  });

  it('puts parameters and queries into the address, escaped', async () => {
    const { hub, asked } = client(() => json({ items: [] }));
    await hub.ask('voidIssuance', { params: { office: 'east', kind: 'notice', number: '甲#1' } });
    await hub.ask('windows', { query: { office: 'east', counter: '3', limit: 30 } });
    expect(asked.map(({ url }) => url)).toEqual([
      'http://hub/api/v1/issuances/east/notice/%E7%94%B2%231/void',
      'http://hub/api/v1/windows?office=east&counter=3&limit=30',
    ]);
  });

  it('sends a body as JSON and tells 201 from 200', async () => {
    const { hub, asked } = client(() => json({ id: 'x' }, 201));
    const { status } = await hub.ask('acknowledgeAlarm', { params: { id: 'x' }, body: { by: '李主任' } });
    expect(status).toBe(201);
    expect(asked[0]).toEqual({
      url: 'http://hub/api/v1/alarms/x/acknowledge',
      method: 'POST',
      body: '{"by":"李主任"}',
    });
  });

  it('brings a file as it is, under its media type', async () => {
    const sent: RequestInit[] = [];
    const { hub, asked } = client((_url, init) => {
      sent.push(init);
      return json({ rows: 0 });
    });
    const bytes = new TextEncoder().encode('甲').buffer;
    await hub.bring('importSurvey', { by: '李', dryRun: true }, { type: 'text/csv', bytes });
    expect(asked[0]).toMatchObject({
      url: 'http://hub/api/v1/imports/surveys?by=%E6%9D%8E&dryRun=true',
      method: 'POST',
      body: bytes,
    });
    expect(sent[0]?.headers).toMatchObject({ 'content-type': 'text/csv' });
  });

  it('tells where a file is fetched', () => {
    const { hub, asked } = client(() => json({}));
    expect(hub.addressOf('reportFile', { params: { report: 'x', format: 'pdf' } })).toBe(
      'http://hub/api/v1/reports/x/pdf',
    );
    expect(asked).toEqual([]);
  });

  it('knows when the hub answered, to half a second', async () => {
    const { hub } = client(() => json({ items: [] }, 200, { date: 'Tue, 07 Jul 2026 01:30:00 GMT' }));
    expect((await hub.ask('offices', {})).hubMs).toBe(Date.UTC(2026, 6, 7, 1, 30, 0, 500));
  });

  it('throws a problem document as what it says', async () => {
    const faults = [{ path: '/number', reason: 'must match' }];
    const { hub } = client(() => json({ code: 'request/invalid', detail: 'bad number', faults }, 422));
    const error = await caught(hub.ask('offices', {}));
    expect(error).toBeInstanceOf(HubProblem);
    expect(error).toMatchObject({ code: 'request/invalid', message: 'bad number', faults });
  });

  it('names the status of a refusal without a problem document', async () => {
    const { hub } = client(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await caught(hub.ask('offices', {}))).toMatchObject({ code: 'http/502' });
  });

  it.each([
    ['the network fails', () => Promise.reject(new TypeError('failed to fetch'))],
    ['a success is no JSON', () => new Response('<html>', { status: 200 })],
  ])('says the hub is out of reach when %s', async (_when, answer) => {
    const { hub } = client(answer);
    expect(await caught(hub.ask('offices', {}))).toMatchObject({ code: 'page/unreachable' });
  });

  it('gives up on an answer that does not come', async () => {
    const { hub, clock } = client(
      (_url, init) =>
        new Promise((_resolve, reject) => {
          init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        }),
    );
    const error = caught(hub.ask('offices', {}));
    clock.advance(ANSWER_WITHIN_MS);
    expect(await error).toMatchObject({ code: 'page/unreachable' });
  });
});
