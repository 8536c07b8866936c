import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from 'node:tls';
import { messageOf } from '#platform/errors.js';
import type { CertificateHolder } from '../boxes/barredBox.js';
import { holderOf } from '../tls/certificateHolder.js';
import { boxOptions, type ServerCredentials } from '../tls/secureOptions.js';

/** What the hub shows to boxes, and whose certificates it takes. */
export interface BoxDoorCredentials {
  server(): ServerCredentials;
  readonly authority: { readonly certificate: string };
  /** Calls back when something else is to be shown from now on. */
  changed(listener: () => void): void;
}

export interface BoxDoorListener {
  /** A connection, and whose it is where that is known. */
  came(socket: Socket, holder: CertificateHolder | undefined): void;
  refused(reason: string): void;
}

const HANDSHAKE_MS = 5_000;

/**
 * The socket that boxes connect to: plain, or with TLS, where nobody comes in without a certificate of the hub's own
 * authority. New credentials are taken up for the next connection.
 */
export function openDoor(credentials: BoxDoorCredentials | undefined, listener: BoxDoorListener): Server {
  if (credentials === undefined) return createServer((socket) => listener.came(socket, undefined));
  const options = () => boxOptions(credentials.server(), credentials.authority.certificate);
  const server: TlsServer = createTlsServer(
    { ...options(), requestCert: true, rejectUnauthorized: true, handshakeTimeout: HANDSHAKE_MS },
    (socket) => listener.came(socket, holderOn(socket)),
  );
  server.on('tlsClientError', (error) => listener.refused(messageOf(error)));
  credentials.changed(() => server.setSecureContext(options()));
  return server;
}

function holderOn(socket: TLSSocket): CertificateHolder {
  const certificate = socket.getPeerX509Certificate();
  return certificate === undefined ? NOBODY : holderOf(certificate);
}

const NOBODY: CertificateHolder = { box: '', publicKey: '', serial: '', untilMs: 0 };
