import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { PanelServer, type PanelServerOptions } from '../../simulators/panelServer/panelServer.js';
import { EventReader } from '../support/eventReader.js';
import { MemoryStation } from '../support/memoryStation.js';

let folder: string;
let first: MemoryStation;
let second: MemoryStation;
let server: PanelServer;
let address: string;
let clock: ManualClock;
let readers: EventReader[];

const make = (options: Partial<PanelServerOptions> = {}): PanelServer =>
  new PanelServer({
    stations: [first, second],
    pages: join(folder, 'pages'),
    prompts: join(folder, 'prompts'),
    port: 0,
    clock,
    ids: systemIds,
    logger: silentLogger,
    ...options,
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rating-panels-'));
  mkdirSync(join(folder, 'pages'));
  mkdirSync(join(folder, 'prompts/en'), { recursive: true });
  writeFileSync(join(folder, 'pages/index.html'), 'the index');
  writeFileSync(join(folder, 'pages/panel.html'), 'a panel');
  writeFileSync(join(folder, 'prompts/en/thanks.wav'), 'RIFF');
  first = new MemoryStation('1');
  second = new MemoryStation('2', 'board');
  clock = new ManualClock();
  readers = [];
  server = make();
  address = await server.start();
});

afterEach(async () => {
  for (const reader of readers) reader.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const get = (path: string) => fetch(address + path);
const post = (path: string, body: unknown) =>
  fetch(address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** Opens a panel page's event stream and reads its two first messages. */
async function visit(counter: string) {
  const events = await EventReader.open(`${address}/panel/${counter}/events`);
  readers.push(events);
  const { visitor } = (await events.next('visitor')) as { visitor: string };
  return { events, visitor, state: await events.next('state') };
}

describe('the panel server', () => {
  it('lists the counters and serves a page for each, on 127.0.0.1', async () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await get('/')).text()).toBe('the index');
    expect(await (await get('/panel/2')).text()).toBe('a panel');
    expect(await (await get('/stations')).json()).toEqual({
      items: [
        { counter: '1', name: first.name, hardware: 'virtual' },
        { counter: '2', name: second.name, hardware: 'board' },
      ],
    });
  });

  it('lets nothing in from elsewhere', async () => {
    for (const path of ['/', '/panel/1', '/stations', '/nowhere']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('serves recordings, and does without them', async () => {
    expect(await (await get('/prompts/en/thanks.wav')).text()).toBe('RIFF');
    expect((await get('/prompts/en/none.wav')).status).toBe(404);
    expect((await get('/prompts/..%2fpages/index.html')).status).toBeGreaterThanOrEqual(400);
    const bare = make({ prompts: join(folder, 'nowhere') });
    const other = await bare.start();
    expect((await fetch(`${other}/prompts/en/thanks.wav`)).status).toBe(404);
    await bare.stop();
  });

  it('streams a station from its present state on, each counter its own', async () => {
    first.show({ kind: 'invite', leftMs: 30_000, moreTime: true });
    const one = await visit('1');
    const two = await visit('2');
    expect(one.state).toMatchObject({ scene: { kind: 'invite' } });
    expect(two.state).toMatchObject({ scene: { kind: 'dark' } });
    first.show({ kind: 'countdown', secondsLeft: 7, moreTime: false });
    first.say('invite', { languages: ['en'], lengthMs: 60_000 });
    expect(await one.events.next('state')).toMatchObject({ scene: { kind: 'countdown', secondsLeft: 7 } });
    expect(await one.events.next('state')).toMatchObject({
      spoken: { prompt: 'invite', languages: ['en'], lengthMs: 60_000, count: 1 },
    });
  });

  it('keeps a quiet line alive, and stops watching when the page goes', async () => {
    const { events } = await visit('1');
    clock.advance(15_000);
    expect(await events.comment()).toBe('ping');
    events.close();
    await first.alone();
  });

  it('moves the keys and causes every fault', async () => {
    expect((await post('/panel/1/key', { key: 5, down: true })).status).toBe(204);
    await post('/panel/1/key', { key: 5, down: false });
    for (const key of ['more-time', 'language']) await post('/panel/1/key', { key, down: true });
    for (const fault of ['unplug', 'plug', 'kill', 'cut-link', 'restore-link']) {
      expect((await post('/panel/1/fault', { fault })).status).toBe(204);
    }
    expect(first.done).toEqual([
      ...['5 down', '5 up', 'more-time down', 'language down'],
      ...['unplug', 'plug', 'kill', 'cut-link', 'restore-link'],
    ]);
    expect(second.done).toEqual([]);
  });

  it('tells a running page of the keys that are held', async () => {
    const { events, visitor } = await visit('1');
    await post('/panel/1/key', { key: 3, down: true, visitor });
    expect(await events.next('state')).toMatchObject({ held: [3] });
  });
});

describe('a held key', () => {
  it('is released when its page goes away', async () => {
    const { events, visitor } = await visit('1');
    await post('/panel/1/key', { key: 1, down: true, visitor });
    await post('/panel/1/key', { key: 2, down: true, visitor });
    await post('/panel/1/key', { key: 'more-time', down: true, visitor });
    events.close();
    await first.did('1 down', '2 down', 'more-time down', '2 up', '1 up', 'more-time up');
  });

  it('stays down while another page still holds it', async () => {
    const one = await visit('1');
    const two = await visit('1');
    await post('/panel/1/key', { key: 4, down: true, visitor: one.visitor });
    await post('/panel/1/key', { key: 4, down: true, visitor: two.visitor });
    await post('/panel/1/key', { key: 4, down: false, visitor: one.visitor });
    expect(first.done).toEqual(['4 down']);
    two.events.close();
    await first.did('4 down', '4 up');
  });

  it('cannot be pressed in the name of a page that is gone or of another counter', async () => {
    const { visitor } = await visit('1');
    const answer = await post('/panel/2/key', { key: 4, down: true, visitor });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'panel/visitor-gone' });
    expect(second.done).toEqual([]);
  });

  it('is released when the server stops', async () => {
    const { visitor } = await visit('1');
    await post('/panel/1/key', { key: 5, down: true, visitor });
    await server.stop();
    await first.did('5 down', '5 up');
  });
});

describe('bad input', () => {
  it.each([
    ['no level', '/panel/1/key', { key: 6, down: true }, 422, 'request/invalid', '/key'],
    ['no key of a box', '/panel/1/key', { key: 'volume', down: true }, 422, 'request/invalid', '/key'],
    ['a level in words', '/panel/1/key', { key: '5', down: true }, 422, 'request/invalid', '/key'],
    ['a key under its old name', '/panel/1/key', { level: 5, down: true }, 422, 'request/invalid', ''],
    ['half a level', '/panel/1/key', { key: 2.5, down: true }, 422, 'request/invalid', '/key'],
    ['neither down nor up', '/panel/1/key', { key: 2, down: 'yes' }, 422, 'request/invalid', '/down'],
    ['no visitor', '/panel/1/key', { key: 2, down: true, visitor: 'me' }, 422, 'request/invalid', '/visitor'],
    ['no fault', '/panel/1/fault', { fault: 'explode' }, 422, 'request/invalid', '/fault'],
    ['an empty object', '/panel/1/fault', {}, 422, 'request/invalid', ''],
    ['no JSON', '/panel/1/fault', '{', 400, 'request/not-json', undefined],
    ['too much', '/panel/1/fault', { fault: 'x'.repeat(2_000) }, 413, 'request/too-large', undefined],
    ['no counter', '/panel/9/key', { key: 2, down: true }, 404, 'panel/unknown-counter', undefined],
    ['no path', '/nowhere', {}, 404, 'request/unknown-path', undefined],
  ])('that is %s is a problem with its code', async (_what, path, body, status, code, fault) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await answer.json()) as { code: string; status: number; faults?: { path: string }[] };
    expect(problem).toMatchObject({ code, status });
    if (fault !== undefined) expect(problem.faults?.map(({ path: at }) => at)).toContain(fault);
    expect(first.done).toEqual([]);
  });

  it.each(['/panel/9', '/panel/9/events'])('GET %s of an unknown counter is refused', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'panel/unknown-counter' });
  });

  it('a body that is no JSON by its type is refused', async () => {
    const answer = await fetch(`${address}/panel/1/fault`, { method: 'POST', body: 'kill' });
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({ code: 'request/unsupported-media-type' });
  });
});

describe('starting', () => {
  it('says in one line that a port is taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as AddressInfo;
    await expect(make({ port }).start()).rejects.toMatchObject({
      code: 'panel/port-taken',
      message: `port ${port} on 127.0.0.1 is taken; choose another for the panels`,
    });
    await new Promise((resolve) => squatter.close(resolve));
  });

  it('says that the pages are not built', async () => {
    await expect(make({ pages: join(folder, 'nowhere') }).start()).rejects.toMatchObject({
      code: 'panel/pages-missing',
    });
  });

  it('says that it cannot listen on an address that is not this machine’s', async () => {
    await expect(make({ host: '192.0.2.1' }).start()).rejects.toMatchObject({ code: 'panel/cannot-listen' });
  });
});
