import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request as askSecurely } from 'node:https';
import { Readable } from 'node:stream';
import { connect } from 'node:tls';
import { CodedError, messageOf } from './errors.js';

const BODILESS = new Set([204, 304]);

/**
 * `fetch` of HTTPS addresses that trusts servers of this authority (PEM) alone, and only under their own names. Takes
 * texts as bodies; follows no redirects. Rejects as `fetch` does, with the reason as the cause.
 */
export function fetchTrusting(authority: string): typeof fetch {
  return async (input, init = {}) => {
    const { method = 'GET', headers, body, signal } = init;
    const request = askSecurely(new URL(input instanceof Request ? input.url : input), {
      method,
      ca: authority,
      headers: Object.fromEntries(new Headers(headers)),
      ...(signal ? { signal } : {}),
    });
    request.end(typeof body === 'string' ? body : undefined);
    try {
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      return asResponse(response);
    } catch (error) {
      throw signal?.aborted ? error : new TypeError('fetch failed', { cause: error });
    }
  };
}

function asResponse(response: IncomingMessage): Response {
  const { statusCode: status = 500, statusMessage: statusText = '' } = response;
  const headers = new Headers();
  for (const [name, values] of Object.entries(response.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const body = BODILESS.has(status) ? null : (Readable.toWeb(response) as ReadableStream<Uint8Array>);
  return new Response(body, { status, statusText, headers });
}

const MEET_MS = 10_000;

/**
 * The certificate at the end of the chain that a server shows, DER, whether or not it can be trusted. Throws
 * `CodedError` `tls/unreachable`.
 */
export async function meetAuthority(address: string): Promise<Uint8Array> {
  const { hostname, port } = new URL(address);
  const host = hostname.replaceAll(/[[\]]/g, '');
  const socket = connect({
    host,
    port: Number(port || 443),
    servername: asServerName(host),
    timeout: MEET_MS,
    // Whom it meets is for a person to judge, by the fingerprint; nothing is sent.
    rejectUnauthorized: false,
  });
  socket.once('timeout', () => socket.destroy(new Error(`no answer within ${MEET_MS / 1000} s`)));
  try {
    await once(socket, 'secureConnect');
    let last = socket.getPeerCertificate(true);
    while (last.issuerCertificate !== undefined && last.issuerCertificate !== last) {
      if (last.issuerCertificate.fingerprint256 === last.fingerprint256) break;
      last = last.issuerCertificate;
    }
    return last.raw;
  } catch (error) {
    throw new CodedError('tls/unreachable', `no hub answers at ${address}: ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    socket.destroy();
  }
}

/** An address is no server name (RFC 6066). */
const asServerName = (host: string): string => (/^[\d.]+$|:/.test(host) ? '' : host);
