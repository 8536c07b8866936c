import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { ALL_DARK } from '../../device/adapters/lampPattern.js';
import { lampsLine } from '../../device/adapters/serialPadFrame.js';
import { serialLineSettings } from '../../device/adapters/serialPadFraming.js';
import { openSerialPadPort } from '../../device/adapters/serialPadPort.js';
import { SerialPadWriter } from '../../device/adapters/serialPadWriter.js';
import { eventually } from '../support/eventually.js';
import { Expectation } from '../support/expectation.js';
import { temporaryFolder } from '../support/temporary.js';

const SETTINGS = serialLineSettings(115_200, '8N1');
/** No write was taken for so long: the line is full. */
const STUCK_MS = 300;

/** A serial device whose other end reads nothing until told; returns its path. */
async function blockedDevice(): Promise<{ path: string; device: ChildProcess }> {
  const path = join(temporaryFolder(), 'tty');
  const device = spawn('socat', [`PTY,link=${path},rawer`, 'STDIO'], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    const gone = once(device, 'exit');
    device.kill();
    await gone;
  });
  await eventually('a serial device', 3_000, () => existsSync(path) || undefined);
  return { path, device };
}

it('B7 a real port that does not drain holds back one write; drained, it shows the newest lamps', async () => {
  const { path, device } = await blockedDevice();
  const port = await openSerialPadPort(path, SETTINGS);
  onTestFinished(() => port.close());
  const expectation = new Expectation();
  const frame = (step: number) => lampsLine({ ...ALL_DARK, accepted: (step % 100) / 100 });
  let writes = 0;
  let takenAt = 0;
  let filling = true;
  const writer = new SerialPadWriter((text, taken) => {
    writes++;
    port.write(text, () => {
      takenAt = systemClock.monotonic();
      taken();
      if (filling) writer.sayLamps(frame(writes));
    });
  });
  writer.sayLamps(frame(0));
  await eventually('a full line', 15_000, () =>
    takenAt > 0 && systemClock.monotonic() - takenAt > STUCK_MS ? true : undefined,
  );
  filling = false;
  const writesWhenFull = writes;
  expect(writesWhenFull).toBeGreaterThan(100);
  for (let more = 0; more < 100_000; more++) writer.sayLamps(frame(more));
  const newest = lampsLine({ ...ALL_DARK, accepted: 1, moreTime: 1 });
  writer.sayLamps(newest);
  expect(writes).toBe(writesWhenFull);
  let arrived = '';
  device.stdout?.on('data', (chunk: Buffer) => {
    arrived = (arrived + chunk.toString()).slice(-200);
    expectation.changed();
  });
  await expectation.until('the newest lamps', 5_000, () => arrived.endsWith(newest) || undefined);
  expect(writes).toBe(writesWhenFull + 1);
});

it('B2 closing a port that does not drain takes no time', async () => {
  const { path } = await blockedDevice();
  const port = await openSerialPadPort(path, SETTINGS);
  port.write('x'.repeat(1 << 20), () => undefined);
  const start = systemClock.monotonic();
  await port.close();
  expect(systemClock.monotonic() - start).toBeLessThan(1_000);
});

it('B2 a device that is not there, or is no serial line, is an error with its cause', async () => {
  await expect(openSerialPadPort('/dev/no-such-pad', SETTINGS)).rejects.toThrow('No such file');
  await expect(openSerialPadPort('/dev/null', SETTINGS)).rejects.toThrow();
});
