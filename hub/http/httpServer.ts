import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { asyncApiDocument } from '#contract/asyncapi.js';
import { MAX_MESSAGE_BYTES } from '#contract/limits.js';
import { openApiDocument } from '#contract/openapi.js';
import { CodedError, messageOf, systemCode } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { Metrics } from './metrics.js';
import { API_PREFIX, type Handlers, serveOperations } from './operation.js';
import { problemOf } from './problem.js';
import { SECURITY_HEADERS } from './securityHeaders.js';
import { type StreamOptions, serveStream } from './stream.js';

export interface HttpServerOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** Requests a minute from one address. */
  readonly requestsPerMinute: number;
  /** Folder of the built pages. */
  readonly pages: string;
  readonly software: string;
  readonly handlers: Handlers;
  readonly stream: StreamOptions;
  readonly metrics: Metrics;
  /** What keeps the hub from its work; empty when ready. */
  readonly troubles: () => readonly string[];
  readonly logger: Logger;
}

/** The hub's HTTP side: API, live stream, health, metrics and the pages. */
export class HttpServer implements Service {
  readonly name = 'http server';
  private server: FastifyInstance | undefined;

  constructor(private readonly options: HttpServerOptions) {}

  get port(): number {
    return (this.server?.server.address() as AddressInfo | null)?.port ?? this.options.port;
  }

  /** Throws `CodedError` `http/port-taken` or `http/cannot-listen`. */
  async start(): Promise<void> {
    const { host, port } = this.options;
    const server = await this.build();
    this.server = server;
    try {
      await server.listen({ host, port });
    } catch (error) {
      throw systemCode(error) === 'EADDRINUSE'
        ? new CodedError(
            'http/port-taken',
            `HTTP port ${port} on ${host} is taken; choose another with --http-port`,
            { cause: error },
          )
        : new CodedError(
            'http/cannot-listen',
            `cannot listen for HTTP on ${host}:${port}: ${messageOf(error)}`,
            { cause: error },
          );
    }
  }

  async stop(): Promise<void> {
    await this.server?.close();
    this.server = undefined;
  }

  /** The server without a socket, for requests by injection. */
  async build(): Promise<FastifyInstance> {
    const { handlers, stream, requestsPerMinute } = this.options;
    const server = Fastify({
      bodyLimit: MAX_MESSAGE_BYTES,
      requestTimeout: 10_000,
      forceCloseConnections: true,
      routerOptions: { maxParamLength: 200 },
      // What the router refuses reaches neither the error handler nor any hook.
      frameworkErrors: (error, _request, reply) => this.refuse(error, reply.headers(SECURITY_HEADERS)),
    });
    server.setErrorHandler((error, _request, reply) => this.refuse(error, reply));
    server.addHook('onSend', async (_request, reply) => void reply.headers(SECURITY_HEADERS));
    await server.register(fastifyRateLimit, { max: requestsPerMinute, timeWindow: '1 minute' });
    server.setNotFoundHandler((request) => {
      throw new CodedError(
        'request/unknown-path',
        `${request.method} ${request.url.slice(0, 100)} is not served here`,
      );
    });
    serveOperations(server, handlers);
    serveStream(server, stream);
    this.serveHealth(server);
    await this.servePages(server);
    return server;
  }

  private refuse(error: unknown, reply: FastifyReply): void {
    const problem = problemOf(error);
    if (problem.status === 500) this.options.logger.error({ error: messageOf(error) }, 'a request failed');
    void reply.code(problem.status).type('application/problem+json').send(problem);
  }

  private serveHealth(server: FastifyInstance): void {
    const { metrics, troubles, software } = this.options;
    const openApi = openApiDocument(software);
    const asyncApi = asyncApiDocument(software);
    server.get(`${API_PREFIX}/openapi.json`, () => openApi);
    server.get(`${API_PREFIX}/asyncapi.json`, () => asyncApi);
    server.get('/healthz', () => ({ status: 'ok', software }));
    server.get('/readyz', (_request, reply) => {
      const found = troubles();
      return reply
        .code(found.length === 0 ? 200 : 503)
        .send({ status: found.length === 0 ? 'ready' : 'not-ready', troubles: found });
    });
    server.get('/metrics', async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    );
  }

  private async servePages(server: FastifyInstance): Promise<void> {
    const { pages, logger } = this.options;
    if (!existsSync(pages)) {
      logger.warn({ pages }, 'the pages are not built; only the API is served');
      return;
    }
    await server.register(fastifyStatic, { root: pages, cacheControl: true, maxAge: 0 });
  }
}
