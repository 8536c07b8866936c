import { chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import unix from 'unix-dgram';
import { Failure } from './failure.mjs';

const PATIENCE_MS = 20_000;

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
 * @param {boolean} holds
 * @param {string} what
 */
export function expectThat(holds, what) {
  if (!holds) throw new Failure(`the packages failed their trial: expected that ${what}`);
}

/**
 * @param {string} what
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => Promise<boolean>} look
 */
export async function until(what, child, look) {
  let told = '';
  child.stderr?.on('data', (data) => {
    told = `${told}${data}`.slice(-2_000);
  });
  const end = performance.now() + PATIENCE_MS;
  while (!(await look())) {
    if (child.exitCode !== null || performance.now() > end)
      throw new Failure(`not within its time: ${what}\n${told}`);
    await pause(100);
  }
}

/**
 * @param {number} port
 * @param {string} path
 * @returns {Promise<string>} empty while nobody answers
 */
export const get = (port, path) =>
  fetch(`http://127.0.0.1:${port}${path}`)
    .then((response) => response.text())
    .catch(() => '');

/**
 * @param {number} port
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>} the answer, whatever it says
 */
export async function post(port, path, body) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

/** @returns {Promise<number>} a port nobody listens on at this moment */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
