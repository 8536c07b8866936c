import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { relay } from '../../../hub/lamp/adapters/relayFrame.js';
import { SerialBus } from '../../../hub/lamp/adapters/serialBus.js';
import { DrivenLight } from '../../../hub/lamp/drivenLight.js';
import { RelayFirmware } from '../../../simulators/light/relayFirmware.js';
import { eventually } from '../../support/eventually.js';
import { Expectation } from '../../support/expectation.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A relay board behind a true serial device; what it hears goes to the simulated firmware. */
class RelayBoard {
  readonly path = join(temporaryFolder(), 'tty');
  readonly firmware = new RelayFirmware({ lamps: { 1: 'red' }, bell: 2 });
  readonly changes = new Expectation();
  private line: ChildProcess | undefined;

  async plug(): Promise<void> {
    this.firmware.boot();
    this.line = spawn('socat', [`PTY,link=${this.path},rawer`, 'STDIO'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.line.stdout?.on('data', (bytes: Buffer) => {
      this.firmware.write(bytes);
      this.changes.changed();
    });
    await eventually('a serial device', 3_000, () => existsSync(this.path) || undefined);
  }

  async unplug(): Promise<void> {
    const { line } = this;
    if (line === undefined) return;
    this.line = undefined;
    const gone = once(line, 'exit');
    line.kill();
    await gone;
  }

  sees(colour: 'red' | 'dark', ms: number): Promise<true> {
    return this.changes.until(colour, ms, () => this.firmware.look().colour === colour || undefined);
  }
}

describe('a relay board on a true serial line', () => {
  it('A6 shows, is lost at once when unplugged, and shows again within 5 s of being back', {
    timeout: 15_000,
  }, async () => {
    const board = new RelayBoard();
    onTestFinished(() => board.unplug());
    await board.plug();
    const light = new DrivenLight({
      bus: new SerialBus({ path: board.path }),
      driver: relay({ lights: { high: 1, medium: 1, acknowledged: 1, disconnected: 1 }, bell: 2 }),
      clock: systemClock,
      logger: silentLogger,
    });
    onTestFinished(() => light.close());
    const heard: string[] = [];
    const note = (what: string): void => {
      heard.push(what);
      board.changes.changed();
    };
    light.show({ shows: 'acknowledged', bell: undefined });
    light.start({ connected: () => note('connected'), lost: (detail) => note(detail) });
    await board.sees('red', 3_000);
    light.show({ shows: 'off', bell: undefined });
    await board.sees('dark', 1_000);
    await board.unplug();
    await board.changes.until('the loss', 2_000, () => heard.at(-1)?.includes('unplugged') || undefined);
    light.show({ shows: 'acknowledged', bell: undefined });
    await board.plug();
    await board.sees('red', 5_000);
    await board.changes.until('connected', 1_000, () => heard.at(-1) === 'connected' || undefined);
  });

  it('is found by its USB adapter, or named', async () => {
    const list = async () => [
      { path: '/dev/ttyUSB1', vendorId: '1A86', productId: '7523' },
      { path: '/dev/ttyUSB0', vendorId: '1a86', productId: '7523' },
      { path: '/dev/ttyUSB2', vendorId: '0403', productId: '6001' },
      { path: '/dev/ttyS0' },
    ];
    expect(await new SerialBus({ list }).find()).toEqual(['/dev/ttyUSB0', '/dev/ttyUSB1']);
    expect(await new SerialBus({ list, path: 'COM3' }).find()).toEqual(['COM3']);
  });

  it('says what keeps it from being used', async () => {
    const list = () => Promise.reject(new Error('spawn udevadm ENOENT'));
    await expect(new SerialBus({ list }).find()).rejects.toMatchObject({
      code: 'light/library',
      message: expect.stringContaining('name the port with --device'),
    });
    const open = (path: string) => new SerialBus().open(path, () => undefined);
    await expect(open('/dev/no-such-board')).rejects.toMatchObject({ code: 'light/gone' });
    await expect(open('/dev/null')).rejects.toMatchObject({ code: 'light/access' });
  });
});
