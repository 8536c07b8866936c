import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:tls';
import type { FastifyServerOptions } from 'fastify';
import { pageOptions, type ServerCredentials } from '../tls/secureOptions.js';

/** What the pages' server shows of the hub. */
export interface PageCredentials {
  server(): ServerCredentials;
  /** Calls back when something else is to be shown from now on. */
  changed(listener: () => void): void;
}

const HANDSHAKE_MS = 10_000;
/** Node looks for requests that take too long only every 30 s unless told, which holds their connections as long. */
const LIMITS = { connectionsCheckingInterval: 2_000, headersTimeout: 10_000 };

/** Options of Fastify that make it speak HTTPS; none without credentials. */
export const secured = (credentials: PageCredentials | undefined): FastifyServerOptions =>
  credentials === undefined
    ? ({ http: LIMITS } as FastifyServerOptions)
    : ({
        https: { ...pageOptions(credentials.server()), ...LIMITS, handshakeTimeout: HANDSHAKE_MS },
      } as FastifyServerOptions);

/** Has the server show renewed credentials to whoever connects next. */
export function keepFresh(server: Server, credentials: PageCredentials | undefined): void {
  credentials?.changed(() =>
    (server as Server & TlsServer).setSecureContext(pageOptions(credentials.server())),
  );
}
