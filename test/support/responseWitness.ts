import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { InjectOptions } from 'fastify';
import { expect } from 'vitest';
import { operations } from '#contract/api.js';
import type { Operation } from '#contract/operation.js';
import type { HubRig } from './hubRig.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** Objects with named fields hold no others: what the hub sends beyond its description is a fault of ours. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in copy && copy.type === 'object' ? { ...copy, additionalProperties: false } : copy;
}

/** Checks every answer against the OpenAPI document the hub serves, and notes which parts were seen. */
export class ResponseWitness {
  private readonly ajv = new Ajv2020({ strict: false, logger: false, allErrors: true });

  /** By the place of the schema in the document; compiling one takes longer than many checks. */
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly who: Pick<InjectOptions, 'remoteAddress' | 'headers'> = {};

  private constructor(
    private readonly rig: HubRig,
    document: JsonObject,
    readonly seen: Set<string>,
  ) {
    this.ajv.addSchema({ $id: 'https://hub.test/openapi', ...(closed(document) as JsonObject) });
  }

  /** The same for somebody else: from this address, signed in by this cookie. */
  from(address: string, cookie: string): ResponseWitness {
    const other = Object.assign(Object.create(ResponseWitness.prototype) as ResponseWitness, this);
    return Object.assign(other, {
      who: { remoteAddress: address, headers: { cookie, 'sec-fetch-site': 'same-origin' } },
    });
  }

  /** Parts are noted in `seen`, which several hubs can share. */
  static async of(rig: HubRig, seen = new Set<string>()): Promise<ResponseWitness> {
    const { body } = await rig.request<JsonObject>({ method: 'GET', url: '/api/v1/openapi.json' });
    return new ResponseWitness(rig, body, seen);
  }

  get<T = unknown>(url: string): Promise<T> {
    return this.ask('GET', url);
  }

  post<T = unknown>(url: string, payload?: object): Promise<T> {
    return this.ask('POST', url, payload);
  }

  /** Brings a file. */
  async bring<T = unknown>(url: string, payload: string | Uint8Array, type = 'text/csv'): Promise<T> {
    const content = typeof payload === 'string' ? payload : Buffer.from(payload);
    return this.check('POST', url, { headers: { 'content-type': type }, payload: content });
  }

  async ask<T = unknown>(method: 'GET' | 'POST', url: string, payload?: object): Promise<T> {
    return this.check(method, url, payload === undefined ? {} : { payload });
  }

  private async check<T>(method: 'GET' | 'POST', url: string, options: InjectOptions): Promise<T> {
    const response = await this.rig.inject({ ...this.who, ...options, method, url: `/api/v1${url}` });
    const [id, operation] = operationAt(method, url);
    const { statusCode: status } = response;
    const isFile = operation.file !== undefined && status < 400;
    const body = (isFile ? response.body : response.json()) as T & { code?: string };
    const described = Object.hasOwn(operation.responses, status) || hasProblem(operation, status);
    const media = response.headers['content-type']?.toString().split(';')[0] ?? '';
    this.validate(
      [operation.path, method.toLowerCase(), described ? String(status) : 'default', media],
      body,
    );
    if (status >= 400) expect(operation.problems?.[status] ?? [], `${id} ${status}`).toContain(body.code);
    this.seen.add(status >= 400 ? `${id} ${body.code}` : `${id} ${status}`);
    return body;
  }

  private validate(
    [path = '', method = '', status = '', media = '']: readonly string[],
    body: unknown,
  ): void {
    const pointer = ['paths', path, method, 'responses', status, 'content', media, 'schema']
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate =
      this.validators.get(pointer) ?? this.ajv.compile({ $ref: `https://hub.test/openapi#/${pointer}` });
    this.validators.set(pointer, validate);
    expect(validate(body), `${method} ${path} ${status}: ${JSON.stringify(validate.errors)}`).toBe(true);
  }
}

const hasProblem = (operation: Operation, status: number): boolean =>
  Object.hasOwn(operation.problems ?? {}, status);

function operationAt(method: string, url: string): [string, Operation] {
  const path = url.split('?')[0] ?? '';
  const found = (Object.entries(operations) as Array<[string, Operation]>).find(
    ([, operation]) =>
      operation.method === method &&
      new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  if (found === undefined) throw new Error(`no operation at ${method} ${url}`);
  return found;
}
