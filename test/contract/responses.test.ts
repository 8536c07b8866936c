import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { operations } from '#contract/api.js';
import { type EnrolmentOffer, enrolmentStatement } from '#contract/enrolment.js';
import type { Operation } from '#contract/operation.js';
import { HubRig } from '../support/hubRig.js';
import { ResponseWitness } from '../support/responseWitness.js';
import { askAboutAccess } from './accessResponses.js';
import { askAboutAlarms } from './alarmResponses.js';
import { askAboutFigures, askTheBusy } from './figureResponses.js';
import { askAboutFiles, askAboutRecords } from './recordResponses.js';
import { askAboutRenewal } from './renewalResponses.js';

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
  for (const box of ['box-7', 'box-5', 'box-99']) await post(`/boxes/${box}/revoke`, { by: 'chen' });
  await post('/boxes/box-7/revoke', {});
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
    await witness.ask('GET', '/health');
    await witness.ask('GET', '/windows?limit=1');
    await witness.ask('GET', '/windows?office=east&state=ended&outcome=missed');
    await witness.ask('GET', '/boxes');
    await witness.ask('GET', '/set-aside');
    await witness.ask('GET', '/alarms');
    await askAboutAccess(witness.seen);
    await askAboutAlarms(witness.seen);
    await askAboutFigures(witness);
    await askAboutRecords(witness, window.id);
    await askAboutFiles(witness);
    await askAboutBoxes(witness);
    await askAboutRenewal(witness.seen);
    for (const by of ['chen', 'lin']) await witness.ask('POST', '/backups', { by });
    await witness.ask('GET', '/backups');
    await askTheBusy(witness.seen);

    const described = (Object.entries(operations) as Array<[string, Operation]>).flatMap(
      ([id, { responses, problems = {} }]) => [
        ...Object.keys(responses).map((status) => `${id} ${status}`),
        ...Object.values(problems).flatMap((codes) => codes.map((code) => `${id} ${code}`)),
      ],
    );
    expect([...witness.seen].sort()).toEqual(described.sort());
  });
});
