import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { asyncApiDocument } from '#contract/asyncapi.js';
import { MAX_MESSAGE_BYTES } from '#contract/limits.js';
import { openApiDocument } from '#contract/openapi.js';
import { CodedError, messageOf, systemCode } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { Access } from '../access/access.js';
import { METRICS_RULE } from '../access/policy.js';
import { Gate, OPEN } from './gate.js';
import type { Metrics } from './metrics.js';
import { API_PREFIX, type Handlers, serveOperations } from './operation.js';
import { problemOf } from './problem.js';
import { serveProvider } from './providerRoutes.js';
import { addressOf } from './proxies.js';
import { refuseExpectation, refuseRaw } from './rawRefusal.js';
import { keepFresh, type PageCredentials, secured } from './secureServer.js';
import { SECURE_HEADERS, SECURITY_HEADERS } from './securityHeaders.js';
import { type StreamOptions, serveStream } from './stream.js';

export interface HttpServerOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** With these it speaks HTTPS; plain without. */
  readonly tls?: PageCredentials | undefined;
  /** Requests a minute from one address. */
  readonly requestsPerMinute: number;
  /** Addresses and networks whose X-Forwarded-For is believed; nobody without. */
  readonly trustedProxies?: readonly string[];
  /** Folder of the built pages. */
  readonly pages: string;
  readonly software: string;
  readonly handlers: Handlers;
  readonly access: Access;
  readonly stream: Omit<StreamOptions, 'access' | 'headers'>;
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
    const { handlers, stream, requestsPerMinute, access, trustedProxies = [] } = this.options;
    const gate = new Gate(access);
    const headers = this.options.tls === undefined ? SECURITY_HEADERS : SECURE_HEADERS;
    const server = Fastify({
      ...secured(this.options.tls),
      bodyLimit: MAX_MESSAGE_BYTES,
      trustProxy: trustedProxies.length > 0 && [...trustedProxies],
      requestTimeout: 10_000,
      forceCloseConnections: true,
      routerOptions: { maxParamLength: 200 },
      clientErrorHandler: refuseRaw(headers),
      // What the router refuses reaches neither the error handler nor any hook.
      frameworkErrors: (error, _request, reply) => this.refuse(error, reply.headers(headers)),
    });
    server.server.on('checkExpectation', refuseExpectation(headers));
    keepFresh(server.server, this.options.tls);
    server.setErrorHandler((error, _request, reply) => this.refuse(error, reply));
    server.addHook('onSend', async (request, reply) => {
      reply.headers(headers);
      // What is told to one is for nobody's cache.
      if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
        reply.header('cache-control', 'no-store');
    });
    await gate.attach(server);
    await server.register(fastifyRateLimit, {
      max: requestsPerMinute,
      timeWindow: '1 minute',
      keyGenerator: whoCounts,
    });
    server.setNotFoundHandler((request) => {
      throw new CodedError(
        'request/unknown-path',
        `${request.method} ${request.url.slice(0, 100)} is not served here`,
      );
    });
    serveOperations(server, gate, handlers);
    serveStream(server, gate, { ...stream, access, headers });
    serveProvider(server, access);
    this.serveHealth(server);
    await this.servePages(server);
    return server;
  }

  private refuse(error: unknown, reply: FastifyReply): void {
    const problem = problemOf(error);
    if (problem.status === 500) this.options.logger.error({ error: messageOf(error) }, 'a request failed');
    if (problem.code.startsWith('access/')) this.noteDenial(problem.code, reply.request);
    void reply.code(problem.status).type('application/problem+json').send(problem);
  }

  /** By route and kind of principal; a name is in no log. */
  private noteDenial(code: string, { routeOptions, principal }: FastifyRequest): void {
    this.options.metrics.denied(code);
    this.options.logger.info(
      { code, route: routeOptions.url, asked: principal?.kind },
      'a request was denied',
    );
  }

  private serveHealth(server: FastifyInstance): void {
    const { metrics, troubles, software } = this.options;
    const openApi = openApiDocument(software);
    const asyncApi = asyncApiDocument(software);
    const config = { rule: OPEN };
    server.get(`${API_PREFIX}/openapi.json`, { config }, () => openApi);
    server.get(`${API_PREFIX}/asyncapi.json`, { config }, () => asyncApi);
    server.get('/healthz', () => ({ status: 'ok', software }));
    server.get('/readyz', (_request, reply) => {
      const found = troubles();
      return reply
        .code(found.length === 0 ? 200 : 503)
        .send({ status: found.length === 0 ? 'ready' : 'not-ready', troubles: found });
    });
    server.get('/metrics', { config: { rule: METRICS_RULE } }, async (_request, reply) =>
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

/** Those who are let in have a limit each; of the others, each address. */
function whoCounts(request: FastifyRequest): string {
  const { principal } = request;
  return principal.kind === 'user' || principal.kind === 'token'
    ? `${principal.kind} ${principal.id}`
    : addressOf(request);
}
