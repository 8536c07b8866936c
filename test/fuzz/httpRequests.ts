import { type OperationId, operations } from '#contract/api.js';
import type { Operation } from '#contract/operation.js';
import type { Dice } from './dice.js';
import { hostileMessage, hostileText, hostileValue } from './hostileJson.js';
import { valid } from './valid.js';

export interface RawRequest {
  readonly id: OperationId;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** What the office of the tests has, so that requests come past the first check. */
const KNOWN = {
  office: ['east', 'west'],
  counter: ['1', '2', '6'],
  box: ['box-1', 'box-w1'],
  clerk: ['lin'],
  kind: ['receipt', 'notice'],
  number: ['F1', 'F2', 'F3'],
};
/** Each makes files or work that lasts longer than the request. */
const LASTING: ReadonlySet<string> = new Set(['backUp', 'makeReport']);
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'SEARCH'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'text/csv',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
  '',
  'nonsense',
];
const IDS = Object.keys(operations) as OperationId[];

/** A request as the contract has it, most of them harmed in one place or another. */
export function request(dice: Dice): RawRequest {
  const id = dice.pick(IDS);
  const operation: Operation = operations[id];
  const isHarmed = LASTING.has(id) || dice.chance(0.8);
  const body = operation.body === undefined ? undefined : valid(operation.body, dice, KNOWN);
  const method = isHarmed && dice.chance(0.1) ? dice.pick(METHODS) : operation.method;
  const type = isHarmed && dice.chance(0.1) ? dice.pick(TYPES) : typeOf(operation, dice);
  const bytes = bytesOf(operation, body, LASTING.has(id) ? 'worthless' : isHarmed ? 'harmed' : 'whole', dice);
  return {
    ...{
      id,
      method,
      path: pathOf(operation, isHarmed, dice),
      body: method === 'GET' || method === 'HEAD' ? undefined : bytes,
    },
    headers: {
      ...(bytes === undefined ? {} : { 'content-type': type }),
      ...(isHarmed ? oddHeaders(dice) : {}),
    },
  };
}

const typeOf = ({ upload }: Operation, dice: Dice): string =>
  upload === undefined ? 'application/json' : dice.pick(upload.types);

function bytesOf(
  { upload }: Operation,
  body: unknown,
  how: 'whole' | 'harmed' | 'worthless',
  dice: Dice,
): Buffer | undefined {
  if (upload !== undefined)
    return dice.chance(0.5) ? dice.bytes(dice.below(2_000)) : Buffer.from('time,level\n2026-01-01,5\n');
  if (body === undefined) return dice.chance(0.9) ? undefined : Buffer.from('{}');
  if (how === 'worthless') return Buffer.from(JSON.stringify(hostileText(dice)));
  return how === 'whole' ? Buffer.from(JSON.stringify(body)) : hostileMessage(body, dice);
}

function pathOf({ path, params, query }: Operation, isHarmed: boolean, dice: Dice): string {
  const values = (params === undefined ? {} : valid(params, dice, KNOWN)) as Record<string, unknown>;
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(
      wellFormed(isHarmed && dice.chance(0.2) ? hostileText(dice) || 'x' : String(values[name])),
    ),
  );
  const asked = (query === undefined ? {} : valid(query, dice, KNOWN)) as Record<string, unknown>;
  const fields = Object.entries(asked).map(
    ([name, value]) => [name, isHarmed && dice.chance(0.3) ? hostileValue(dice) : value] as const,
  );
  if (isHarmed && dice.chance(0.2))
    fields.push([fields[dice.below(fields.length)]?.[0] ?? hostileText(dice), hostileText(dice)]);
  const search = fields
    .map(
      ([name, value]) =>
        `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(typeof value === 'string' ? value : JSON.stringify(value)))}`,
    )
    .join('&');
  const tail =
    isHarmed && dice.chance(0.05)
      ? dice.pick(['/', '//', '/../..', '%00', '%zz', '%c0%af', ';a=b', '?', '?a[b]=c&a=d&a'])
      : '';
  return `/api/v1${filled}${search === '' ? '' : `?${search}`}${tail}`.slice(0, 12_000);
}

/** Half characters cannot be written in a URL at all. */
const wellFormed = (text: string): string => Buffer.from(text).toString('utf8');

const oddHeaders = (dice: Dice): Record<string, string> =>
  dice.chance(0.8)
    ? {}
    : dice.pick([
        { accept: 'x'.repeat(dice.below(3_000)) },
        { cookie: 'a=b; '.repeat(dice.below(200)) },
        { origin: 'http://evil.example' },
        { authorization: 'Bearer x' },
        { 'x-forwarded-for': '10.0.0.1' },
        { expect: 'nothing' },
        { 'content-encoding': 'gzip' },
        { range: 'bytes=0-99999999999' },
        { 'if-none-match': '*' },
        { host: 'evil.example' },
      ]);

/** The same as it goes over the wire. */
export function wire({ method, path, headers, body }: RawRequest): Buffer {
  const all = {
    host: 'localhost',
    ...headers,
    ...(body === undefined ? {} : { 'content-length': String(body.length) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([
    Buffer.from([`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n')),
    body ?? Buffer.alloc(0),
  ]);
}
