import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { CodedError } from '#platform/errors.js';
import { framed } from './rfc5424.js';
import type { SyslogAddress } from './syslogAddress.js';

/** Brings one message to a collector; rejects when it did not get there, or when the signal comes first. */
export type SendSyslog = (message: Uint8Array, to: SyslogAddress, signal: AbortSignal) => Promise<void>;

/** One datagram for one message (RFC 5426). Resolves when it has left; whether it arrives nobody can know. */
export const sendUdp: SendSyslog = async (message, { host, port }, signal) => {
  const { address, family } = await orAborted(lookup(host), signal);
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  try {
    await orAborted(
      new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.send(message, port, address, (error) => (error ? reject(error) : resolve()));
      }),
      signal,
    );
  } finally {
    socket.close();
  }
};

/**
 * One connection for one message, with its length before it (RFC 6587). Syslog has no receipts; the next best is a
 * collector that, told there is no more, closes the connection in peace: it has read to the end. So this resolves then,
 * and a connection that is reset, or closed before everything was sent, is a failure.
 */
export const sendTcp: SendSyslog = (message, { host, port }, signal) =>
  new Promise((resolve, reject) => {
    let sent = false;
    let closedEarly = false;
    const socket = connect({ host, port });
    const abort = (): void => void socket.destroy(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    socket.once('connect', () => socket.end(framed(message)));
    socket.once('finish', () => {
      sent = true;
    });
    socket.once('end', () => {
      closedEarly = !sent;
    });
    // A collector has nothing to say; whatever it sends is read and forgotten, so that its end can be seen.
    socket.resume();
    socket.once('error', reject);
    socket.once('close', () => {
      signal.removeEventListener('abort', abort);
      if (sent && !closedEarly) resolve();
      else reject(new CodedError('outbound/closed', `${host}:${port} closed the connection too soon`));
    });
  });

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
