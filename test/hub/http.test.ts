import { once } from 'node:events';
import { connect } from 'node:net';
import type { LightMyRequestResponse } from 'fastify';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES } from '#contract/limits.js';
import { Problem, type WindowView } from '#contract/views.js';
import { ManualClock } from '#platform/clock.js';
import { HubRig } from '../support/hubRig.js';
import { eastSite } from '../support/sites.js';
import { temporaryFolder } from '../support/temporary.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const ISSUANCE = { office: 'east', counter: '1', kind: 'receipt', number: 'A1', clerk: 'lin' };

/** A refusal: a problem document with this status and stable code. */
function refusal(response: LightMyRequestResponse, status: number, code: string): Problem {
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  const body = response.json<Problem>();
  expect(body).toMatchObject({ status, code, type: `urn:counter-rating:problem:${code.replace('/', ':')}` });
  expect(response.statusCode).toBe(status);
  expect(Value.Check(Problem, body)).toBe(true);
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
  return body;
}

const issue = (rig: HubRig, payload: string | object, headers: Record<string, string> = JSON_TYPE) =>
  rig.inject({ method: 'POST', url: '/api/v1/issuances', headers, payload });
const get = (rig: HubRig, url: string) => rig.inject({ method: 'GET', url });

async function nothingStored(rig: HubRig): Promise<void> {
  await rig.settle();
  expect((await rig.get<{ items: WindowView[] }>('/windows')).items).toEqual([]);
  expect(rig.broker.sent).toEqual([]);
}

describe('wrong content is refused with a problem document and nothing is stored', () => {
  it.each<[string, string | object, Record<string, string>, number, string]>([
    ['no JSON', '{"office":', JSON_TYPE, 400, 'request/not-json'],
    ['nothing', '', JSON_TYPE, 400, 'request/not-json'],
    ['JSON of another kind', '[1,2]', JSON_TYPE, 422, 'request/invalid'],
    ['null', 'null', JSON_TYPE, 422, 'request/invalid'],
    ['a deep nest', '['.repeat(7_000), JSON_TYPE, 400, 'request/not-json'],
    ['plain text', 'hello', { 'content-type': 'text/plain' }, 422, 'request/invalid'],
    [
      'another media type',
      '<x/>',
      { 'content-type': 'application/xml' },
      415,
      'request/unsupported-media-type',
    ],
    ['a nonsense media type', '{}', { 'content-type': ';;' }, 415, 'request/unsupported-media-type'],
    ['too much', `{"office":"${'e'.repeat(MAX_MESSAGE_BYTES)}"}`, JSON_TYPE, 413, 'request/too-large'],
    ['a prototype', `{"__proto__":{"office":"east"}}`, JSON_TYPE, 400, 'request/not-json'],
    [
      'a constructor',
      `{"constructor":{"prototype":{"x":1}},${JSON.stringify(ISSUANCE).slice(1)}`,
      JSON_TYPE,
      400,
      'request/not-json',
    ],
    ['an unknown office', { ...ISSUANCE, office: 'north' }, JSON_TYPE, 422, 'issuance/unknown-office'],
    ['an unknown counter', { ...ISSUANCE, counter: '77' }, JSON_TYPE, 422, 'issuance/unknown-counter'],
    [
      'a time long ago',
      { ...ISSUANCE, issuedAt: '0000-01-01T00:00:00.000Z' },
      JSON_TYPE,
      422,
      'issuance/time-out-of-range',
    ],
    [
      'a time to come',
      { ...ISSUANCE, issuedAt: '9999-12-31T23:59:59.999Z' },
      JSON_TYPE,
      422,
      'issuance/time-out-of-range',
    ],
  ])('%s', async (_what, payload, headers, status, code) => {
    const rig = await HubRig.start();
    refusal(await issue(rig, payload, headers), status, code);
    await nothingStored(rig);
  });

  it('a day that no calendar has is no time of an issuance', async () => {
    const rig = await HubRig.start(eastSite, undefined, new ManualClock(Date.UTC(2026, 2, 3, 1)));
    refusal(
      await issue(rig, { ...ISSUANCE, issuedAt: '2026-02-31T00:00:00.000Z' }),
      422,
      'issuance/time-out-of-range',
    );
    await nothingStored(rig);
  });

  it('every wrong field is named by its pointer, with what was expected', async () => {
    const rig = await HubRig.start();
    const wrong = { office: 'East!', counter: 7, kind: 'letter', number: '', clerk: ' lin', issuedAt: 'now' };
    const { faults = [] } = refusal(await issue(rig, wrong), 422, 'request/invalid');
    const pointers = new Set(faults.map(({ path }) => path));
    expect(pointers).toEqual(new Set(Object.keys(wrong).map((field) => `/${field}`)));
    const missing = refusal(await issue(rig, {}), 422, 'request/invalid');
    for (const field of ['office', 'counter', 'kind', 'number', 'clerk'])
      expect(missing.detail).toContain(field);
    await nothingStored(rig);
  });

  it.each([
    ['an unknown document', '/api/v1/issuances/east/receipt/A1/void', 404, 'issuance/unknown'],
    ['an unknown kind', '/api/v1/issuances/east/letter/A1/void', 422, 'request/invalid'],
    [
      'a number of another alphabet',
      '/api/v1/issuances/east/receipt/%F0%9F%98%80/void',
      422,
      'request/invalid',
    ],
    ['a path upwards', '/api/v1/issuances/east/receipt/%2e%2e%2f/void', 422, 'request/invalid'],
    ['bad percent-encoding', '/api/v1/issuances/east/receipt/%E0%A4%A/void', 422, 'request/invalid'],
    ['a number too long', `/api/v1/issuances/east/receipt/${'9'.repeat(41)}/void`, 422, 'request/invalid'],
    [
      'a number much too long',
      `/api/v1/issuances/east/receipt/${'9'.repeat(500)}/void`,
      414,
      'request/too-long',
    ],
    [
      'an alarm nobody knows',
      '/api/v1/alarms/01890a5d-ac96-774b-bcce-b302099a8057/acknowledge',
      404,
      'alarm/unknown',
    ],
    ['an alarm that is none', '/api/v1/alarms/1/acknowledge', 422, 'request/invalid'],
  ])('posting to %s', async (_what, url, status, code) => {
    const rig = await HubRig.start();
    refusal(await rig.inject({ method: 'POST', url, payload: { by: 'chen' } }), status, code);
    await nothingStored(rig);
  });
});

