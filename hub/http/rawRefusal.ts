import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { CodedError, messageOf, systemCode } from '#platform/errors.js';
import { problemOf } from './problem.js';
import { SECURITY_HEADERS } from './securityHeaders.js';

/** What Node's parser reports; anything else is malformed. */
const CODES: Readonly<Record<string, readonly [code: string, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['request/too-slow', 'the request was not complete in time'],
  HPE_HEADER_OVERFLOW: ['request/headers-too-large', 'the headers are larger than 16 KiB'],
};

/**
 * Answers what never became a request with the same problem document as everything else, and hangs up. Says nothing
 * when the other side is gone or an answer is already on its way, which a second one would garble.
 */
export function refuseRaw(error: Error, socket: Socket): void {
  const reason = systemCode(error) ?? '';
  if (reason === 'ECONNRESET' || socket.destroyed) return;
  const answering = (socket as { readonly _httpMessage?: ServerResponse | null })._httpMessage;
  if (!socket.writable || answering?.headersSent) {
    socket.destroy();
    return;
  }
  const [code, detail] = CODES[reason] ?? ['request/malformed', `no HTTP: ${messageOf(error).slice(0, 80)}`];
  socket.end(rawAnswer(new CodedError(code, detail)));
  socket.destroySoon();
}

/** For a request with `Expect` that asks for anything but `100-continue`. */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const { status, body } = documentOf(
    new CodedError('request/unmet-expectation', 'expected no Expect header but 100-continue'),
  );
  const headers = { ...SECURITY_HEADERS, 'content-type': PROBLEM, 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, connection: 'close' }).end(body);
}

const PROBLEM = 'application/problem+json';

function documentOf(error: CodedError): { status: number; title: string; body: string } {
  const problem = problemOf(error);
  return { status: problem.status, title: problem.title, body: JSON.stringify(problem) };
}

function rawAnswer(error: CodedError): string {
  const { status, title, body } = documentOf(error);
  const headers = { ...SECURITY_HEADERS, 'content-type': PROBLEM, 'content-length': Buffer.byteLength(body) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${title}`, ...lines, 'connection: close', '', body].join('\r\n');
}
