import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TObject } from 'typebox';
import { Value } from 'typebox/value';
import {
  type BodyOf,
  type Operation,
  type OperationId,
  operations,
  type ParamsOf,
  type QueryOf,
  type ResultOf,
} from '#contract/api.js';
import { Codec } from '#contract/schema.js';

export interface OperationRequest<I extends OperationId> {
  readonly params: ParamsOf<I>;
  readonly query: QueryOf<I>;
  readonly body: BodyOf<I>;
  /** Network address of whoever asks. */
  readonly address: string;
}

export interface OperationResponse<I extends OperationId> {
  /** 200 unless told. */
  readonly status?: number;
  readonly result: ResultOf<I>;
}

export type Handlers = {
  readonly [I in OperationId]: (
    request: OperationRequest<I>,
  ) => OperationResponse<I> | Promise<OperationResponse<I>>;
};

export const API_PREFIX = '/api/v1';

/** Serves every operation of the contract; what a handler gets has been checked against its schemas. */
export function serveOperations(server: FastifyInstance, handlers: Handlers): void {
  for (const id of Object.keys(operations) as OperationId[])
    serveOperation(server, id, handlers[id] as Handler);
}

type Handler = (request: {
  params: unknown;
  query: unknown;
  body: unknown;
  address: string;
}) => { status?: number; result: unknown } | Promise<{ status?: number; result: unknown }>;

function serveOperation(server: FastifyInstance, id: OperationId, handler: Handler): void {
  const operation: Operation = operations[id];
  const params = checkerOf(operation.params, true);
  const query = checkerOf(operation.query, true);
  const body = checkerOf(operation.body, false);
  server.route({
    method: operation.method,
    url: API_PREFIX + operation.path.replace(/\{(\w+)\}/g, ':$1'),
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const { status = 200, result } = await handler({
        params: params(request.params),
        query: query(request.query),
        body: body(request.body),
        address: request.ip,
      });
      return reply.code(status).send(result);
    },
  });
}

/** Text of a URL is turned into the numbers its schema asks for before it is checked. */
function checkerOf(schema: TObject | undefined, fromText: boolean): (value: unknown) => unknown {
  if (schema === undefined) return () => undefined;
  const codec = Codec.of(schema);
  return (value) => codec.check(fromText ? Value.Convert(schema, { ...(value as object) }) : value);
}
