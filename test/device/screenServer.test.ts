import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { ScreenPanel } from '../../device/screen/screenPanel.js';
import { NodeEventLine } from '../support/eventLine.js';
import { EventQueue } from '../support/eventQueue.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/freePort.js';
import { LogWitness } from '../support/logWitness.js';
import { PanelWitness } from '../support/panelWitness.js';
import { ScreenRig } from '../support/screenRig.js';

let rig: ScreenRig;
let panel: ScreenPanel;
let witness: PanelWitness;
beforeEach(async () => {
  rig = await ScreenRig.make();
  panel = rig.makePanel();
  witness = new PanelWitness();
  await panel.start(witness);
  await witness.next('ready', 5_000, 0);
});
afterEach(async () => {
  await panel.stop();
  rig.dispose();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function ask(path: string, { method = 'GET', headers = {}, body = '' }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port: rig.port, path, method, headers, agent: false });
    asking.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

const codeOf = ({ text }: Answer): string => JSON.parse(text).code;
const own = (): Record<string, string> => ({
  origin: `http://127.0.0.1:${rig.port}`,
  'content-type': 'application/json',
});
const post = (body: string, headers: Record<string, string> = {}, path = '/report'): Promise<Answer> =>
  ask(path, { method: 'POST', headers: { ...own(), ...headers }, body });
const REPORT = JSON.stringify({ page: '0123456789abcdef', edges: [{ key: 5, down: true }], held: [5] });

describe('the screen’s server refuses', () => {
  it('whoever asks for another host, as a rebound name does', async () => {
    for (const host of [`evil.example:${rig.port}`, '127.0.0.1', `127.0.0.1:${rig.port + 1}`]) {
      const answer = await ask('/', { headers: { host } });
      expect([answer.status, codeOf(answer)]).toEqual([403, 'screen/foreign-host']);
    }
    expect((await ask('/', { headers: { host: `localhost:${rig.port}` } })).status).toBe(200);
  });

  it('whoever asks from another site, and a report from nowhere', async () => {
    const foreign: Asking[] = [
      { headers: { origin: 'https://evil.example' } },
      { headers: { origin: 'null' } },
      { headers: { 'sec-fetch-site': 'cross-site' } },
      { headers: { 'sec-fetch-site': 'same-site' } },
    ];
    for (const asking of foreign) {
      expect(codeOf(await ask('/live', asking))).toBe('screen/foreign-origin');
      expect(codeOf(await post(REPORT, { ...asking.headers }))).toBe('screen/foreign-origin');
    }
    const nowhere = await ask('/report', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: REPORT,
    });
    expect([nowhere.status, codeOf(nowhere)]).toEqual([403, 'screen/foreign-origin']);
  });

  it('a body that is too large, declared or not, and goes on', async () => {
    const large = JSON.stringify({ page: 'x'.repeat(4_000) });
    const answer = await post(large);
    expect([answer.status, codeOf(answer)]).toEqual([413, 'screen/too-large']);
    const chunked = await post('x'.repeat(100_000), { 'transfer-encoding': 'chunked' });
    expect(chunked.status).toBe(413);
    expect((await ask('/')).status).toBe(200);
  });

  it.each([
    ['no JSON', '{"page":', 400, 'screen/not-json'],
    ['no object', '[]', 422, 'screen/invalid'],
    ['a key that is none', REPORT.replace('"key":5', '"key":6'), 422, 'screen/invalid'],
    ['a key held twice', REPORT.replace('"held":[5]', '"held":[5,5]'), 422, 'screen/invalid'],
    [
      'more edges than fingers make',
      JSON.stringify({ page: '0123456789abcdef', edges: Array(33).fill({ key: 1, down: true }), held: [] }),
      422,
      'screen/invalid',
    ],
    ['a page that is not open', REPORT, 409, 'screen/page-gone'],
  ])('%s', async (_name, body, status, code) => {
    const answer = await post(body);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(witness.edges).toEqual([]);
  });

  it('another content type, so that no plain form of another site reaches it', async () => {
    expect(codeOf(await post(REPORT, { 'content-type': 'text/plain' }))).toBe(
      'screen/unsupported-media-type',
    );
  });

  it('paths it does not serve, and ways out of its folder', async () => {
    for (const path of [
      '/x',
      '/../package.json',
      '/%2e%2e/package.json',
      '//etc/passwd',
      '/assets',
      '/index.html/',
    ]) {
      expect((await ask(path)).status, path).toBe(404);
    }
    expect((await ask('/', { method: 'POST', headers: own() })).status).toBe(405);
    expect((await ask('/report')).status).toBe(405);
  });

  it('a flood, and works again a moment later', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => hammer(30)));
    expect(answers.flat().filter((status) => status === 429).length).toBeGreaterThan(100);
    await new Promise<void>((resolve) => void systemClock.after(1_500, resolve));
    expect((await ask('/')).status).toBe(200);
  });

  it('more pages than a reload opens, and hangs up on those that never report', async () => {
    const opened = systemClock.monotonic();
    const ends = new EventQueue<number>(3_000);
    const lines = Array.from({ length: 6 }, () => new NodeEventLine(`${rig.address}live`, (run) => run()));
    for (const line of lines) {
      let ended = false;
      line.addEventListener('error', () => {
        if (!ended) ends.push(systemClock.monotonic() - opened);
        ended = true;
      });
    }
    const after: number[] = [];
    for (let n = 0; n < 6; n++) after.push(await ends.next('every line hung up'));
    expect(after.filter((ms) => ms < 1_000)).toHaveLength(3);
    expect(after.filter((ms) => ms > 1_400)).toHaveLength(3);
    expect(witness.events.map(({ kind }) => kind)).toEqual(['ready']);
    for (const line of lines) line.close();
  });

  it('half a request that never ends', async () => {
    const socket = connect(rig.port, '127.0.0.1');
    const ended = new EventQueue<string>(5_000);
    socket.resume();
    socket.on('close', () => ended.push('closed'));
    socket.write('POST /report HTTP/1.1\r\nHost: ');
    await ended.next('the end of a half request');
    expect((await ask('/')).status).toBe(200);
  });
});

