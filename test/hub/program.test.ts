import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { claimDirectory } from '#platform/dataDirectory.js';
import { packageVersion } from '#platform/packageFacts.js';
import { type Bundle, bundle } from '../support/bundle.js';
import { eastSite } from '../support/sites.js';
import { temporaryFolder } from '../support/temporary.js';

let hub: Bundle;
beforeAll(async () => {
  hub = await bundle('hub/main.ts');
});
afterAll(() => hub.remove());

const run = (args: readonly string[], environment: Record<string, string> = {}) =>
  spawnSync(process.execPath, [hub.program, ...args], {
    encoding: 'utf8',
    timeout: 15_000,
    env: { PATH: process.env.PATH, ...environment },
  });

function place() {
  const folder = temporaryFolder();
  writeFileSync(`${folder}/site.json`, JSON.stringify(eastSite));
  const free = ['--demonstration=true', '--http-port=0', '--mqtt-port=0', '--log-level=silent'];
  return { data: `${folder}/data`, args: [`--data=${folder}/data`, `--site=${folder}/site.json`, ...free] };
}

/** A running hub; resolves when it says where it can be reached. */
async function start(args: readonly string[]): Promise<{ child: ChildProcess; http: string }> {
  const child = spawn(process.execPath, [hub.program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { ready } = JSON.parse(line) as { ready: { http: string } };
  return { child, http: ready.http };
}

describe('rating-hub from its command line', () => {
  it('tells its settings and its version', () => {
    const help = run(['--help']);
    expect(help.status).toBe(0);
    for (const flag of ['--data', '--site', '--http-port', '--broker', '--config'])
      expect(help.stdout).toContain(flag);
    expect(help.stdout).toContain('RATING_HUB_NAME');
    expect(run(['--version'])).toMatchObject({ status: 0, stdout: `${packageVersion()}\n`, stderr: '' });
  });

  it('names every wrong setting in a line of its own and ends with 2', () => {
    const { status, stderr, stdout } = run(['--http-port=99999', '--colour=red'], {
      RATING_HUB_BROKER: 'http://x',
    });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toEqual([
      'rating-hub: --colour=red is no setting; --help lists them',
      'rating-hub: --http-port is "99999"; expected a whole number from 0 to 65535',
      'rating-hub: RATING_HUB_BROKER is "http://x"; expected embedded or mqtts://host:port',
    ]);
  });

  it('says in one line what keeps it from starting, and ends with 1', () => {
    const { args } = place();
    const { status, stderr } = run([...args, '--site=/no/such/site.json']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^rating-hub: the site file \/no\/such\/site\.json cannot be read.*\n$/);
  });

  it('has accounts and TLS unless it is a demonstration, which nobody outside this machine can reach', () => {
    const { args } = place();
    const uninitialised = run([...args, '--demonstration=false']);
    expect(uninitialised.status).toBe(1);
    expect(uninitialised.stderr).toMatch(/^rating-hub: .*rating-hub init.*\n$/);
    const outside = run([...args, '--host=0.0.0.0']);
    expect(outside.status).toBe(1);
    expect(outside.stderr).toContain('0.0.0.0 is not 127.0.0.1');
  });

  it('has its data directory alone, until it ends, even by SIGKILL', async () => {
    const { data, args } = place();
    const { child, http } = await start(args);
    expect((await fetch(`${http}/readyz`)).status).toBe(200);
    expect(() => claimDirectory(data)).toThrow(expect.objectContaining({ code: 'data/in-use' }));
    const second = run(args);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`${data} is in use by another process`);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    claimDirectory(data).release();
  });

  it('stops cleanly on SIGTERM and gives its directory back', async () => {
    const { data, args } = place();
    const { child } = await start(args);
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
    claimDirectory(data).release();
  });
});

describe('a data directory', () => {
  it('is made when need be, and claimed once at a time', () => {
    const path = `${temporaryFolder()}/a/b`;
    const claim = claimDirectory(path);
    expect(() => claimDirectory(path)).toThrow(expect.objectContaining({ code: 'data/in-use' }));
    claim.release();
    claimDirectory(path).release();
  });

  it('that cannot be written is named', () => {
    const folder = temporaryFolder();
    writeFileSync(`${folder}/file`, '');
    expect(() => claimDirectory(`${folder}/file`)).toThrow(
      expect.objectContaining({ code: 'data/unwritable' }),
    );
  });
});
