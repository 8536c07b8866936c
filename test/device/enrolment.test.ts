import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import { EnrolmentRequest, enrolmentStatement } from '#contract/enrolment.js';
import { Codec } from '#contract/schema.js';
import { silentLogger } from '#platform/logger.js';
import { FileMemory } from '../../device/adapters/fileMemory.js';
import { readIdentity } from '../../device/adapters/identityFile.js';
import { enrolCommand } from '../../device/composition/enrolCommand.js';
import { temporaryFolder } from '../support/temporary.js';

const request = Codec.of(EnrolmentRequest);
const GRANTED = {
  box: 'box-9',
  office: 'east',
  counter: '3',
  mqtt: { port: 18_830 },
  settings: { ...DEFAULT_BOX_SETTINGS, revision: 3, volume: 40 },
};

let folder: string;
let said: string;
let complained: string;
let asked: Array<{ url: string; body: EnrolmentRequest }>;

beforeEach(() => {
  folder = temporaryFolder();
  said = '';
  complained = '';
  asked = [];
});

/** `rating-box enrol` against a hub that gives this answer. */
const run = (args: readonly string[], answer: () => Response | Promise<Response>) =>
  enrolCommand([...args, '--data', folder], {
    out: (text) => {
      said += text;
    },
    err: (text) => {
      complained += text;
    },
    environment: {},
    meet: () => expect.fail('nobody is met without TLS'),
    fetchTrusting: () => expect.fail('nobody is trusted without TLS'),
    fetch: async (url, init) => {
      asked.push({ url: String(url), body: request.decode(String(init?.body)) });
      return answer();
    },
  });
const ARGS = ['--hub', 'http://hub.example:8080', '--code', '7K3M-Q9XT'];
const json = (status: number, body: unknown) => () => new Response(JSON.stringify(body), { status });

describe('rating-box enrol', () => {
  it('B5 proves that it has the key it made, and keeps the identity it is given', async () => {
    expect(await run(ARGS, json(201, GRANTED))).toBe(0);
    const [{ url, body } = expect.fail('nothing was asked')] = asked;
    expect(url).toBe('http://hub.example:8080/api/v1/enrolments');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: body.publicKey }, format: 'jwk' });
    const statement = Buffer.from(enrolmentStatement('7K3M-Q9XT', body.publicKey));
    expect(verify(null, statement, key, Buffer.from(body.proof, 'base64url'))).toBe(true);
    expect(readIdentity(folder)).toMatchObject({
      box: 'box-9',
      office: 'east',
      hub: 'mqtt://hub.example:18830',
      publicKey: body.publicKey,
    });
    const memory = new FileMemory({ folder, box: 'box-9', office: 'east', logger: silentLogger });
    expect(memory.settings()).toEqual({ ...DEFAULT_BOX_SETTINGS, revision: 3, volume: 40 });
    expect(memory.place()).toEqual({ office: 'east', counter: '3' });
    expect(said).toBe('This box is now box-9 of east, counter 3. Start rating-box to begin.\n');
  });

  it('B5 its private key never leaves it, and every enrolment makes a new one', async () => {
    await run(ARGS, json(201, GRANTED));
    await run(ARGS, json(201, { ...GRANTED, mqtt: { url: 'mqtts://broker.example:8883' } }));
    expect(new Set(asked.map(({ body }) => body.publicKey)).size).toBe(2);
    const kept = readIdentity(folder);
    expect(kept?.hub).toBe('mqtts://broker.example:8883');
    expect(JSON.stringify(asked)).not.toContain('PRIVATE');
    expect(readFileSync(join(folder, 'identity.json'), 'utf8')).toContain('PRIVATE KEY');
  });

  it.each([
    [
      'with the reason of the hub',
      json(403, { code: 'enrolment/bad-code', detail: 'the code is wrong, used or too old' }),
      'the hub at http://hub.example:8080 refused: enrolment/bad-code: the code is wrong, used or too old',
    ],
    [
      'when what answers is no hub',
      () => new Response('<html>', { status: 502 }),
      'the hub at http://hub.example:8080 refused: status 502',
    ],
    [
      'when no hub answers',
      () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })),
      'no hub answers at http://hub.example:8080: connect ECONNREFUSED',
    ],
    [
      'when the answer is no enrolment',
      json(201, { box: 'box-9' }),
      expect.stringContaining('the answer of http://hub.example:8080 is no enrolment'),
    ],
  ])('B5 fails in one line %s, and nothing is kept', async (_name, answer, expected) => {
    expect(await run(ARGS, answer)).toBe(1);
    expect(complained.replace('rating-box enrol: ', '').trimEnd()).toEqual(expected);
    expect(complained.trim().split('\n')).toHaveLength(1);
    expect(readIdentity(folder)).toBeUndefined();
  });

  it('B5 reads a code as a person types it', async () => {
    await run(['--hub', 'http://hub.example:8080', '--code', '7k3mQ9xl'], json(201, GRANTED));
    await run(['--hub', 'http://hub.example:8080', '--code', 'oil7-0000'], json(201, GRANTED));
    expect(asked.map(({ body }) => body.code)).toEqual(['7K3M-Q9X1', '0117-0000']);
  });

  it('B5 names what is missing or wrong before it asks anybody', async () => {
    expect(await run([], json(201, GRANTED))).toBe(2);
    expect(complained).toBe('rating-box enrol: --hub is missing\nrating-box enrol: --code is missing\n');
    complained = '';
    expect(await run(['--hub', 'hub', '--code', 'love'], json(201, GRANTED))).toBe(2);
    expect(complained).toContain('--hub is "hub"; expected https://host:port');
    expect(complained).toContain('--code is "love"; expected a code like 7K3M-Q9XT');
    expect(asked).toEqual([]);
  });
});
