import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TObject } from 'typebox';
import { Value } from 'typebox/value';
import {
  type BodyOf,
  type OperationId,
  operations,
  type ParamsOf,
  type QueryOf,
  type ResultOf,
} from '#contract/api.js';
import type { Operation } from '#contract/operation.js';
import { Codec } from '#contract/schema.js';
import { OPERATION_RULES } from '../access/policy.js';
import type { Principal } from '../access/principal.js';
import type { FileAnswer, FileBrought } from './deskPorts.js';
import { sendFile } from './fileReply.js';
import type { Gate } from './gate.js';
import { inOwnName } from './ownName.js';
import { addressOf } from './proxies.js';
import { COOKIE, SESSION_COOKIE } from './sessionCookie.js';

type Of<I extends OperationId> = (typeof operations)[I];

export interface OperationRequest<I extends OperationId> {
  readonly params: ParamsOf<I>;
  readonly query: QueryOf<I>;
  readonly body: Of<I> extends { readonly upload: object } ? FileBrought : BodyOf<I>;
  /** Network address of whoever asks. */
  readonly address: string;
  /** On whose behalf; the gate has let it pass. */
  readonly principal: Principal;
}

interface JsonResponse<R> {
  /** 200 unless told. */
  readonly status?: number;
  /** Secret of the session the browser is given; null takes it away. */
  readonly session?: string | null;
  readonly result: R;
}

export type OperationResponse<I extends OperationId> =
  Of<I> extends { readonly file: readonly string[] } ? FileAnswer : JsonResponse<ResultOf<I>>;

export type Handlers = {
  readonly [I in OperationId]: (
    request: OperationRequest<I>,
  ) => OperationResponse<I> | Promise<OperationResponse<I>>;
};

export const API_PREFIX = '/api/v1';

/** Serves every operation of the contract; what a handler gets has been let pass and checked against its schemas. */
export function serveOperations(server: FastifyInstance, gate: Gate, handlers: Handlers): void {
  for (const id of Object.keys(operations) as OperationId[])
    serveOperation(server, gate, id, handlers[id] as Handler);
}

type Answer = JsonResponse<unknown> | FileAnswer;
type Handler = (request: {
  params: unknown;
  query: unknown;
  body: unknown;
  address: string;
  principal: Principal;
}) => Answer | Promise<Answer>;

function serveOperation(server: FastifyInstance, gate: Gate, id: OperationId, handler: Handler): void {
  const operation: Operation = operations[id];
  const rule = OPERATION_RULES[id];
  const params = checkerOf(operation.params, true);
  const query = checkerOf(operation.query, true);
  const body = operation.upload === undefined ? checkerOf(operation.body, false) : undefined;
  const route = {
    method: operation.method,
    url: API_PREFIX + operation.path.replace(/\{(\w+)\}/g, ':$1'),
    // A file would be read to its end only to tell its headers.
    exposeHeadRoute: operation.method === 'GET' && operation.file === undefined,
    config: { rule, ...(operation.upload === undefined ? {} : { takesFiles: true as const }) },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const { principal } = request;
      const sent = inOwnName(id, operation, principal, { query: request.query, body: request.body });
      const asked = {
        params: params(request.params),
        query: query(sent.query),
        body: body === undefined ? broughtBy(request) : body(sent.body),
      };
      gate.checkOffices(rule, principal, asked);
      const answer = await handler({ ...asked, address: addressOf(request), principal });
      return 'body' in answer ? sendFile(reply, answer) : sendJson(reply, answer);
    },
  };
  if (operation.upload === undefined) server.route(route);
  else serveUpload(server, route, operation.upload);
}

function sendJson(reply: FastifyReply, { status, session, result }: JsonResponse<unknown>): FastifyReply {
  if (session === null) reply.clearCookie(SESSION_COOKIE, COOKIE);
  else if (session !== undefined) reply.setCookie(SESSION_COOKIE, session, COOKIE);
  return reply.code(status ?? 200).send(result);
}

/** In a scope of its own, where a body is one of these files or refused, and nothing is taken for JSON. */
function serveUpload(
  server: FastifyInstance,
  route: Parameters<FastifyInstance['route']>[0],
  { types, maxBytes }: NonNullable<Operation['upload']>,
): void {
  server.register((scope, _options, ready) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser([...types], { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.route({ ...route, bodyLimit: maxBytes });
    ready();
  });
}

/** Without a body there is no media type either; that is an empty file. */
function broughtBy({ headers, body }: FastifyRequest): FileBrought {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return { type, bytes: body instanceof Uint8Array ? body : new Uint8Array() };
}

/** Text of a URL is turned into the numbers its schema asks for before it is checked. */
function checkerOf(schema: TObject | undefined, fromText: boolean): (value: unknown) => unknown {
  if (schema === undefined) return () => undefined;
  const codec = Codec.of(schema);
  return (value) => codec.check(fromText ? Value.Convert(schema, { ...(value as object) }) : value);
}