async function hammer(times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n++) statuses.push((await ask('/x')).status);
  return statuses;
}

it('every answer forbids what the page does not need, and nothing of it is kept', async () => {
  for (const path of ['/', '/x']) {
    const { headers } = await ask(path);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/,
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
});

it('listens on loopback alone', async () => {
  expect(new URL(panel.address).hostname).toBe('127.0.0.1');
  const socket = connect(rig.port, '127.0.0.2');
  const refused = new EventQueue<string>();
  socket.on('error', ({ message }) => refused.push(message));
  socket.on('connect', () => refused.push('connected'));
  expect(await refused.next('a refusal')).toContain('ECONNREFUSED');
});

describe('the screen’s start', () => {
  it('names a page that is not built', async () => {
    const options = { port: 0, clock: systemClock, logger: silentLogger };
    const bare = new ScreenPanel({ ...options, pages: join(rig.pages, 'none') });
    await expect(bare.start(new PanelWitness())).rejects.toMatchObject({ code: 'screen/pages-missing' });
  });

  it('B2 is lost while another program has its port, and works within 5 s of its freedom', async () => {
    const second = rig.makePanel();
    const secondWitness = new PanelWitness();
    await second.start(secondWitness);
    const { detail } = await secondWitness.next('lost', 2_000, 0);
    expect(detail).toContain(`port ${rig.port}`);
    await panel.stop();
    await secondWitness.next('ready', 5_000, 0).finally(() => second.stop());
    expect(secondWitness.events.map(({ kind }) => kind)).toEqual(['lost', 'ready']);
  });

  it('leaves nothing behind when it is stopped while it waits for its port', async () => {
    const port = await freePort();
    const log = new LogWitness();
    const options = { port, pages: rig.pages, clock: systemClock };
    const first = new ScreenPanel({ ...options, logger: silentLogger });
    const second = new ScreenPanel({ ...options, logger: log.logger });
    await first.start(new PanelWitness());
    await second.start(new PanelWitness());
    await log.count('screen lost', 1, 2_000);
    await second.stop();
    await first.stop();
    const third = new ScreenPanel({ ...options, logger: log.logger });
    await third.start(new PanelWitness());
    await log.count('the screen can be opened', 1, 2_000).finally(() => third.stop());
  });
});

it('is given back to the page that asks for it, with the first told to stand aside', async () => {
  const newer = rig.openPage();
  await witness.next('ready', 2_000);
  await eventually('the first page stands aside', 1_000, () => rig.page?.phase === 'superseded' || undefined);
  expect(witness.events.map(({ kind }) => kind)).toEqual(['ready', 'lost', 'ready']);
  rig.hands.press(5);
  newer.link.edge({ key: 4, down: true });
  expect(await witness.edgeCount(1)).toEqual([[4, true]]);
  newer.close();
});

it('answers a page’s report in the middle within 5 ms, as an edge', async () => {
  const delays: number[] = [];
  for (let n = 0; n < 30; n++) {
    const edge = witness.next('edge', 1_000);
    const since = systemClock.monotonic();
    if (n % 2 === 0) rig.hands.press(3);
    else rig.hands.release(3);
    await edge;
    delays.push(systemClock.monotonic() - since);
  }
  expect(delays.sort((a, b) => a - b)[15]).toBeLessThan(5);
});
