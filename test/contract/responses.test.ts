import { generateKeyPairSync, sign } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { InjectOptions } from 'fastify';
import { describe, expect, it } from 'vitest';
import { type Operation, operations } from '#contract/api.js';
import { type EnrolmentOffer, enrolmentStatement } from '#contract/enrolment.js';
import type { AlarmView } from '#contract/views.js';
import { HubRig } from '../support/hubRig.js';

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
class ResponseWitness {
  readonly seen = new Set<string>();
  private readonly ajv = new Ajv2020({ strict: false, logger: false, allErrors: true });

  private constructor(
    private readonly rig: HubRig,
    document: JsonObject,
  ) {
    this.ajv.addSchema({ $id: 'https://hub.test/openapi', ...(closed(document) as JsonObject) });
  }

  static async of(rig: HubRig): Promise<ResponseWitness> {
    const { body } = await rig.request<JsonObject>({ method: 'GET', url: '/api/v1/openapi.json' });
    return new ResponseWitness(rig, body);
  }

  async ask<T = unknown>(method: 'GET' | 'POST', url: string, payload?: object): Promise<T> {
    const options: InjectOptions = { method, url: `/api/v1${url}` };
    const response = await this.rig.inject(payload === undefined ? options : { ...options, payload });
    const [id, operation] = operationAt(method, url);
    const body = response.json<T & { code?: string }>();
    const { statusCode: status } = response;
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
    const validate = this.ajv.compile({ $ref: `https://hub.test/openapi#/${pointer}` });
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

/** Every answer about boxes, their places, settings and enrolment. */
async function askAboutBoxes(witness: ResponseWitness): Promise<void> {
  const post = <T>(url: string, body?: object) => witness.ask<T>('POST', url, body);
  for (const box of ['box-1', 'box-99']) {
    await witness.ask('GET', `/boxes/${box}/assignments`);
    await witness.ask('GET', `/boxes/${box}/settings`);
    await post(`/boxes/${box}/settings`, { volume: 50 });
    await post(`/boxes/${box}/self-test`);
    await post(`/boxes/${box}/move`, { office: 'west' });
  }
  await post('/boxes/box-1/settings', { volume: 101 });
  await post('/boxes/box-2/self-test');
  for (const what of ['move', 'enrolment']) {
    await post(`/boxes/box-2/${what}`, { office: 'north' });
    await post(`/boxes/box-2/${what}`, { office: 'west', counter: '9' });
    await post(`/boxes/box-2/${what}`, { office: 'west', counter: '1' });
    await post(`/boxes/box-2/${what}`, {});
  }
  await enrolEveryWay(witness);
}

async function enrolEveryWay(witness: ResponseWitness): Promise<void> {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = String(pair.publicKey.export({ format: 'jwk' }).x);
  const requestFor = (code: string, statement = enrolmentStatement(code, publicKey)) => ({
    code,
    publicKey,
    proof: sign(null, Buffer.from(statement), pair.privateKey).toString('base64url'),
  });
  const place = { office: 'east', counter: '6' };
  const { code } = await witness.ask<EnrolmentOffer>('POST', '/boxes/box-7/enrolment', place);
  await witness.ask('POST', '/enrolments', {});
  await witness.ask('POST', '/enrolments', requestFor(code, 'something else'));
  await witness.ask('POST', '/boxes/box-2/move', place);
  await witness.ask('POST', '/enrolments', requestFor(code));
  await witness.ask('POST', '/boxes/box-2/move', { office: 'east' });
  await witness.ask('POST', '/enrolments', requestFor(code));
  for (let guess = 0; guess < 10; guess++) await witness.ask('POST', '/enrolments', requestFor(code));
}

describe('contract responses', () => {
  it('contract every answer of every operation is what the served OpenAPI document says, and no more', async () => {
    const rig = await HubRig.start();
    const witness = await ResponseWitness.of(rig);
    const document = { office: 'east', counter: '1', kind: 'receipt', clerk: 'lin' };
    const issue = (fields: object) => witness.ask('POST', '/issuances', { ...document, ...fields });
    const box = rig.box('box-1').online();
    box.beat();
    await rig.settle();

    const issued = (await issue({ number: 'A1', service: '戶籍謄本', visit: 'v-1' })) as {
      issuance: string;
      window: { id: string };
    };
    await issue({ number: 'A1', service: '戶籍謄本', visit: 'v-1' });
    await issue({ number: 'A1', clerk: 'wu' });
    await issue({ number: 'A2', office: 'north' });
    await issue({ number: 'A3', counter: '77' });
    await issue({ number: 'A4', issuedAt: '2000-01-01T00:00:00.000Z' });
    await issue({ number: '' });
    await issue({ number: 'A5', counter: '6', kind: 'notice' });
    await issue({ number: 'A6', counter: '2' });
    const { window, issuance } = issued;
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: window.id, level: 1, afterMs: 0 });
    box.say({ kind: 'rated', window: window.id, level: 5, afterMs: 0 });
    box.say({
      kind: 'presses',
      window: window.id,
      extra: 2,
      idle: { '1': 1, '2': 0, '3': 0, '4': 0, '5': 3 },
    });
    box.say({ kind: 'fault', code: 'key-stuck', level: 3, active: true });
    box.say({ kind: 'fault', code: 'voice', active: true, detail: 'no card' });
    const check = { result: 'fault', detail: 'no card' } as const;
    const checks = { lamps: check, keys: check, sound: check, clock: check, disk: check, link: check };
    box.say({ kind: 'self-test', trigger: 'start', checks });
    box.say({ kind: 'outbox-replaced', lost: { epoch: box.epoch, lastSeq: 99 }, detail: 'malformed' });
    box.beat({
      voice: 'fault',
      details: { voice: 'no card' },
      settings: { revision: 3, refused: 'no such voice' },
    });
    rig.broker.deliver('east', 'box-1', 'evt', 'garbage');
    await rig.settle();

    await witness.ask('POST', '/issuances/east/receipt/A1/void');
    await witness.ask('POST', '/issuances/east/receipt/A99/void');
    await witness.ask('GET', '/offices');
    await witness.ask('GET', '/windows?limit=1');
    await witness.ask('GET', '/windows?office=east&state=ended&outcome=missed');
    await witness.ask('GET', '/ratings?office=east&clerk=lin');
    for (const by of ['office', 'counter', 'clerk', 'kind', 'service', 'hour', 'day'])
      await witness.ask('GET', `/statistics?office=east&by=${by}`);
    await witness.ask('GET', '/statistics?office=west');
    await witness.ask('GET', '/statistics?from=0000-01-01T00:00:00.000Z');
    await witness.ask('GET', '/statistics?by=mood');
    await witness.ask('GET', '/boxes');
    await witness.ask('GET', '/set-aside');
    const { items } = await witness.ask<{ items: AlarmView[] }>('GET', '/alarms');
    const alarm = `/alarms/${items[0]?.id}/acknowledge`;
    await witness.ask('POST', alarm, { by: 'chen' });
    await witness.ask('POST', alarm, { by: 'wu' });
    await witness.ask('POST', `/alarms/${issuance}/acknowledge`, { by: 'wu' });
    await witness.ask('GET', '/alarms?state=acknowledged');
    await askAboutBoxes(witness);

    const described = (Object.entries(operations) as Array<[string, Operation]>).flatMap(
      ([id, { responses, problems = {} }]) => [
        ...Object.keys(responses).map((status) => `${id} ${status}`),
        ...Object.values(problems).flatMap((codes) => codes.map((code) => `${id} ${code}`)),
      ],
    );
    expect([...witness.seen].sort()).toEqual(described.sort());
  });
});
