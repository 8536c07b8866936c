import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WINDOW_COLUMNS } from '#contract/records.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { Problem } from '#contract/views.js';
import { disposition, sendFile } from '../../../hub/http/fileReply.js';
import { HubRig } from '../../support/hubRig.js';
import { rate } from '../../support/rate.js';

const ODS = 'application/vnd.oasis.opendocument.spreadsheet';
const upload = (type: string | undefined, payload: string | Buffer = 'a,b\r\n') => ({
  method: 'POST' as const,
  url: '/api/v1/imports/ratings?by=chen&dryRun=true',
  ...(type === undefined ? {} : { headers: { 'content-type': type } }),
  payload,
});

async function start() {
  const rig = await HubRig.start();
  const box = rig.box('box-1').online();
  await rig.settle();
  return { rig, box };
}

describe('contract a file that is brought', () => {
  it.each([
    ['text', 'text/plain', 415, 'request/unsupported-media-type'],
    ['JSON', 'application/json', 415, 'request/unsupported-media-type'],
    ['a form', 'multipart/form-data; boundary=x', 415, 'request/unsupported-media-type'],
    ['a heading alone', 'text/csv', 422, 'import/wrong-columns'],
    ['a heading that names its encoding', 'text/csv; charset=utf-8', 422, 'import/wrong-columns'],
  ])('%s is taken or refused by its media type', async (_what, type, status, code) => {
    const { rig } = await start();
    const answer = await rig.request<Problem>(upload(type));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('nothing at all, or something that is no spreadsheet, is refused', async () => {
    const { rig } = await start();
    for (const options of [upload('text/csv', ''), upload(ODS, Buffer.from([1, 2, 3]))]) {
      const { status, body } = await rig.request<Problem>(options);
      expect([status, body.code]).toEqual([422, expect.stringMatching(/^import\//)]);
    }
  });

  it('may be larger than a message, and not larger than its limit', async () => {
    const { rig } = await start();
    const big = (bytes: number) => rig.request<Problem>(upload('text/csv', Buffer.alloc(bytes, 'a')));
    expect((await big(1024 * 1024)).status).toBe(422);
    expect(await big(4 * 1024 * 1024 + 1)).toMatchObject({
      status: 413,
      body: { code: 'request/too-large' },
    });
  });

  it('changes nothing for operations that take JSON', async () => {
    const { rig } = await start();
    const issue = (type: string, payload: string) =>
      rig.request<Problem>({
        method: 'POST',
        url: '/api/v1/issuances',
        headers: { 'content-type': type },
        payload,
      });
    expect(await issue('text/csv', 'a,b')).toMatchObject({ status: 415 });
    expect(await issue('application/json', 'x'.repeat(20_000))).toMatchObject({ status: 413 });
  });
});

describe('S1 the export of windows', () => {
  const DAY = 'from=2026-07-06T16:00:00.000Z&to=2026-07-07T16:00:00.000Z';
  const exported = (rig: HubRig, format: string, query = DAY) =>
    rig.inject({ method: 'GET', url: `/api/v1/windows/export?format=${format}&viewer=chen&${query}` });

  it('P5 names no clerk to somebody whom the journal does not know, and writes down who was told', async () => {
    const { rig, box } = await start();
    await rate(rig, box, { counter: '1', level: 2, clerk: '林雅婷' });
    const actions = async () =>
      (await rig.get<{ items: Array<{ action: string; by: string }> }>('/journal')).items;
    const unnamed = await rig.inject({ method: 'GET', url: `/api/v1/windows/export?format=csv&${DAY}` });
    expect(unnamed.statusCode).toBe(200);
    expect(unnamed.body).not.toContain('林雅婷');
    expect(await actions()).toEqual([]);
    expect((await exported(rig, 'csv')).body).toContain('林雅婷');
    expect(await actions()).toMatchObject([{ by: 'chen' }]);
  });

  it('as CSV is RFC 4180 in UTF-8 with a byte order mark, as a download', async () => {
    const { rig, box } = await start();
    const window = await rate(rig, box, { counter: '1', level: 2, clerk: '林雅婷', afterMs: 1_234.5 });
    await rig.issue('6', { service: '戶籍,"謄本"' });
    const { headers, rawPayload, body } = await exported(rig, 'csv', `office=east&${DAY}`);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="windows-east.csv"; filename*=UTF-8''windows-east.csv`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect([...rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(
      body
        .replace(/^\uFEFF/, '')
        .split('\r\n')
        .at(-1),
    ).toBe('');
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const rows = parse(body, { bom: true, columns: true }) as Array<Record<string, string>>;
    expect(Object.keys(rows[0] ?? {})).toEqual([...WINDOW_COLUMNS]);
    expect(rows[0]).toMatchObject({
      window,
      office: 'east',
      counter: '1',
      clerk: '林雅婷',
      kind: 'receipt',
      outcome: 'rated',
      level: '2',
      afterMs: '1234.5',
      excluded: 'false',
    });
    expect(rows[1]).toMatchObject({ service: '戶籍,"謄本"', outcome: 'missed', reason: 'no-box', level: '' });
  });

  it('has no cell that a spreadsheet would take for a formula', async () => {
    const { rig } = await start();
    for (const clerk of ['=1+1', '+886', '-5', '@SUM(A1)', "=cmd|' /C calc'!A0"])
      await rig.issue('6', { clerk, service: clerk });
    const { body } = await exported(rig, 'csv');
    const rows = parse(body, { bom: true, columns: true }) as Array<Record<string, string>>;
    expect(rows).toHaveLength(5);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows.map(({ clerk }) => clerk)).toContain("'=1+1");
  });

  it('as JSON has one object a line, from which the figures can be recomputed', async () => {
    const { rig, box } = await start();
    for (const level of [5, 5, 4, 1] as const) await rate(rig, box, { counter: '1', level });
    const last = await rate(rig, box, { counter: '1', level: 1 });
    await rig.post(`/ratings/${last}/exclude`, { by: 'chen', reason: 'test' });
    await rig.issue('6');
    const { body, headers } = await exported(rig, 'jsonl');
    expect(headers['content-type']).toBe('application/x-ndjson');
    const rows = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.every((row) => Object.keys(row).join() === WINDOW_COLUMNS.join())).toBe(true);
    const { total } = await rig.get<StatisticsView>('/statistics');
    const counted = rows.filter(({ outcome, excluded }) => outcome === 'rated' && excluded === false);
    expect([5, 4, 3, 2, 1].map((level) => counted.filter((row) => row.level === level).length)).toEqual(
      total.levels,
    );
    expect(rows).toHaveLength(total.windows);
  });

  it('of nothing is a heading alone', async () => {
    const { rig } = await start();
    expect((await exported(rig, 'csv')).body).toBe(`\uFEFF${WINDOW_COLUMNS.join(',')}\r\n`);
    expect((await exported(rig, 'jsonl')).body).toBe('');
  });

  it('is not read for somebody who asks for its headers alone', async () => {
    const { rig } = await start();
    const head = (path: string) => rig.inject({ method: 'HEAD', url: `/api/v1${path}` });
    expect((await head('/windows/export?format=csv')).statusCode).toBe(404);
    expect((await head('/ratings')).statusCode).toBe(200);
  });

  it('is refused as a problem, not as half a file', async () => {
    const { rig } = await start();
    for (const [query, code] of [
      ['office=north', 'office/unknown'],
      ['from=2026-02-31T00:00:00.000Z', 'statistics/bad-range'],
      ['counter=1', 'statistics/bad-question'],
    ] as const) {
      const { headers, body } = await exported(rig, 'csv', query);
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(JSON.parse(body)).toMatchObject({ code });
    }
  });
});

describe('contract a file that is handed out', () => {
  it('has a name that breaks no header, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(disposition(name)).toMatch(
          /^attachment; filename="[A-Za-z0-9._-]+"; filename\*=UTF-8''[A-Za-z0-9._~!%-]*$/,
        );
      }),
    );
    expect(disposition('統計 115.pdf')).toBe(
      `attachment; filename="_115.pdf"; filename*=UTF-8''%E7%B5%B1%E8%A8%88%20115.pdf`,
    );
    expect(disposition('../../etc/passwd')).toContain('filename="_.._etc_passwd"');
  });

  async function serve(body: AsyncIterable<string | Uint8Array>): Promise<string> {
    const server = Fastify({ forceCloseConnections: true });
    server.get('/', (_request, reply) => sendFile(reply, { type: 'text/csv', name: 'a.csv', body }));
    onTestFinished(() => server.close());
    return server.listen({ port: 0, host: '127.0.0.1' });
  }

  it('is read only as fast as it is taken, and no further once nobody takes it', async () => {
    let read = 0;
    let ended: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const piece = 'x'.repeat(256 * 1024);
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) {
          read += piece.length;
          yield piece;
        }
      } finally {
        ended();
      }
    }
    const address = await serve(endless());
    const line = new AbortController();
    const { body } = await fetch(address, { signal: line.signal });
    const reader = body?.getReader();
    await reader?.read();
    line.abort();
    await over;
    // What the two sockets and streams may hold meanwhile.
    expect(read).toBeLessThan(64 * 1024 * 1024);
  });

  it('that fails on the way ends as a broken line', async () => {
    async function* failing(): AsyncGenerator<string> {
      yield 'head\r\n';
      throw new Error('the disk is gone');
    }
    const response = await fetch(await serve(failing()));
    await expect(response.text()).rejects.toThrow();
  });
});
