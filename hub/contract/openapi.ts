import type { TObject } from 'typebox';
import { type OperationId, operations } from './api.js';
import type { Operation } from './operation.js';
import { Problem, Snapshot } from './views.js';

/** The OpenAPI 3.1 document of the hub's HTTP interface, derived from the operations and their schemas. */
export function openApiDocument(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [id, operation] of Object.entries(operations) as Array<[OperationId, Operation]>) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(id, operation),
    };
  }
  paths['/stream'] = { get: stream };
  return {
    openapi: '3.1.0',
    info: { title: 'counter-rating hub', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/api/v1' }],
    paths,
    components: { schemas: { Problem, Snapshot } },
  };
}

const SUCCESSES: Readonly<Record<string, string>> = { 201: 'created', 202: 'accepted' };

const json = (schema: object) => ({ 'application/json': { schema } });
/** A file of any of these media types, described by one schema. */
const files = (types: readonly string[], schema: object) =>
  Object.fromEntries(types.map((type) => [type, { schema }]));
const BINARY = { type: 'string', format: 'binary' };

function describe(id: OperationId, operation: Operation): object {
  const responses: Record<string, object> = {};
  for (const [status, schema] of Object.entries(operation.responses)) {
    const content = operation.file === undefined ? json(schema) : files(operation.file, schema);
    responses[status] = { description: SUCCESSES[status] ?? 'ok', content };
  }
  for (const [status, codes] of Object.entries(operation.problems ?? {}))
    responses[status] = problem(codes.join(', '));
  responses.default = problem('any other refusal, by its code');
  return {
    operationId: id,
    summary: operation.summary,
    parameters: [...parameters(operation.params, 'path'), ...parameters(operation.query, 'query')],
    ...requestBody(operation),
    responses,
  };
}

function requestBody({ body, upload }: Operation): object {
  if (upload !== undefined) {
    const description = `At most ${upload.maxBytes} bytes.`;
    return { requestBody: { required: true, description, content: files(upload.types, BINARY) } };
  }
  return body === undefined ? {} : { requestBody: { required: true, content: json(body) } };
}

function problem(description: string): object {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function parameters(schema: TObject | undefined, place: 'path' | 'query'): object[] {
  const required = new Set(schema?.required ?? []);
  return Object.entries(schema?.properties ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: required.has(name),
    schema: field,
  }));
}

const stream = {
  operationId: 'stream',
  summary:
    'Server-sent events of one office: a snapshot first, then window, box, alarm and figures as they change.',
  parameters: [{ name: 'office', in: 'query', required: true, schema: { type: 'string' } }],
  responses: {
    '200': { description: 'events', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    default: problem('any refusal, by its code'),
  },
};
