import { existsSync, readFileSync } from 'node:fs';
import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { connect } from 'node:net';

const PATIENCE_MS = 3_000;
const OK = 200;

/**
 * Whether a hub answers at an address. Over TLS it must show a certificate of the given authority, or of one that the
 * machine trusts; under which name it does so is not looked at, because nothing is confided to it.
 */
export function hubAnswers(address: string, authority: string): Promise<boolean> {
  const secure = address.startsWith('https:');
  const options = {
    timeout: PATIENCE_MS,
    ...(secure && existsSync(authority) ? { ca: readFileSync(authority) } : {}),
    ...(secure ? { checkServerIdentity: () => undefined } : {}),
  };
  return new Promise((resolve) => {
    const request = (secure ? getSecure : getPlain)(`${address}/healthz`, options, (response) => {
      response.resume();
      resolve(response.statusCode === OK);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
    request.once('close', () => resolve(false));
  });
}

/** Whether somebody listens there. */
export function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true));
    socket.once('error', end(false));
    socket.once('timeout', end(false));
  });
}
