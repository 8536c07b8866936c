import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import Type from 'typebox';
import { Codec } from '#contract/schema.js';
import { Uuid } from '#contract/values.js';
import type { Clock } from '#platform/clock.js';
import { CodedError, messageOf, systemCode } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import { KEYS } from '../../device/ports/panel.js';
import { Fingers } from './fingers.js';
import type { StationListing } from './panelMessages.js';
import { panelProblem } from './panelProblem.js';
import { STATION_FAULTS, type Station } from './station.js';
import { feedStation } from './stationFeed.js';

export interface PanelServerOptions {
  readonly stations: readonly Station[];
  /** Folder of the built pages. */
  readonly pages: string;
  /** Folder of recordings, e.g. `zh-TW/invite.wav`; without it the pages only show what is spoken. */
  readonly prompts?: string;
  /** 127.0.0.1 unless told: whoever reaches the panels can rate and break things. */
  readonly host?: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
}

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const MAX_BODY_BYTES = 1_024;
/** Keys pressed by a program without a page; it has to release them itself. */
const NOBODY = '';

const keyBody = Codec.of(
  Type.Object({
    key: Type.Enum([...KEYS]),
    down: Type.Boolean(),
    /** As the page's event stream named it; the key is released when that ends. */
    visitor: Type.Optional(Uuid),
  }),
);
const faultBody = Codec.of(
  Type.Object({ fault: Type.Union(STATION_FAULTS.map((fault) => Type.Literal(fault))) }),
);

type CounterRequest = FastifyRequest<{ Params: { counter: string } }>;

interface Desk {
  readonly station: Station;
  readonly fingers: Fingers;
  readonly visitors: Set<string>;
}

/** Serves the virtual panels: an index of counters and a page for each, whose keys move the station's contacts. */
export class PanelServer {
  private server: FastifyInstance | undefined;
  private readonly desks: ReadonlyMap<string, Desk>;

  constructor(private readonly options: PanelServerOptions) {
    this.desks = new Map(
      options.stations.map((station) => [
        station.counter,
        {
          station,
          fingers: new Fingers((key, down) => station.key(key, down)),
          visitors: new Set<string>(),
        },
      ]),
    );
  }

  /**
   * Resolves with the address to open. Throws `CodedError` `panel/pages-missing`, `panel/port-taken` or
   * `panel/cannot-listen`.
   */
  async start(): Promise<string> {
    const { host = '127.0.0.1', port } = this.options;
    const server = await this.build();
    try {
      const address = await server.listen({ host, port });
      this.server = server;
      return address;
    } catch (cause) {
      await server.close();
      throw systemCode(cause) === 'EADDRINUSE'
        ? new CodedError(
            'panel/port-taken',
            `port ${port} on ${host} is taken; choose another for the panels`,
            { cause },
          )
        : new CodedError('panel/cannot-listen', `cannot listen on ${host}:${port}: ${messageOf(cause)}`, {
            cause,
          });
    }
  }

  /** Ends every page's connection, which releases the keys held in them. */
  async stop(): Promise<void> {
    await this.server?.close();
    this.server = undefined;
  }

  private async build(): Promise<FastifyInstance> {
    const { pages, logger } = this.options;
    if (!existsSync(pages)) {
      throw new CodedError('panel/pages-missing', `the panel pages are not built: there is no ${pages}`);
    }
    const server = Fastify({
      bodyLimit: MAX_BODY_BYTES,
      requestTimeout: 10_000,
      forceCloseConnections: true,
    });
    server.removeContentTypeParser('text/plain');
    server.setErrorHandler((error, _request, reply) => {
      const problem = panelProblem(error);
      if (problem.status === 500) logger.error({ error: messageOf(error) }, 'a panel request failed');
      void reply.code(problem.status).type('application/problem+json').send(problem);
    });
    server.setNotFoundHandler((request) => {
      throw new CodedError(
        'request/unknown-path',
        `${request.method} ${request.url.slice(0, 100)} is not served here`,
      );
    });
    server.addHook('onSend', async (_request, reply) => void reply.headers(SECURITY_HEADERS));
    this.serveStations(server);
    await this.serveFiles(server);
    return server;
  }

  private serveStations(server: FastifyInstance): void {
    server.get('/stations', () => ({
      items: [...this.desks.values()].map(({ station }) => listing(station)),
    }));
    server.get('/panel/:counter', (request: CounterRequest, reply) => {
      this.deskOf(request);
      return reply.sendFile('panel.html');
    });
    server.get('/panel/:counter/events', (request: CounterRequest, reply) => this.stream(request, reply));
    server.post('/panel/:counter/key', (request: CounterRequest, reply) => {
      this.key(this.deskOf(request), request.body);
      return reply.code(204).send();
    });
    server.post('/panel/:counter/fault', (request: CounterRequest, reply) => {
      const { station } = this.deskOf(request);
      station.fault(faultBody.check(request.body).fault);
      return reply.code(204).send();
    });
  }

  private async serveFiles(server: FastifyInstance): Promise<void> {
    const { pages, prompts, logger } = this.options;
    await server.register(fastifyStatic, { root: pages, maxAge: 0 });
    if (prompts === undefined) return;
    if (!existsSync(prompts)) {
      logger.warn({ prompts }, 'there are no recordings; the panel pages stay silent');
      return;
    }
    await server.register(fastifyStatic, { root: prompts, prefix: '/prompts/', decorateReply: false });
  }

  private stream(request: CounterRequest, reply: FastifyReply): void {
    const { station, fingers, visitors } = this.deskOf(request);
    const visitor = this.options.ids.uuid();
    visitors.add(visitor);
    reply.hijack();
    feedStation(reply.raw, {
      station,
      visitor,
      clock: this.options.clock,
      left: () => {
        visitors.delete(visitor);
        fingers.leave(visitor);
      },
    });
  }

  private key({ fingers, visitors }: Desk, body: unknown): void {
    const { key, down, visitor = NOBODY } = keyBody.check(body);
    if (visitor !== NOBODY && !visitors.has(visitor)) {
      throw new CodedError('panel/visitor-gone', `no page is open as visitor ${visitor}`);
    }
    fingers.press(visitor, key, down);
  }

  private deskOf(request: CounterRequest): Desk {
    const { counter } = request.params;
    const desk = this.desks.get(counter);
    if (desk !== undefined) return desk;
    const known = [...this.desks.keys()].join(', ');
    throw new CodedError(
      'panel/unknown-counter',
      `there is no counter ${counter.slice(0, 40)}; there are ${known}`,
    );
  }
}

const listing = ({ counter, name, hardware }: Station): StationListing => ({ counter, name, hardware });
