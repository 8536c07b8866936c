import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { type Service, ServiceGroup } from '#platform/service.js';
import { findServiceManager, type NotifySocket, ServiceManager } from '#platform/serviceManager.js';
import { bundle } from '../../support/bundle.js';
import { NotifyReceiver } from '../../support/notifyReceiver.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A manager on a wire that keeps what was said; it wants a sign of life every 20 s unless it does not watch. */
function rig({ watched = true } = {}) {
  const said: string[] = [];
  let closed = false;
  const socket: NotifySocket = {
    send: (message) => void said.push(message),
    close: () => {
      closed = true;
    },
  };
  const clock = new ManualClock();
  const manager = new ServiceManager({ socket, clock, watchdogMs: watched ? 20_000 : undefined });
  return { said, clock, closed: () => closed, manager };
}

const find = (environment: Record<string, string>, clock = new ManualClock()) => {
  const warnings: string[] = [];
  const warn = (line: string): void => void warnings.push(line);
  return { warnings, manager: findServiceManager({ environment, pid: 4711, clock, warn }) };
};

describe('what the service manager is told', () => {
  it('B7 ready once, then alive every half of the watchdog time', () => {
    const { said, clock, manager } = rig();
    manager.ready(() => true);
    clock.advance(9_999);
    expect(said).toEqual(['READY=1\nSTATUS=running']);
    clock.advance(1);
    clock.advance(20_000);
    expect(said.slice(1)).toEqual(['WATCHDOG=1', 'WATCHDOG=1', 'WATCHDOG=1']);
  });

  it('B7 is not alive while it is not healthy, says so once, and is alive again when it recovers', () => {
    const { said, clock, manager } = rig();
    let well = false;
    manager.ready(() => well);
    clock.advance(30_000);
    expect(said.slice(1)).toEqual(['STATUS=not healthy; will be restarted unless it recovers']);
    well = true;
    clock.advance(10_000);
    expect(said.slice(2)).toEqual(['STATUS=running', 'WATCHDOG=1']);
  });

  it('B7 an answer that throws is no sign of life', () => {
    const { said, clock, manager } = rig();
    manager.ready(() => {
      throw new Error('the database is closed');
    });
    clock.advance(60_000);
    expect(said).not.toContain('WATCHDOG=1');
  });

  it('says that it stops, and nothing after that', () => {
    const { said, clock, closed, manager } = rig();
    manager.ready(() => true);
    manager.stopping();
    manager.stopping();
    clock.advance(60_000);
    expect(said.slice(1)).toEqual(['STOPPING=1']);
    expect(closed()).toBe(true);
  });

  it('told to stop while it starts, never says it is ready', () => {
    const { said, manager } = rig();
    manager.stopping();
    manager.ready(() => true);
    expect(said).toEqual(['STOPPING=1']);
  });

  it('gives no signs of life where nobody watches', () => {
    const { said, clock, manager } = rig({ watched: false });
    manager.ready(() => true);
    clock.advance(3_600_000);
    expect(said).toEqual(['READY=1\nSTATUS=running']);
  });
});

describe('a group of services', () => {
  const service = (name: string, rest: Partial<Service> = {}): Service => ({
    name,
    start: () => undefined,
    stop: () => undefined,
    ...rest,
  });

  it('is healthy when each is that says anything of itself', async () => {
    let well = true;
    const group = new ServiceGroup('all', [service('mute'), service('ill', { healthy: () => well })]);
    await group.start();
    expect(group.healthy()).toBe(true);
    well = false;
    expect(group.healthy()).toBe(false);
    await group.stop();
  });
});

describe('the way to the service manager', () => {
  it('is a real datagram socket', async () => {
    const receiver = NotifyReceiver.inFolder();
    const { manager, warnings } = find({ NOTIFY_SOCKET: receiver.address });
    const found = await manager;
    found.ready(() => true);
    expect(await receiver.next()).toBe('READY=1\nSTATUS=running');
    found.stopping();
    expect(await receiver.next()).toBe('STOPPING=1');
    expect(warnings).toEqual([]);
  });

  it.each([
    ['of this process', { WATCHDOG_USEC: '3000000', WATCHDOG_PID: '4711' }, true],
    ['of whoever reads it', { WATCHDOG_USEC: '3000000' }, true],
    ['of another process', { WATCHDOG_USEC: '3000000', WATCHDOG_PID: '1' }, false],
    ['of no sense', { WATCHDOG_USEC: '-1' }, false],
  ])('heeds the watchdog time %s: %o', async (_whose, times: Record<string, string>, heeded) => {
    const receiver = NotifyReceiver.inFolder();
    const clock = new ManualClock();
    const manager = await find({ NOTIFY_SOCKET: receiver.address, ...times }, clock).manager;
    manager.ready(() => true);
    await receiver.next();
    clock.advance(1_500);
    manager.stopping();
    expect(await receiver.next()).toBe(heeded ? 'WATCHDOG=1' : 'STOPPING=1');
  });

  it('is said to be out of reach when its address is no path', async () => {
    const { manager, warnings } = find({ NOTIFY_SOCKET: '@rating/notify' });
    (await manager).ready(() => true);
    expect(warnings).toEqual([
      'the service manager at @rating/notify cannot be told: only a path can be reached',
    ]);
  });

  it('is not looked for where there is none', async () => {
    const { manager, warnings } = find({ WATCHDOG_USEC: '1000' });
    (await manager).ready(() => expect.unreachable('nobody watches'));
    expect(warnings).toEqual([]);
  });

  it('is named once in one line when nobody is there', async () => {
    const clock = new ManualClock();
    const nowhere = join(temporaryFolder(), 'nobody');
    const { manager, warnings } = find({ NOTIFY_SOCKET: nowhere, WATCHDOG_USEC: '1000' }, clock);
    const found = await manager;
    found.ready(() => true);
    clock.advance(1_000);
    found.stopping();
    expect(warnings).toEqual([expect.stringContaining(nowhere)]);
    expect(warnings[0]).not.toContain('\n');
  });

  it('B7 the hub says from its own process that it is ready, alive and stopping', {
    timeout: 30_000,
  }, async () => {
    const hub = await bundle('hub/main.ts');
    onTestFinished(() => hub.remove());
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'site.json'), JSON.stringify(eastSite));
    const receiver = NotifyReceiver.inFolder();
    const settings = ['--demonstration=true', `--data=${folder}`, `--site=${folder}/site.json`];
    settings.push('--http-port=0', '--mqtt-port=0');
    const child = spawn(process.execPath, [hub.program, ...settings], {
      env: { PATH: process.env.PATH, NOTIFY_SOCKET: receiver.address, WATCHDOG_USEC: '200000' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    expect(await receiver.next()).toBe('READY=1\nSTATUS=running');
    expect(await receiver.next()).toBe('WATCHDOG=1');
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    let last = await receiver.next();
    while (last === 'WATCHDOG=1') last = await receiver.next();
    expect(last).toBe('STOPPING=1');
    expect(await gone).toEqual([0, null]);
  });
});
