import { createPublicKey, hash, verify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxEvent, type EventBody } from '#contract/events.js';
import { chainStart, sealOf } from '#contract/seal.js';
import { ManualClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { ownKeys, sealKeys, writeIdentity } from '../../device/adapters/identityFile.js';
import { openOutbox } from '../../device/adapters/openOutbox.js';
import { SqliteOutbox } from '../../device/adapters/sqliteOutbox.js';
import { makeKeyPair } from '../../device/identity.js';
import { sealerOf, sealingFacts } from '../../device/sealing.js';
import { temporaryFolder } from '../support/temporary.js';

const BOX = 'box-1';
const AT = '2026-07-07T01:02:03.456Z';
const keys = makeKeyPair();
const sealer = sealerOf(BOX, keys);
const publicKey = createPublicKey({
  key: { kty: 'OKP', crv: 'Ed25519', x: keys.publicKey },
  format: 'jwk',
});

const bodies = fc.oneof<fc.Arbitrary<EventBody>[]>(
  fc.record({
    kind: fc.constant('rated' as const),
    window: fc.constant(systemIds.uuid()),
    level: fc.integer({ min: 1, max: 5 }),
    afterMs: fc.double({ min: 0, max: 30_000, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('fault' as const),
    code: fc.constantFrom('panel' as const, 'voice' as const),
    active: fc.boolean(),
    detail: fc.string({ unit: 'grapheme', maxLength: 40 }),
  }),
  fc.record({
    kind: fc.constant('presses' as const),
    idle: fc.constant({ '5': 1, '4': 0, '3': 2, '2': 0, '1': 0 }),
  }),
);

const textsOf = (file: string): string[] => {
  const db = new Database(file, { readonly: true });
  const texts = db.prepare('SELECT body FROM event ORDER BY seq').pluck().all() as string[];
  db.close();
  return texts;
};

/** The first number of the chain that does not hold, or undefined. */
function firstBreak(texts: readonly string[], epoch: string): number | undefined {
  let before = chainStart(BOX, epoch);
  for (const [index, text] of texts.entries()) {
    const seal = sealOf(text);
    if (seal === undefined || seal.prev !== hash('sha256', before, 'base64url')) return index + 1;
    if (!verify(null, Buffer.from(seal.signed), publicKey, Buffer.from(seal.sig, 'base64url')))
      return index + 1;
    before = text;
  }
  return undefined;
}

describe('sealing', () => {
  it('D5 an outbox chains and signs whatever it stores, across any restart, and sends to the letter what it stores', () => {
    fc.assert(
      fc.property(fc.array(fc.option(bodies, { nil: 'reopen' as const }), { maxLength: 12 }), (steps) => {
        const file = join(temporaryFolder(), 'outbox.db');
        let outbox = new SqliteOutbox(file, systemIds, sealer);
        const sent: string[] = [];
        for (const step of steps) {
          // Never closed, as after a SIGKILL.
          if (step === 'reopen') outbox = new SqliteOutbox(file, systemIds, sealer);
          else sent.push(boxEvent.encode(outbox.append(step, AT)));
        }
        const stored = textsOf(file);
        expect(sent).toEqual(stored);
        expect(outbox.range(1, 100, 100).map((event) => boxEvent.encode(event))).toEqual(stored);
        expect(firstBreak(stored, outbox.epoch)).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  it('D5 changing any one byte of any event is found, in that event or at its successor', () => {
    const file = join(temporaryFolder(), 'outbox.db');
    const outbox = new SqliteOutbox(file, systemIds, sealer);
    for (const body of fc.sample(bodies, 4)) outbox.append(body, AT);
    const stored = textsOf(file);
    fc.assert(
      fc.property(
        fc.nat({ max: 3 }),
        fc.nat({ max: 2_000 }),
        fc.integer({ min: 1, max: 255 }),
        (index, at, flip) => {
          const bytes = Buffer.from(stored[index] ?? '');
          const place = at % bytes.length;
          bytes[place] = (bytes[place] ?? 0) ^ flip;
          const changed = stored.with(index, bytes.toString('utf8'));
          const found = firstBreak(changed, outbox.epoch);
          expect(found === index + 1 || found === index + 2).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('D5 the seal is the end of the text and nothing else is', () => {
    const tail = `,"prev":"${'A'.repeat(43)}","sig":"${'A'.repeat(86)}"}`;
    expect(sealOf(`{"kind":"x"${tail}`)?.signed).toBe(`{"kind":"x","prev":"${'A'.repeat(43)}"}`);
    for (const text of [`{"kind":"x"${tail} `, `{"kind":"x"${tail}\n`, '{"kind":"x"}', tail.slice(0, -2)])
      expect(sealOf(text)).toBeUndefined();
  });

  it('D5 new numbers begin a chain of their own, and the box announces nothing unsealed in it', () => {
    const file = join(temporaryFolder(), 'outbox.db');
    new SqliteOutbox(file, systemIds).close();
    const outbox = new SqliteOutbox(file, systemIds, sealer);
    for (let event = 0; event < 4; event++) outbox.append({ kind: 'fault', code: 'voice', active: true }, AT);
    outbox.settle([1, 2]);
    outbox.refuse([3, 4]);
    outbox.renumber({ report: { kind: 'outbox-replaced', detail: 'set back' }, at: AT, nowMs: 1 });
    outbox.append({ kind: 'fault', code: 'voice', active: false }, AT);
    expect(textsOf(file)).toHaveLength(4);
    expect(firstBreak(textsOf(file), outbox.epoch)).toBeUndefined();
    expect(outbox.unsealed()).toBeUndefined();
    outbox.close();
  });

  it('D5 an outbox of a version without seals goes on: the first sealed event covers the last unsealed one', () => {
    const file = join(temporaryFolder(), 'outbox.db');
    const old = new SqliteOutbox(file, systemIds);
    for (let event = 0; event < 3; event++) old.append({ kind: 'fault', code: 'voice', active: true }, AT);
    old.close();
    const outbox = new SqliteOutbox(file, systemIds, sealer);
    expect(sealingFacts(keys, outbox)).toEqual({
      publicKey: keys.publicKey,
      unsealed: { epoch: outbox.epoch, through: 3 },
    });
    outbox.append({ kind: 'fault', code: 'voice', active: false }, AT);
    const texts = textsOf(file);
    expect(texts.map((text) => sealOf(text) !== undefined)).toEqual([false, false, false, true]);
    expect(sealOf(texts[3] ?? '')?.prev).toBe(hash('sha256', texts[2] ?? '', 'base64url'));
    outbox.close();
    expect(new SqliteOutbox(file, systemIds, sealer).unsealed()?.through).toBe(3);
  });

  it('D5 a replaced outbox begins a chain of its own', () => {
    const folder = temporaryFolder();
    const before = openOutbox(folder, systemIds, new ManualClock(), sealer).outbox;
    before.append({ kind: 'fault', code: 'voice', active: true }, AT);
    before.close();
    writeFileSync(join(folder, 'outbox.db'), Buffer.alloc(8_192, 7));
    const { outbox, replaced } = openOutbox(folder, systemIds, new ManualClock(), sealer);
    expect(replaced).toBeDefined();
    expect(outbox.epoch).not.toBe(before.epoch);
    expect(outbox.unsealed()).toBeUndefined();
    outbox.append({ kind: 'outbox-replaced', detail: 'damaged' }, AT);
    expect(firstBreak(textsOf(join(folder, 'outbox.db')), outbox.epoch)).toBeUndefined();
  });

  it('D5 a disk that refuses an event leaves the chain where it was', () => {
    const file = join(temporaryFolder(), 'outbox.db');
    const outbox = new SqliteOutbox(file, systemIds, sealer);
    outbox.append({ kind: 'fault', code: 'voice', active: true }, AT);
    const lock = new Database(file);
    lock.exec("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'full'); END");
    expect(() => outbox.append({ kind: 'fault', code: 'voice', active: false }, AT)).toThrow(
      expect.objectContaining({ code: 'outbox/cannot-store' }),
    );
    lock.exec('DROP TRIGGER full');
    lock.close();
    outbox.append({ kind: 'fault', code: 'panel', active: false }, AT);
    expect(outbox.lastSeq()).toBe(2);
    expect(firstBreak(textsOf(file), outbox.epoch)).toBeUndefined();
  });

  it('D5 a box seals with the key of its enrolment, and until then with one it makes once', () => {
    const folder = temporaryFolder();
    expect(ownKeys(folder)).toBeUndefined();
    const own = sealKeys(folder);
    expect(sealKeys(folder)).toEqual(own);
    expect(ownKeys(folder)).toEqual(own);
    const enrolled = makeKeyPair();
    writeIdentity(folder, { box: BOX, office: 'east', hub: 'mqtt://hub:1883', ...enrolled });
    expect(sealKeys(folder)).toMatchObject(enrolled);
  });
});
