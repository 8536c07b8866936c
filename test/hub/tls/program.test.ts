import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fetchTrusting } from '#platform/trustingFetch.js';
import { type Bundle, bundle } from '../../support/bundle.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';

let hub: Bundle;
beforeAll(async () => {
  hub = await bundle('hub/main.ts');
});
afterAll(() => hub.remove());

describe('rating-hub with accounts and TLS', () => {
  it('is initialised, says where it is, and lets nobody in who is not signed in', async () => {
    const folder = temporaryFolder();
    writeFileSync(`${folder}/site.json`, JSON.stringify(eastSite));
    const data = `--data=${folder}/data`;
    const secure = ['--demonstration=false', '--https-port=0', '--mqtts-port=0', '--log-level=silent'];
    const args = [hub.program, data, `--site=${folder}/site.json`, ...secure];
    const before = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(before).toMatchObject({ status: 1, stderr: expect.stringContaining('run rating-hub init') });
    const init = [hub.program, 'init', data, '--name=hub.office', '--account=wang', '--person=王主任'];
    const made = spawnSync(process.execPath, init, { encoding: 'utf8' });
    expect(made).toMatchObject({ status: 0, stdout: expect.stringContaining('One-time password of wang') });
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { ready } = JSON.parse(line) as { ready: { http: string; mqtt: string } };
    expect(ready).toEqual({
      http: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
      mqtt: expect.stringMatching(/^mqtts:\/\/127\.0\.0\.1:\d+$/),
    });
    const ask = fetchTrusting(readFileSync(`${folder}/data/tls/authority.pem`, 'utf8'));
    expect((await ask(`${ready.http}/healthz`)).status).toBe(200);
    const offer = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"office":"east"}',
    };
    expect((await ask(`${ready.http}/api/v1/boxes/box-9/enrolment`, offer)).status).toBe(401);
    expect((await ask(`${ready.http}/api/v1/enrolments`, { ...offer, body: '{}' })).status).toBe(422);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  }, 60_000);
});
