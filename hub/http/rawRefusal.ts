import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { CodedError, messageOf, systemCode } from '#platform/errors.js';
import { problemOf } from './problem.js';

/** What Node's parser reports; anything else is malformed. */
const CODES: Readonly<Record<string, readonly [code: string, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['request/too-slow', 'the request was not complete in time'],
  HPE_HEADER_OVERFLOW: ['request/headers-too-large', 'the headers are larger than 16 KiB'],
};

type Headers = Readonly<Record<string, string>>;

/**
 * Answers what never became a request with the same problem document and headers as everything else, and hangs up. Says
 * nothing when the other side is gone or an answer is already on its way, which a second one would garble.
 */
export const refuseRaw =
  (headers: Headers) =>
  (error: Error, socket: Socket): void => {
    const reason = systemCode(error) ?? '';
    if (reason === 'ECONNRESET' || socket.destroyed) return;
    const answering = (socket as { readonly _httpMessage?: ServerResponse | null })._httpMessage;
    if (!socket.writable || answering?.headersSent) {
      socket.destroy();
      return;
    }
    const [code, detail] = CODES[reason] ?? [
      'request/malformed',
      `no HTTP: ${messageOf(error).slice(0, 80)}`,
    ];
    socket.end(rawAnswer(new CodedError(code, detail), headers));
    socket.destroySoon();
  };

/** For a request with `Expect` that asks for anything but `100-continue`. */
export const refuseExpectation =
  (headers: Headers) =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    const { status, body, described } = documentOf(
      new CodedError('request/unmet-expectation', 'expected no Expect header but 100-continue'),
    );
    response.writeHead(status, { ...headers, ...described, connection: 'close' }).end(body);
  };

function documentOf(error: CodedError) {
  const problem = problemOf(error);
  const body = JSON.stringify(problem);
  const described = { 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body) };
  return { status: problem.status, title: problem.title, body, described };
}

function rawAnswer(error: CodedError, headers: Headers): string {
  const { status, title, body, described } = documentOf(error);
  const lines = Object.entries({ ...headers, ...described }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${title}`, ...lines, 'connection: close', '', body].join('\r\n');
}
