import type { ServerResponse } from 'node:http';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { SessionView } from '#contract/access.js';
import { type IssuanceRequest, type OperationId, operations, type ResultOf } from '#contract/api.js';
import { type BoxSettings, DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import type { BoxView, OfficeView, Problem, Snapshot, StreamMessages, WindowView } from '#contract/views.js';
import { Expectation } from './expectation.js';
import { NOW } from './views.js';

export interface Received {
  readonly url: string;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What a GET asked: the parameters of its path and of its query, as texts. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** What each GET is answered with: a view, a problem, or for a file its text. */
export type Script = {
  [I in OperationId]?: (asked: Asked) => ResultOf<I> | Answer;
};

/** Served by `ScriptedHub` from its own fields. */
const OWN = ['/session', '/offices', '/windows', '/boxes', '/boxes/{box}/settings'];

/** As strict as the real hub's. */
const CSP = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/** A hub that says exactly what a test tells it to say, and remembers what it was asked to do. */
export class ScriptedHub {
  /** How whoever asks stands. Every page asks it first; it is not among `gets`, and answered even while the hub is away. */
  session: SessionView = { state: 'demonstration' };
  /** What everything else is answered with instead, such as that nobody is signed in any more. */
  refusal: Answer | undefined;
  snapshot: Snapshot | undefined;
  offices: readonly OfficeView[] = [];
  windows: readonly WindowView[] = [];
  boxes: readonly BoxView[] = [];
  settings: BoxSettings = DEFAULT_BOX_SETTINGS;
  /** What the next posts get; by default an error that no test expects. */
  answer: (received: Received) => Answer = () => problem(500, 'test/unscripted');
  readonly posts: Received[] = [];
  /** What other GETs get; one that is not scripted gets an error that no test expects. */
  script: Script = {};
  /** Every GET that `script` was asked for, in order. */
  readonly gets: Array<Asked & { readonly id: OperationId }> = [];
  /** What its clock shows, Unix ms. */
  now = NOW;
  origin = '';
  private readonly streams = new Set<ServerResponse>();
  private readonly expectation = new Expectation();
  private readonly server: FastifyInstance = Fastify({ forceCloseConnections: true });
  private down = false;
  private streamsAsked = 0;
  private sent = 0;

  constructor(private readonly pages: readonly string[]) {}

  /** Port 0 is any that is free. */
  async start(port = 0): Promise<void> {
    const { server } = this;
    server.addHook('onSend', async (_request, reply) => {
      reply.headers({ 'content-security-policy': CSP, date: new Date(this.now).toUTCString() });
    });
    server.addHook('onRequest', async (request, reply) => {
      if (this.refusal === undefined || !/^\/api\/v1\/(?!session$)/.test(request.url)) return;
      return reply.code(this.refusal.status).send(this.refusal.body);
    });
    server.get('/api/v1/session', () => this.session);
    server.get('/api/v1/offices', (_request, reply) =>
      this.down ? reply.raw.destroy() : reply.send({ items: this.offices }),
    );
    server.get('/api/v1/windows', (_request, reply) =>
      this.down ? reply.raw.destroy() : reply.send({ items: this.windows }),
    );
    server.get('/api/v1/boxes', (_request, reply) =>
      this.down ? reply.raw.destroy() : reply.send({ items: this.boxes }),
    );
    server.get('/api/v1/boxes/:box/settings', () => this.settings);
    this.serveScript();
    server.get('/api/v1/stream', (_request, reply) => this.open(reply));
    server.post('/api/v1/*', (request, reply) => {
      const received = { url: request.url, body: request.body };
      this.posts.push(received);
      this.expectation.changed();
      const { status, body } = this.answer(received);
      return reply.code(status).send(body);
    });
    server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    await server.register(fastifyStatic, { root: [...this.pages] });
    this.origin = await server.listen({ host: '127.0.0.1', port });
  }

  async stop(): Promise<void> {
    this.hangUp();
    await this.server.close();
  }

  /** Sends a message to every stream that is open. */
  send<N extends keyof StreamMessages>(name: N, data: StreamMessages[N]): void {
    for (const stream of this.streams) this.write(stream, name, data);
  }

  /** Ends every stream and refuses new ones until `comeBack`. */
  goAway(): void {
    this.down = true;
    this.hangUp();
  }

  /** Refuses new streams; those that are open stay so, and nothing is sent on them. */
  goDeaf(): void {
    this.down = true;
  }

  comeBack(): void {
    this.down = false;
  }

  /** Waits for the post number `count`, counted from 1. */
  async post(count: number): Promise<Received> {
    return this.expectation.until(`post ${count}`, 10_000, () => this.posts[count - 1]);
  }

  /** Waits until a page has asked for the stream. */
  async listened(): Promise<void> {
    await this.expectation.until('a listener', 10_000, () => this.streamsAsked > 0 || undefined);
  }

  private serveScript(): void {
    for (const id of Object.keys(operations) as OperationId[]) {
      const { method, path } = operations[id];
      if (method !== 'GET' || OWN.includes(path)) continue;
      this.server.get(`/api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`, (request, reply) => {
        if (this.down) return reply.raw.destroy();
        const asked = { params: request.params, query: request.query } as Asked;
        this.gets.push({ id, ...asked });
        this.expectation.changed();
        const { status, body } = asAnswer(this.script[id]?.(asked) ?? problem(500, 'test/unscripted'));
        return reply.code(status).send(body);
      });
    }
  }

  private open(reply: FastifyReply): unknown {
    this.streamsAsked++;
    this.expectation.changed();
    if (this.down) return reply.raw.destroy();
    if (this.snapshot === undefined) return reply.code(404).send(problem(404, 'office/unknown').body);
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    stream.write('retry: 1000\n\n');
    this.write(stream, 'snapshot', this.snapshot);
    this.streams.add(stream);
    stream.once('close', () => this.streams.delete(stream));
    return undefined;
  }

  private write(stream: ServerResponse, name: string, data: unknown): void {
    stream.write(`id: boot-${++this.sent}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private hangUp(): void {
    for (const stream of this.streams) stream.destroy();
  }
}

const asAnswer = (said: unknown): Answer =>
  typeof said === 'object' && said !== null && 'status' in said && 'body' in said
    ? (said as Answer)
    : { status: 200, body: said };

export function problem(status: number, code: string, faults?: Problem['faults']): Answer {
  const body = { type: `urn:counter-rating:problem:${code}`, title: 'No', status, detail: code, code };
  return { status, body: faults === undefined ? body : { ...body, faults } };
}

/** The body of a post to `/issuances`. */
export const issued = (received: Received): IssuanceRequest => received.body as IssuanceRequest;