describe('wrong questions', () => {
  it.each([
    ['an unknown path', '/api/v1/nothing', 404, 'request/unknown-path'],
    ['a path outside the pages', '/../../etc/passwd', 404, 'request/unknown-path'],
    ['a very long path', `/${'x'.repeat(9_000)}`, 404, 'request/unknown-path'],
    ['bad percent-encoding', '/api/v1/%zz', 422, 'request/invalid'],
    ['bad percent-encoding in a filter', '/api/v1/windows?office=%zz', 422, 'request/invalid'],
    ['a filter twice', '/api/v1/windows?office=east&office=west', 422, 'request/invalid'],
    ['an unknown outcome', '/api/v1/windows?outcome=happy', 422, 'request/invalid'],
    ['no page', '/api/v1/windows?limit=0', 422, 'request/invalid'],
    ['too large a page', '/api/v1/windows?limit=501', 422, 'request/invalid'],
    ['a page of words', '/api/v1/windows?limit=many', 422, 'request/invalid'],
    ['a cursor too long', `/api/v1/windows?after=${'a'.repeat(81)}`, 422, 'request/invalid'],
    ['an unknown office', '/api/v1/statistics?office=north', 404, 'office/unknown'],
    ['an unknown grouping', '/api/v1/statistics?by=mood', 422, 'request/invalid'],
    [
      'a range that ends before it starts',
      '/api/v1/statistics?from=2026-07-07T00:00:00.000Z&to=2026-07-06T00:00:00.000Z',
      422,
      'statistics/bad-range',
    ],
    ['year 0', '/api/v1/statistics?from=0000-01-01T00:00:00.000Z', 422, 'statistics/bad-range'],
    [
      'a day that no calendar has',
      '/api/v1/statistics?from=2026-02-31T00:00:00.000Z',
      422,
      'statistics/bad-range',
    ],
    ['a time without its zone', '/api/v1/statistics?from=2026-07-07T00:00:00', 422, 'request/invalid'],
    ['a stream of no office', '/api/v1/stream', 422, 'request/invalid'],
    ['a stream of an unknown office', '/api/v1/stream?office=north', 404, 'office/unknown'],
  ])('%s: %s', async (_what, url, status, code) => {
    const rig = await HubRig.start();
    refusal(await get(rig, url), status, code);
  });

  it('any text is a cursor of some place in the list, and hostile text does no harm', async () => {
    const rig = await HubRig.start();
    await rig.issue('1');
    const hostile = ["'; DROP TABLE event; --", '%00', '-1', '9e99', '😀'].map(encodeURIComponent);
    for (const list of ['windows', 'alarms', 'boxes', 'set-aside', 'journal']) {
      for (const after of hostile) {
        const { statusCode } = await get(rig, `/api/v1/${list}?after=${after}`);
        expect(statusCode).toBe(200);
      }
    }
    for (const after of hostile)
      refusal(await get(rig, `/api/v1/ratings?after=${after}`), 422, 'request/invalid');
    expect((await rig.get<{ items: WindowView[] }>('/windows')).items).toHaveLength(1);
  });

  it.each(['PUT', 'DELETE', 'PATCH'] as const)('the method %s is served nowhere', async (method) => {
    const rig = await HubRig.start();
    refusal(await rig.inject({ method, url: '/api/v1/windows' }), 404, 'request/unknown-path');
    refusal(await rig.inject({ method, url: '/api/v1/issuances' }), 404, 'request/unknown-path');
  });

  it('asking too often is slowed down, with word of when to come back', async () => {
    const rig = await HubRig.start(eastSite, temporaryFolder(), new ManualClock(), 3);
    for (let time = 0; time < 3; time++) expect((await get(rig, '/api/v1/offices')).statusCode).toBe(200);
    const slowed = await get(rig, '/api/v1/offices');
    refusal(slowed, 429, 'request/too-fast');
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('on a real socket', () => {
  /** Sends raw text and returns all that comes until the hub closes. */
  async function raw(rig: HubRig, text: string): Promise<string> {
    const socket = connect(Number(new URL(rig.origin).port), '127.0.0.1');
    socket.on('error', () => undefined);
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.end(text);
    await once(socket, 'close');
    return answer;
  }

  it.each([
    ['what is no HTTP', 'HELLO\r\n\r\n', 400, 'request/malformed'],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      431,
      'request/headers-too-large',
    ],
    [
      'an expectation nobody meets',
      'GET / HTTP/1.1\r\nhost: x\r\nexpect: tea\r\n\r\n',
      417,
      'request/unmet-expectation',
    ],
    [
      'two lengths',
      'POST /api/v1/issuances HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
      400,
      'request/malformed',
    ],
    [
      'a URL longer than all headers may be',
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      431,
      'request/headers-too-large',
    ],
  ])('%s is refused with a stable code, and the hub goes on', async (_what, text, status, code) => {
    const rig = await HubRig.start();
    const answer = await raw(rig, text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('content-security-policy');
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ status, code });
    expect((await fetch(`${rig.origin}/healthz`)).status).toBe(200);
  });

  it('a body that says it is too large is refused before it is read', async () => {
    const rig = await HubRig.start();
    const answer = await raw(
      rig,
      `POST /api/v1/issuances HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n{`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('request/too-large');
    await nothingStored(rig);
  });

  it('a body cut off half-way stores nothing', async () => {
    const rig = await HubRig.start();
    const body = JSON.stringify(ISSUANCE);
    await raw(
      rig,
      `POST /api/v1/issuances HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
    );
    await nothingStored(rig);
  });

  it('a document with characters of Chinese is issued and voided by its encoded number', async () => {
    const rig = await HubRig.start();
    const number = '北戶字第１號'.replace('１', '1');
    const post = (path: string, body?: object) =>
      fetch(`${rig.origin}/api/v1${path}`, {
        method: 'POST',
        ...(body === undefined ? {} : { headers: JSON_TYPE, body: JSON.stringify(body) }),
      });
    expect((await post('/issuances', { ...ISSUANCE, number })).status).toBe(201);
    expect((await post('/issuances', { ...ISSUANCE, number })).status).toBe(200);
    expect((await post(`/issuances/east/receipt/${encodeURIComponent(number)}/void`)).status).toBe(200);
  });
});
