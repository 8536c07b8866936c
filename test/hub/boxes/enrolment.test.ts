import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import { type EnrolmentOffer, type EnrolmentResult, enrolmentStatement } from '#contract/enrolment.js';
import { ENROLMENT_CODE_MS } from '#contract/limits.js';
import type { BoxView, Problem } from '#contract/views.js';
import { openSqlite } from '#platform/sqlite.js';
import { enrol as enrolBox } from '../../../device/enrolment.js';
import { newCode } from '../../../hub/boxes/enrolmentCode.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { HubRig } from '../../support/hubRig.js';

/** A box about to be enrolled: it has its own key pair. */
class Newcomer {
  readonly publicKey: string;
  private readonly privateKey: KeyObject;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.publicKey = String(publicKey.export({ format: 'jwk' }).x);
    this.privateKey = privateKey;
  }

  request(code: string, proven = enrolmentStatement(code, this.publicKey)) {
    return {
      code,
      publicKey: this.publicKey,
      proof: sign(null, Buffer.from(proven), this.privateKey).toString('base64url'),
    };
  }
}

const offer = (rig: HubRig, box: string, place: object) =>
  rig.post<EnrolmentOffer & Problem>(`/boxes/${box}/enrolment`, place);
const codeFor = async (rig: HubRig, box = 'box-new', place: object = { office: 'east', counter: '6' }) =>
  (await offer(rig, box, place)).body.code;

async function enrol(rig: HubRig, request: object, address = '10.0.0.1') {
  const response = await rig.inject({
    method: 'POST',
    url: '/api/v1/enrolments',
    payload: request,
    remoteAddress: address,
  });
  return { status: response.statusCode, body: response.json<EnrolmentResult & Problem>() };
}
const refusal = (status: number, code: string) => ({ status, body: { code } });
const boxes = async (rig: HubRig): Promise<BoxView[]> =>
  (await rig.get<{ items: BoxView[] }>('/boxes')).items;

/** What is stored about enrolment, read beside the running hub. */
function stored(rig: HubRig): { offers: unknown[]; keys: unknown[] } {
  const db = openSqlite(`${rig.folder}/hub.db`, migrations);
  try {
    return {
      offers: db.prepare('SELECT * FROM enrolment').all(),
      keys: db.prepare('SELECT box, public_key, until_ms FROM box_key ORDER BY from_ms').raw().all(),
    };
  } finally {
    db.close();
  }
}

describe('B5 a code', () => {
  it('is eight characters that are never mistaken for others, and no two are alike', () => {
    const codes = Array.from({ length: 2_000 }, () => newCode());
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes).size).toBe(codes.length);
    expect(newCode(() => Buffer.from('0000000000', 'hex'))).toBe('0000-0000');
    expect(newCode(() => Buffer.from('ffffffffff', 'hex'))).toBe('ZZZZ-ZZZZ');
  });

  it('carries all of its 40 random bits', () => {
    const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const same = Buffer.compare(one, other) === 0;
        expect(newCode(() => Buffer.from(one)) === newCode(() => Buffer.from(other))).toBe(same);
      }),
    );
  });

  it('is offered for a box and a place, and only its digest is stored', async () => {
    const rig = await HubRig.start();
    const { status, body } = await offer(rig, 'box-new', { office: 'east', counter: '6', colour: 'red' });
    expect(status).toBe(201);
    expect(body).toEqual({
      code: expect.any(String),
      box: 'box-new',
      office: 'east',
      counter: '6',
      expiresAt: new Date(rig.clock.wall() + ENROLMENT_CODE_MS).toISOString(),
    });
    expect(JSON.stringify(stored(rig).offers)).not.toContain(body.code);
    expect((await boxes(rig)).map(({ id }) => id)).not.toContain('box-new');
  });

  it.each([
    [{ office: 'north' }, 422, 'place/unknown-office'],
    [{ office: 'east', counter: '77' }, 422, 'place/unknown-counter'],
    [{ office: 'east', counter: '1' }, 409, 'box/counter-taken'],
    [{ counter: '1' }, 422, 'request/invalid'],
  ])('is not offered for %j', async (place, status, code) => {
    const rig = await HubRig.start();
    expect(await offer(rig, 'box-new', place)).toMatchObject(refusal(status, code));
    expect(stored(rig).offers).toEqual([]);
  });
});

