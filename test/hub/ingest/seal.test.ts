import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { enrolmentStatement } from '#contract/enrolment.js';
import type { EventBody } from '#contract/events.js';
import { MAX_EPOCHS } from '#contract/limits.js';
import { type KeyPair, makeKeyPair, signText } from '../../../device/identity.js';
import { eventually } from '../../support/eventually.js';
import { HubRig } from '../../support/hubRig.js';
import { SealingBox } from '../../support/sealingBox.js';

const voice = (active: boolean): EventBody => ({ kind: 'fault', code: 'voice', active });

/** What the hub has stored; read beside it. */
function stored<T>(rig: HubRig, sql: string): T[] {
  const db = new Database(join(rig.folder, 'hub.db'), { readonly: true });
  try {
    return db.prepare(sql).all() as T[];
  } finally {
    db.close();
  }
}
const reasons = (rig: HubRig): string[] =>
  stored<{ reason: string }>(rig, 'SELECT reason FROM set_aside ORDER BY number').map(({ reason }) => reason);
const numbers = (rig: HubRig): number[] =>
  stored<{ seq: number }>(rig, 'SELECT seq FROM event ORDER BY box, epoch, seq').map(({ seq }) => seq);

async function sealing(id = 'box-1'): Promise<{ rig: HubRig; box: SealingBox }> {
  const rig = await HubRig.start();
  const box = new SealingBox(rig, id).online();
  await rig.settle();
  return { rig, box };
}

