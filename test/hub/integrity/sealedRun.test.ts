import { verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoxEvent } from '#contract/events.js';
import { sealOf } from '#contract/seal.js';
import { makeKeyPair } from '../../../device/identity.js';
import { seal, sealerOf } from '../../../device/sealing.js';
import { auditSegment, placeOf, type Segment } from '../../../hub/integrity/audit/chainAudit.js';
import { Findings } from '../../../hub/integrity/audit/findings.js';
import { linkAfter } from '../../../hub/integrity/eventChain.js';
import { verifyKey } from '../../../hub/integrity/verifyKey.js';
import type { AuditedEvent } from '../../../hub/store/auditStore.js';

const EVENTS = 140;
const EPOCH = '0123456789abcdef';
const [keys, earlier, foreign] = [makeKeyPair(), makeKeyPair(), makeKeyPair()];

const eventOf = (seq: number): BoxEvent =>
  ({
    ...{ kind: 'rated', window: '019ab3c0-0000-7000-8000-000000000001', level: 5, afterMs: seq },
    ...{ id: '019ab3c0-0000-7000-8000-000000000002', epoch: EPOCH, seq, at: '2026-11-21T00:00:00.000Z' },
  }) as BoxEvent;

/** A box that was given another key on its way. */
const texts: string[] = [];
for (let seq = 1; seq <= EVENTS; seq++) {
  const own = sealerOf('box-1', seq <= EVENTS / 2 ? earlier : keys);
  texts.push(seal(eventOf(seq), texts.at(-1), own).text);
}

const segment: Segment = {
  ...{ box: 'box-1', epoch: EPOCH, from: 1, to: EVENTS, contiguous: EVENTS, unsealedThrough: 0 },
  keys: [keys, earlier].map(({ publicKey }) => ({ publicKey, fromMs: 0, seals: true })),
};

const rowsOf = (bodies: readonly (string | undefined)[]): AuditedEvent[] =>
  bodies.flatMap((body, index) =>
    body === undefined ? [] : [{ box: 'box-1', epoch: EPOCH, seq: index + 1, id: '', receivedMs: 1, body }],
  );

const audited = (rows: readonly AuditedEvent[]) =>
  auditSegment({ segment: () => rows[Symbol.iterator]() as IterableIterator<AuditedEvent> }, segment);

/** Events whose own signature does not hold, one by one. */
const forgedIn = (rows: readonly AuditedEvent[]): number[] =>
  rows
    .filter(({ body }) => {
      const parts = texts.includes(body) ? undefined : sealOf(body);
      return parts !== undefined && !signedByBox(parts.signed, parts.sig);
    })
    .map(({ seq }) => seq);

const signedByBox = (text: string, sig: string): boolean =>
  segment.keys.some(({ publicKey }) => {
    const key = verifyKey(publicKey);
    return key !== undefined && verify(null, Buffer.from(text), key, Buffer.from(sig, 'base64url'));
  });

type Bodies = (string | undefined)[];
const DEEDS: Readonly<Record<string, (bodies: Bodies, at: number) => void>> = {
  change: (bodies, at) => {
    bodies[at] = bodies[at]?.replace('"level":5', '"level":1');
  },
  take: (bodies, at) => {
    bodies[at] = undefined;
  },
  swap: (bodies, at) => {
    [bodies[at], bodies[at + 1]] = [bodies[at + 1], bodies[at]];
  },
  unseal: (bodies, at) => {
    bodies[at] = JSON.stringify(eventOf(at + 1));
  },
  sign: (bodies, at) => {
    bodies[at] = seal(eventOf(at + 1), bodies[at - 1], sealerOf('box-1', foreign)).text;
  },
  'sign all that follow': (bodies, at) => {
    for (let each = at; each < bodies.length; each++)
      bodies[each] = seal(eventOf(each + 1), bodies[each - 1], sealerOf('box-1', foreign)).text;
  },
};

describe('D5 one signature proves all that is chained before it', () => {
  it('D5 an honest chain is proven whole, over a change of keys', () => {
    expect(audited(rowsOf(texts))).toEqual({
      ...{ events: EVENTS, verified: EVENTS, unknownKey: 0, unsealed: 0, gaps: 0 },
      findings: [],
    });
  });

  it('D5 whatever somebody without the key does, each forged event is found as if verified by itself', () => {
    const deed = fc.tuple(fc.constantFrom(...Object.keys(DEEDS)), fc.nat(EVENTS - 2));
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 4 }), (deeds) => {
        const bodies: Bodies = [...texts];
        for (const [name, at] of deeds) DEEDS[name]?.(bodies, at);
        const rows = rowsOf(bodies);
        const forged = forgedIn(rows);
        const { findings, verified, unsealed, events } = audited(rows);
        const expected = new Findings();
        for (const seq of forged) expected.add('seal/bad-signature', placeOf(segment, seq));
        expect(findings.filter(({ code }) => code === 'seal/bad-signature')).toEqual(expected.all());
        expect(verified).toBe(events - unsealed - forged.length);
      }),
      { numRuns: 25 },
    );
  });

  it('D5 a forged event is no proof of what it is chained to', () => {
    const bodies: Bodies = [...texts];
    bodies[9] = bodies[9]?.replace('"level":5', '"level":1');
    bodies[10] = seal(eventOf(11), bodies[9], sealerOf('box-1', foreign)).text;
    expect(JSON.parse(bodies[10]).prev).toBe(linkAfter(bodies[9] ?? ''));
    const codes = audited(rowsOf(bodies)).findings.map(({ code, count }) => `${code} ${count}`);
    expect(codes).toEqual(['seal/bad-signature 2', 'seal/broken-chain 1']);
  });
});