describe('B5 enrolment', () => {
  it('makes a new box known at its place, with its key, its broker and its settings', async () => {
    const rig = await HubRig.start();
    const box = new Newcomer();
    const { status, body } = await enrol(rig, box.request(await codeFor(rig)));
    expect(status).toBe(201);
    expect(body).toEqual({
      box: 'box-new',
      office: 'east',
      counter: '6',
      mqtt: { port: 1883 },
      settings: DEFAULT_BOX_SETTINGS,
    });
    expect(stored(rig)).toEqual({ offers: [], keys: [['box-new', box.publicKey, null]] });
    const view = (await boxes(rig)).find(({ id }) => id === 'box-new');
    expect(view).toMatchObject({ office: 'east', counter: '6', presence: 'unknown' });
    expect(view?.enrolledAt).toBe(new Date(rig.clock.wall()).toISOString());
    const online = rig.box('box-new').online();
    await rig.settle();
    await rig.issue('6');
    expect(online.told('offer')).toHaveLength(1);
  });

  it('is what the box service itself does, over a socket', async () => {
    const rig = await HubRig.start();
    const code = await codeFor(rig);
    const { identity, result } = await enrolBox({ hub: rig.origin, code, fetch });
    expect(identity).toMatchObject({ box: 'box-new', office: 'east', hub: 'mqtt://127.0.0.1:1883' });
    expect(result.settings).toEqual(DEFAULT_BOX_SETTINGS);
    expect(stored(rig).keys).toEqual([['box-new', identity.publicKey, null]]);
    await expect(enrolBox({ hub: rig.origin, code, fetch })).rejects.toThrow('enrolment/bad-code');
  });

  it('survives a restart, though the site file does not name the box', async () => {
    const rig = await HubRig.start();
    await enrol(rig, new Newcomer().request(await codeFor(rig)));
    await rig.restart();
    expect((await boxes(rig)).find(({ id }) => id === 'box-new')).toMatchObject({ counter: '6' });
  });

  it('of a known box replaces its key, keeps the old one for what it signed, and its settings', async () => {
    const rig = await HubRig.start();
    const [first, second] = [new Newcomer(), new Newcomer()];
    await rig.post('/boxes/box-1/settings', { volume: 30 });
    await enrol(rig, first.request(await codeFor(rig, 'box-1', { office: 'east', counter: '1' })));
    const { body } = await enrol(rig, second.request(await codeFor(rig, 'box-1', { office: 'west' })));
    expect(body).toMatchObject({ box: 'box-1', office: 'west', settings: { revision: 1, volume: 30 } });
    expect(body).not.toHaveProperty('counter');
    expect(stored(rig).keys).toEqual([
      ['box-1', first.publicKey, expect.any(Number)],
      ['box-1', second.publicKey, null],
    ]);
    expect(await rig.get('/boxes/box-1/assignments')).toMatchObject({
      items: [{ office: 'west' }, { office: 'east', counter: '1', until: expect.any(String) }],
    });
  });

  it('with a code that is wrong, used, replaced or too old is refused alike', async () => {
    const rig = await HubRig.start();
    const bad = refusal(403, 'enrolment/bad-code');
    const box = new Newcomer();
    const wrong = await enrol(rig, box.request('0000-0000'));
    expect(wrong).toMatchObject(bad);
    const used = await codeFor(rig);
    await enrol(rig, box.request(used));
    const replaced = await codeFor(rig, 'box-b', { office: 'west' });
    const current = await codeFor(rig, 'box-b', { office: 'west' });
    for (const code of [used, replaced])
      expect((await enrol(rig, new Newcomer().request(code))).body).toEqual(wrong.body);
    rig.clock.advance(ENROLMENT_CODE_MS - 1);
    const old = await codeFor(rig, 'box-c', { office: 'west' });
    expect((await enrol(rig, box.request(current))).status).toBe(201);
    rig.clock.advance(ENROLMENT_CODE_MS);
    expect((await enrol(rig, box.request(old))).body).toEqual(wrong.body);
  });

  it('without the private key is refused, and the code can still be used', async () => {
    const rig = await HubRig.start();
    const code = await codeFor(rig);
    const [box, thief] = [new Newcomer(), new Newcomer()];
    const forged = { ...thief.request(code), publicKey: box.publicKey };
    const otherCode = box.request(code, enrolmentStatement('0000-0000', box.publicKey));
    const garbled = { ...box.request(code), proof: 'A'.repeat(86) };
    const noPoint = { ...box.request(code), publicKey: '_'.repeat(43) };
    for (const request of [forged, otherCode, garbled, noPoint])
      expect(await enrol(rig, request)).toMatchObject(refusal(422, 'enrolment/bad-proof'));
    expect(stored(rig).keys).toEqual([]);
    expect((await enrol(rig, box.request(code))).status).toBe(201);
  });

  it('at a counter that was taken meanwhile is refused, names who stands there, and the code can still be used', async () => {
    const rig = await HubRig.start();
    const code = await codeFor(rig);
    await rig.post('/boxes/box-1/move', { office: 'east', counter: '6' });
    const box = new Newcomer();
    const refused = await enrol(rig, box.request(code));
    expect(refused).toMatchObject(refusal(409, 'box/counter-taken'));
    expect(refused.body.detail).toContain('box-1');
    expect(stored(rig).keys).toEqual([]);
    await rig.post('/boxes/box-1/move', { office: 'east', counter: '1' });
    expect((await enrol(rig, box.request(code))).status).toBe(201);
  });

  it('of several boxes racing with one code lets in exactly one', async () => {
    const rig = await HubRig.start();
    const code = await codeFor(rig);
    const racers = Array.from({ length: 8 }, () => new Newcomer());
    const answers = await Promise.all(racers.map((box) => enrol(rig, box.request(code))));
    const won = answers.findIndex(({ status }) => status === 201);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(403)]);
    expect(stored(rig).keys).toEqual([['box-new', racers[won]?.publicKey, null]]);
  });

  it.each([
    ['code', { code: '7k3m-q9xt' }],
    ['code', { code: '7K3MQ9XT' }],
    ['publicKey', { publicKey: 'short' }],
    ['proof', { proof: '' }],
  ])('malformed is refused by the name of the field: %s %j', async (field, wrong) => {
    const rig = await HubRig.start();
    const answer = await enrol(rig, { ...new Newcomer().request('0000-0000'), ...wrong });
    expect(answer).toMatchObject(refusal(422, 'request/invalid'));
    expect(answer.body.faults?.map(({ path }) => path)).toContain(`/${field}`);
  });
});