describe('D5 seals at ingest', () => {
  it('D5 what a box sealed counts, and the text is stored as it was sent', async () => {
    const { rig, box } = await sealing();
    const { window, sent } = await box.rate('1', 5);
    expect(
      stored<{ body: string }>(rig, 'SELECT body FROM event ORDER BY seq').map(({ body }) => body),
    ).toEqual(sent.map(({ text }) => text));
    expect(stored(rig, `SELECT outcome, level FROM rating_window WHERE id = '${window}'`)).toEqual([
      { outcome: 'rated', level: 5 },
    ]);
    expect(reasons(rig)).toEqual([]);
  });

  it('D5 the first key a box announces is believed and journalled, once; another one is refused and is an alarm', async () => {
    const { rig, box } = await sealing();
    box.online();
    await rig.settle();
    const pinned = `SELECT by, action, subject, detail FROM journal`;
    const entry = {
      by: 'rating-hub',
      action: 'box/key-pinned',
      subject: 'box-1',
      detail: box.keys.publicKey,
    };
    expect(stored(rig, pinned)).toEqual([entry]);
    box.online({ publicKey: makeKeyPair().publicKey });
    await rig.settle();
    expect(stored(rig, pinned)).toEqual([entry]);
    expect(stored(rig, 'SELECT public_key AS key FROM box_key')).toEqual([{ key: box.keys.publicKey }]);
    expect(await metrics(rig)).toMatch(/refused\w*\{code="seal\/other-key"\} 1/);
    await alarmed(rig, 'seal/other-key × 1');
    await box.say(box.next(voice(true)));
    expect(reasons(rig)).toEqual([]);
  });

  it.each<[string, string, (box: SealingBox) => string]>([
    [
      'a signature of another key',
      'seal/bad-signature',
      (box) => box.next(voice(true), {}, makeKeyPair()).text,
    ],
    [
      'a text that was changed after it was signed',
      'seal/bad-signature',
      (box) => box.next(voice(true)).text.replace('"voice"', '"panel"'),
    ],
    ['a text without a seal', 'seal/missing', (box) => JSON.stringify(box.double.event(voice(true)))],
    [
      'a seal that is not at the end',
      'seal/missing',
      (box) => box.next(voice(true)).text.replace(/\}$/, ' }'),
    ],
    [
      'an event of another epoch with its own seal',
      'seal/bad-signature',
      (box) => box.next(voice(true)).text.replace(/"epoch":"\w+"/, `"epoch":"${'f'.repeat(16)}"`),
    ],
    [
      'an event chained to none',
      'seal/broken-chain',
      (box) => {
        box.chainTo('something else');
        return box.next(voice(true)).text;
      },
    ],
    [
      'an event of an unknown kind, forged',
      'seal/bad-signature',
      (box) => box.next(voice(true)).text.replace('"fault"', '"gift"'),
    ],
  ])('D5 %s is kept aside with its reason, acknowledged and an alarm', async (_what, reason, forge) => {
    const { rig, box } = await sealing();
    await box.say(box.next(voice(true)));
    const honest = box.double.acked().length;
    box.send(forge(box));
    await box.acknowledged(honest + 1);
    expect(reasons(rig)).toEqual([reason]);
    expect(numbers(rig)).toEqual([1]);
    expect(await metrics(rig)).toMatch(new RegExp(`refused\\w*\\{code="${reason}"\\} 1`));
    await alarmed(rig, `${reason} × 1`);
  });

  it('D5 D4 a forged event takes no number: the true one is stored when it comes', async () => {
    const { rig, box } = await sealing();
    const first = box.next(voice(true));
    const second = box.next(voice(false));
    box.send(first.text.replace('"voice"', '"panel"'));
    await box.acknowledged(1);
    await box.say(first, second);
    expect(numbers(rig)).toEqual([1, 2]);
  });

  it('D5 the same forgery over and over is kept once and counted each time', async () => {
    const { rig, box } = await sealing();
    const forged = box.next(voice(true), {}, makeKeyPair());
    for (let time = 0; time < 5; time++) await box.say(forged);
    expect(reasons(rig)).toEqual(['seal/bad-signature']);
    expect(stored(rig, 'SELECT reason, count FROM seal_fault')).toEqual([
      { reason: 'seal/bad-signature', count: 5 },
    ]);
  });

  it('D5 D4 a gap that is filled later is checked on both sides', async () => {
    const { rig, box } = await sealing();
    const events = [true, false, true, false].map((active) => box.next(voice(active)));
    const [first, second, third, fourth] = events as [never, never, never, never];
    await box.say(first, fourth, third);
    box.chainTo((first as { text: string }).text);
    const other = box.next({ kind: 'fault', code: 'panel', active: true }, { seq: 2 });
    await box.say(other);
    expect(reasons(rig)).toEqual(['seal/broken-chain']);
    expect(numbers(rig)).toEqual([1, 3, 4]);
    await box.say(second);
    expect(numbers(rig)).toEqual([1, 2, 3, 4]);
  });

  it('D5 events come out of verification in the order they came in', async () => {
    const { rig, box } = await sealing();
    const events = Array.from({ length: 120 }, (_, index) => box.next(voice(index % 2 === 0)));
    await box.say(...events);
    expect(numbers(rig)).toEqual(events.map((_, index) => index + 1));
    const order = box.double.acked();
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('D5 one box that floods delays no other', async () => {
    const { rig, box } = await sealing();
    const other = new SealingBox(rig, 'box-2').online();
    await rig.settle();
    const flood = box.next(voice(true), {}, makeKeyPair()).text;
    for (let event = 0; event < 240; event++) box.send(flood);
    await other.say(other.next(voice(true)));
    const { sent } = rig.broker;
    const until = sent.findIndex(({ box: to, channel }) => to === 'box-2' && channel === 'ack');
    const before = sent.slice(0, until).filter(({ box: to, channel }) => to === 'box-1' && channel === 'ack');
    const flooded = before.flatMap(({ payload }) => (JSON.parse(payload) as { seqs: number[] }).seqs);
    expect(flooded.length).toBeLessThan(100);
    await box.acknowledged(240);
  });

  it('D5 more than a box may have waiting is dropped, not stored and not acknowledged', async () => {
    const { rig, box } = await sealing();
    const events = Array.from({ length: 300 }, () => box.next(voice(true)));
    for (const { text } of events) box.send(text);
    await box.acknowledged(256);
    await rig.settle();
    expect(box.double.acked()).toHaveLength(256);
    expect(await metrics(rig)).toMatch(/refused\w*\{code="seal\/too-busy"\} 44/);
    await box.say(...events.slice(256));
    expect(numbers(rig)).toHaveLength(300);
  });

  it('D4 D7 a box that makes up numberings gets no more than a hundred, and keeps those it has', async () => {
    const { rig, box } = await sealing();
    const own = box.double.epoch;
    await box.say(box.next(voice(true)));
    const last = box.next(voice(false));
    for (let n = 0; n < MAX_EPOCHS + 20; n++) {
      const epoch = n.toString(16).padStart(16, 'f');
      box.chainTo(undefined);
      await box.say(box.next(voice(true), { epoch, seq: 1 }));
      box.double.beat({ epoch: epoch.replace('f', 'e'), lastSeq: 9 });
    }
    const [{ epochs }] = stored<{ epochs: number }>(rig, 'SELECT count(*) AS epochs FROM box_epoch') as [
      { epochs: number },
    ];
    expect(epochs).toBe(MAX_EPOCHS);
    expect(new Set(reasons(rig))).toEqual(new Set(['too-many-epochs']));
    await box.say(last);
    expect(stored(rig, `SELECT seq FROM event WHERE epoch = '${own}'`)).toHaveLength(2);
  });

  it('D3 D5 a resend is acknowledged again and changes nothing, sealed or from before the key', async () => {
    const rig = await HubRig.start();
    const box = new SealingBox(rig, 'box-1').online({});
    const old = box.double.event(voice(true));
    await box.say({ event: old, text: JSON.stringify(old) });
    box.chainTo(JSON.stringify(old));
    const sealed = box.next(voice(false));
    await box.say(sealed);
    box.online();
    await rig.settle();
    await box.say({ event: old, text: JSON.stringify(old) }, sealed);
    expect(box.double.acked()).toEqual([1, 2, 1, 2]);
    expect(reasons(rig)).toEqual([]);
  });

  it('D5 what a box stored before it had a key is taken, as far as it said when it announced the key first', async () => {
    const rig = await HubRig.start();
    const box = new SealingBox(rig, 'box-1');
    const { epoch } = box.double;
    const old = [1, 2, 3].map(() => JSON.stringify(box.double.event(voice(true))));
    box.online({ publicKey: box.keys.publicKey, unsealed: { epoch, through: 2 } });
    await rig.settle();
    box.online({ publicKey: box.keys.publicKey, unsealed: { epoch, through: 99 } });
    await rig.settle();
    for (const text of old) box.send(text);
    await box.acknowledged(3);
    expect(numbers(rig)).toEqual([1, 2]);
    expect(reasons(rig)).toEqual(['seal/missing']);
  });

  it('D5 a box without a key may go on without seals, but not once it has begun to seal', async () => {
    const rig = await HubRig.start();
    const box = new SealingBox(rig, 'box-1').online({});
    const bare = (): string => JSON.stringify(box.double.event(voice(true)));
    const first = bare();
    box.send(first);
    await box.acknowledged(1);
    box.chainTo(first);
    await box.say(box.next(voice(false)));
    box.send(bare());
    await box.acknowledged(3);
    expect(reasons(rig)).toEqual(['seal/missing']);
  });

  it('B5 D5 after an enrolment with a new key both what the old key signed and what the new one signs are taken', async () => {
    const { rig, box } = await sealing();
    const before = box.next(voice(true));
    const { body } = await rig.post('/boxes/box-1/enrolment', { office: 'east', counter: '1' });
    const keys = makeKeyPair();
    await enrol(rig, (body as { code: string }).code, keys);
    await box.say(before, box.next(voice(false), {}, keys));
    expect(numbers(rig)).toEqual([1, 2]);
    expect(reasons(rig)).toEqual([]);
    box.online();
    await rig.settle();
    expect(await metrics(rig)).toMatch(/refused\w*\{code="seal\/other-key"\} 1/);
  });

  it('D5 no box can speak with what another one sealed', async () => {
    const { rig, box } = await sealing();
    const other = new SealingBox(rig, 'box-2').online();
    await rig.settle();
    other.send(box.next(voice(true)).text);
    await other.acknowledged(1);
    expect(reasons(rig)).toEqual(['seal/bad-signature']);
    expect(numbers(rig)).toEqual([]);
  });
});

const metrics = async (rig: HubRig): Promise<string> =>
  (await rig.inject({ method: 'GET', url: '/metrics' })).body;

async function alarmed(rig: HubRig, detail: string): Promise<void> {
  rig.clock.advance(6_000);
  await eventually('an alarm', 3_000, async () => {
    const alarms = JSON.stringify(await rig.get('/alarms'));
    return alarms.includes('"box-forged"') && alarms.includes(detail) ? true : undefined;
  });
}

async function enrol(rig: HubRig, code: string, keys: KeyPair): Promise<void> {
  const { publicKey } = keys;
  const proof = signText(enrolmentStatement(code, publicKey), keys);
  const { status } = await rig.post('/enrolments', { code, publicKey, proof });
  expect(status).toBe(201);
}
