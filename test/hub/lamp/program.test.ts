import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { packageVersion } from '#platform/packageFacts.js';
import { lampSettings } from '../../../hub/lamp/settings.js';
import { type Bundle, bundle } from '../../support/bundle.js';
import { Expectation } from '../../support/expectation.js';
import { temporaryFolder } from '../../support/temporary.js';
import { snapshot } from '../../support/views.js';

let hub: Bundle;
beforeAll(async () => {
  hub = await bundle('hub/main.ts');
});
afterAll(() => hub.remove());

const run = (args: readonly string[], environment: Record<string, string> = {}) =>
  spawnSync(process.execPath, [hub.program, 'lamp', ...args], {
    encoding: 'utf8',
    timeout: 15_000,
    env: { PATH: process.env.PATH, ...environment },
  });

/** A hub over a true socket: streams an office without alarms and keeps what is reported. */
async function openHub() {
  const reports: Array<{ path: string; body: Record<string, unknown> }> = [];
  const changes = new Expectation();
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`id: b-1\nevent: snapshot\ndata: ${JSON.stringify(snapshot())}\n\n`);
      return;
    }
    request.setEncoding('utf8').once('data', (text: string) => {
      reports.push({ path: request.url ?? '', body: JSON.parse(text) });
      response.end('{}');
      changes.changed();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, reports, changes };
}

describe('rating-hub lamp from its command line', () => {
  it('tells its settings and its version', () => {
    const { status, stdout } = run(['--help']);
    expect(status).toBe(0);
    for (const name of Object.keys(lampSettings)) expect(stdout).toContain(`--${name} `);
    expect(stdout).toContain('RATING_HUB_LAMP_NAME');
    expect(run(['--version']).stdout).toBe(`${packageVersion()}\n`);
  });

  it.each([
    [[], ['--office is missing; expected the id of an office']],
    [
      ['--office=East', '--light=disco', '--relay-high=9', '--colour=red'],
      [
        '--colour=red is no setting',
        '--office is "East"',
        '--light is "disco"; expected patlite or',
        '--relay-high is "9"',
      ],
    ],
    [['--office=east', '--hub=hub.example'], ['--hub is "hub.example"; expected https://host:port']],
    [
      ['--office=east', '--light=relay', '--bell', '--relay-bell=1'],
      ['--relay-bell is 1, a relay that switches a light'],
    ],
  ])('names each wrong setting and ends with 2: %j', (args, faults) => {
    const { status, stderr, stdout } = run(args);
    expect([status, stdout]).toEqual([2, '']);
    const lines = stderr.trim().split('\n');
    expect(lines).toHaveLength(faults.length);
    for (const [index, fault] of faults.entries())
      expect(lines[index]).toContain(`rating-hub lamp: ${fault}`);
  });

  it('A6 reads its file, tells its hub that there is no light, and ends on SIGTERM', async () => {
    const { url, reports, changes } = await openHub();
    const file = `${temporaryFolder()}/lamp.json`;
    const settings = {
      hub: url,
      office: 'east',
      name: 'desk-2',
      light: 'relay',
      device: '/dev/no-such-board',
    };
    writeFileSync(file, JSON.stringify({ ...settings, 'log-level': 'silent' }));
    const lamp = spawn(process.execPath, [hub.program, 'lamp'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { PATH: process.env.PATH, RATING_HUB_LAMP_CONFIG: file },
    });
    onTestFinished(() => void lamp.kill('SIGKILL'));
    const report = await changes.until('a report of no alarm', 10_000, () =>
      reports.find(({ body }) => body.shows === 'off'),
    );
    expect(report).toEqual({
      path: '/api/v1/lamps/desk-2/report',
      body: {
        office: 'east',
        light: 'relay',
        shows: 'off',
        state: 'unplugged',
        detail: expect.stringContaining('/dev/no-such-board'),
      },
    });
    const gone = once(lamp, 'exit');
    lamp.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
  });
});