describe('B5 guessing', () => {
  const late = refusal(429, 'enrolment/too-many-failures');
  const guess = (rig: HubRig, address: string) => enrol(rig, new Newcomer().request('0000-0000'), address);

  it('ends after ten failures a minute from one address, even many at once; others are still heard', async () => {
    const rig = await HubRig.start();
    const answers = await Promise.all(Array.from({ length: 25 }, () => guess(rig, '10.0.0.9')));
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
    const code = await codeFor(rig);
    expect(await enrol(rig, new Newcomer().request(code), '10.0.0.9')).toMatchObject(late);
    expect((await enrol(rig, new Newcomer().request(code), '10.0.0.1')).status).toBe(201);
    rig.clock.advance(60_000);
    expect(await guess(rig, '10.0.0.9')).toMatchObject(refusal(403, 'enrolment/bad-code'));
  });

  it('ends after thirty a minute altogether, and a success is no failure', async () => {
    const rig = await HubRig.start();
    for (let n = 0; n < 29; n++) await guess(rig, `10.0.1.${n}`);
    for (const box of ['box-a', 'box-b', 'box-c'])
      expect(
        (await enrol(rig, new Newcomer().request(await codeFor(rig, box, { office: 'west' })))).status,
      ).toBe(201);
    expect(await guess(rig, '10.0.2.1')).toMatchObject(refusal(403, 'enrolment/bad-code'));
    expect(await guess(rig, '10.0.2.2')).toMatchObject(late);
  });
});

describe('B5 a revoked box', () => {
  it('is shut out at once and journalled, its code is void, and enrolled anew it is as before', async () => {
    const rig = await HubRig.start();
    const box = new Newcomer();
    await enrol(rig, box.request(await codeFor(rig)));
    const open = await codeFor(rig);
    rig.broker.decided.length = 0;
    rig.clock.advance(1_000);
    const revoked = await rig.post<BoxView>('/boxes/box-new/revoke', { by: '王主管' });
    expect(revoked).toMatchObject({
      status: 200,
      body: { revokedAt: new Date(rig.clock.wall()).toISOString() },
    });
    expect(revoked.body.enrolledAt).toBeUndefined();
    expect(rig.broker.decided).toEqual(['bar box-new']);
    expect(await enrol(rig, box.request(open))).toMatchObject(refusal(403, 'enrolment/bad-code'));
    expect(await rig.post('/boxes/box-new/revoke', { by: '王主管' })).toMatchObject(
      refusal(409, 'box/not-enrolled'),
    );
    expect(await rig.post('/boxes/box-1/revoke', {})).toMatchObject(refusal(422, 'request/invalid'));
    expect(await rig.post('/boxes/nobody/revoke', { by: '王主管' })).toMatchObject(
      refusal(404, 'box/unknown'),
    );
    rig.clock.advance(1_000);
    await enrol(rig, box.request(await codeFor(rig)));
    expect(rig.broker.decided).toEqual(['bar box-new', 'admit box-new']);
    const view = (await boxes(rig)).find(({ id }) => id === 'box-new');
    expect(view).toHaveProperty('enrolledAt');
    expect(view).not.toHaveProperty('revokedAt');
  });

  it('has the keys of before kept, because they verify what they signed', async () => {
    const rig = await HubRig.start();
    const box = new Newcomer();
    await enrol(rig, box.request(await codeFor(rig)));
    rig.clock.advance(1_000);
    await rig.post('/boxes/box-new/revoke', { by: '王主管' });
    const kept = [['box-new', box.publicKey, rig.clock.wall()]];
    expect(stored(rig).keys).toEqual(kept);
    const { boot } = rig.box('box-new');
    const before = { status: 'online', boot, software: 'test', publicKey: box.publicKey };
    rig.broker.deliver('east', 'box-new', 'state', JSON.stringify(before));
    await rig.settle();
    expect(stored(rig).keys).toEqual(kept);
  });
});

describe('B5 a moved box', () => {
  it.each([
    ['is cut off after 4 s when it still speaks under its old office', false, ['cut box-1']],
    ['is left in peace when it went', true, []],
  ])('%s', async (_name, goes, decided) => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    await rig.post('/boxes/box-1/move', { office: 'west' });
    if (goes) {
      box.office = 'west';
      box.online();
      await rig.settle();
    }
    rig.clock.advance(3_900);
    expect(rig.broker.decided).toEqual([]);
    rig.clock.advance(100);
    expect(rig.broker.decided).toEqual(decided);
  });
});
