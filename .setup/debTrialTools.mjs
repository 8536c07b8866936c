import { chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import unix from 'unix-dgram';
import { Failure } from './failure.mjs';

/** Long, because the machine may be busy with something else. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 250;

/** The service manager's end of its socket. */
export class NotifyEnd {
  heard = '';

  /** @param {string} path */
  constructor(path) {
    rmSync(path, { force: true });
    this.socket = unix.createSocket('unix_dgram', (data) => {
      this.heard += data;
    });
    this.socket.bind(path);
    chmodSync(path, 0o777);
  }

  close() {
    this.socket.close();
  }
}

/**
 * Says in a line what holds; what does not ends the trial.
 * @param {boolean} holds
 * @param {string} what
 * @param {string} [instead] what was found where it does not
 */
export function expectThat(holds, what, instead = '') {
  if (!holds) throw new Failure(`the packages failed their trial: expected that ${what}\n${instead}`.trim());
  process.stdout.write(`${process.stdout.isTTY ? '\r\x1b[K' : ''}  ${what}\n`);
}

/**
 * Waits until something holds, and says so.
 * @param {string} what
 * @param {() => Promise<boolean>} look
 * @param {() => string} [instead] what there was to see, when it did not
 */
export async function until(what, look, instead = () => '') {
  const end = performance.now() + PATIENCE_MS;
  while (!(await look())) {
    if (performance.now() > end) throw new Failure(`not within its time: ${what}\n${instead()}`.trim());
    await pause(LOOK_EVERY_MS);
  }
  expectThat(true, what);
}

/** @returns {Promise<number>} a port nobody listens on at this moment */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
