import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { PtyBridge } from '../../../simulators/board/ptyBridge.js';
import { Expectation } from '../../support/expectation.js';

const coded = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

describe('PtyBridge', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rating-pty-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const open = (link: string, onData: (chunk: Buffer) => void = () => undefined) =>
    PtyBridge.open({ link, clock: systemClock, onData });

  it('carries bytes both ways, again after the other side closed, and is gone after close', async () => {
    const link = join(folder, 'tty');
    const expectation = new Expectation();
    const got: string[] = [];
    const note = (chunk: Buffer) => {
      got.push(chunk.toString());
      expectation.changed();
    };
    const bridge = await open(link, note);
    for (const round of ['a', 'b']) {
      const port = new SerialPort({ path: link, baudRate: 57_600 });
      port.on('data', note);
      port.write(`${round}>`);
      await expectation.until('bytes from the port', 2_000, () => got.includes(`${round}>`) || undefined);
      bridge.write(Buffer.from(`<${round}`));
      await expectation.until('bytes to the port', 2_000, () => got.includes(`<${round}`) || undefined);
      await new Promise((resolve) => port.close(resolve));
    }
    await bridge.close();
    expect(existsSync(link)).toBe(false);
  });

  it('replaces a link left behind by a run that was killed', async () => {
    const link = join(folder, 'stale');
    symlinkSync('/dev/pts/nothing', link);
    const bridge = await open(link);
    expect(existsSync(link)).toBe(true);
    await bridge.close();
  });

  it('never replaces a file', async () => {
    const link = join(folder, 'file');
    writeFileSync(link, 'precious');
    await expect(open(link)).rejects.toEqual(coded('board/pty', 'exists and is no link'));
  });

  it('says which package is missing when there is no socat', async () => {
    vi.stubEnv('PATH', folder);
    await expect(open(join(folder, 'tty')).finally(() => vi.unstubAllEnvs())).rejects.toEqual(
      coded('board/socat-missing', 'install the Debian package "socat"'),
    );
  });

  it('tells why a device cannot be made', async () => {
    await expect(open(join(folder, 'no/such/folder/tty'))).rejects.toEqual(
      coded('board/pty', 'No such file'),
    );
  });
});
