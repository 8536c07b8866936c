import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseJson } from '#contract/schema.js';
import type { Clock } from '#platform/clock.js';
import { CodedError, messageOf, systemCode } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import { QuietLog } from '#platform/quietLog.js';
import { Allowance } from './allowance.js';
import type { PageFile } from './pageFiles.js';
import { choice, type DecodedChoice, type DecodedReport, report } from './reports.js';
import { checkAsking, SCREEN_HEADERS } from './requestGuard.js';
import { screenProblem } from './screenProblem.js';

/** Who answers the page. Each may throw `CodedError`, which the page is told. */
export interface ScreenDesk {
  /** Takes over the response. */
  opened(response: ServerResponse): void;
  reported(report: DecodedReport): void;
  chose(choice: DecodedChoice): void;
}

export interface ScreenServerOptions {
  /** 0 picks a free port. */
  readonly port: number;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly desk: ScreenDesk;
  readonly clock: Clock;
  readonly logger: Logger;
}

const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 2_048;
/** A reloading page opens six at most; whoever wants more is no page. */
const MAX_CONNECTIONS = 24;
/** Requests a second, and at once. Ten drumming fingers stay below. */
const RATE = { each: 100, burst: 200 } as const;
/** Longest that a request may take to arrive, and how often that is looked at. */
const REQUEST_MS = 2_000;
const LOOK_MS = 1_000;

/** The box's own small web server, on loopback only: the page's files, its line down and its reports up. */
export class ScreenServer {
  private server: Server | undefined;
  private readonly allowance: Allowance;
  private readonly quiet: QuietLog;

  constructor(private readonly options: ScreenServerOptions) {
    this.allowance = new Allowance(RATE.each, RATE.burst, options.clock);
    this.quiet = new QuietLog(options.logger, options.clock);
  }

  get port(): number {
    return (this.server?.address() as AddressInfo | null)?.port ?? this.options.port;
  }

  /** Rejects with `CodedError` `screen/port-taken` or `screen/cannot-listen`; it may be tried again. */
  async listen(): Promise<void> {
    const { port } = this.options;
    const bounds = {
      maxHeaderSize: 8_192,
      requestTimeout: REQUEST_MS,
      headersTimeout: REQUEST_MS,
      connectionsCheckingInterval: LOOK_MS,
    };
    const server = createServer(bounds, (request, response) => void this.answer(request, response));
    server.maxConnections = MAX_CONNECTIONS;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => reject(cannotListen(port, cause)));
      server.listen(port, HOST, resolve);
    });
    this.server = server;
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server === undefined) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SCREEN_HEADERS)) response.setHeader(name, value);
    try {
      checkAsking(request, this.port);
      if (!this.allowance.take()) {
        throw new CodedError('screen/too-many', `at most ${RATE.each} requests a second are served`);
      }
      await this.route(request, response);
    } catch (error) {
      const hungUp = request.destroyed && !request.complete;
      if (!hungUp) this.refuse(error, response);
    }
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { desk, files } = this.options;
    const path = request.url?.split('?')[0] ?? '';
    switch (path) {
      case '/live':
        expectMethod(request, 'GET');
        return desk.opened(response);
      case '/report':
        desk.reported(report.check(await jsonOf(request)));
        return void response.writeHead(204).end();
      case '/choice':
        desk.chose(choice.check(await jsonOf(request)));
        return void response.writeHead(204).end();
    }
    const file = files.get(path);
    if (file === undefined) {
      throw new CodedError('screen/unknown-path', `${path.slice(0, 100)} is not served here`);
    }
    expectMethod(request, 'GET');
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.body.length });
    response.end(file.body);
  }

  private refuse(error: unknown, response: ServerResponse): void {
    const problem = screenProblem(error);
    if (problem.status === 500) {
      this.options.logger.error({ error: messageOf(error) }, 'a request of the screen failed');
    } else this.quiet.warn(problem.code, problem.detail);
    if (response.headersSent) return void response.destroy();
    // What is left of a body that was not read must not be taken for the next request.
    response.writeHead(problem.status, { 'content-type': 'application/problem+json', connection: 'close' });
    response.end(JSON.stringify(problem));
  }
}

function cannotListen(port: number, cause: unknown): CodedError {
  return systemCode(cause) === 'EADDRINUSE'
    ? new CodedError('screen/port-taken', `port ${port} on ${HOST} is taken; choose another for the screen`, {
        cause,
      })
    : new CodedError('screen/cannot-listen', `cannot listen on ${HOST}:${port}: ${messageOf(cause)}`, {
        cause,
      });
}

function expectMethod(request: IncomingMessage, method: 'GET' | 'POST'): void {
  if (request.method !== method)
    throw new CodedError('screen/method', `${request.method} is not served here, ${method} is`);
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  expectMethod(request, 'POST');
  if (request.headers['content-type'] !== 'application/json')
    throw new CodedError('screen/unsupported-media-type', 'the body must be application/json');
  const chunks: Buffer[] = [];
  let size = 0;
  // A request destroyed half-read would take the answer with it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES)
      throw new CodedError('screen/too-large', `the body must be at most ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return parseJson(Buffer.concat(chunks));
}
