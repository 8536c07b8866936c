import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DocketContent, decodeDocket, encodeDocket } from '../../../hub/docket/docketCodec.js';

const uuid = fc.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const name = (maxLength: number) =>
  fc.stringMatching(/^[a-z0-9]+$/, { maxLength }).map((s) => s.slice(0, maxLength));
/** Any text of at most `most` UTF-16 units, without halves of letters. */
const text = (most: number) =>
  fc
    .array(fc.constantFrom<string>('a', 'é', '陳', '😀', '\ufeff'), { minLength: 1, maxLength: most })
    .map((letters) =>
      letters.reduce((sum, letter) => (sum.length + letter.length > most ? sum : sum + letter), ''),
    );
const content: fc.Arbitrary<DocketContent> = fc.record({
  issuance: uuid,
  office: name(32),
  counter: name(16),
  kind: fc.constantFrom('receipt' as const, 'notice' as const),
  number: text(40),
  clerk: text(64),
  service: fc.option(text(64)),
  visit: fc.option(text(64)),
  issuedMs: fc.nat({ max: 2 ** 47 }),
  receivedMs: fc.nat({ max: 2 ** 47 }),
});

describe('what a docket holds', () => {
  it('W1 comes back letter by letter', () => {
    fc.assert(
      fc.property(content, (given) => {
        expect(decodeDocket(encodeDocket(given))).toEqual(given);
      }),
    );
  });

  it('takes at most 547 bytes, however long its texts are', () => {
    fc.assert(
      fc.property(content, (given) => {
        const longest = {
          ...given,
          office: 'o'.repeat(32),
          counter: 'c'.repeat(16),
          number: given.number.padEnd(40, '號'),
          clerk: given.clerk.padEnd(64, '員'),
          service: (given.service ?? '').padEnd(64, '業'),
          visit: (given.visit ?? '').padEnd(64, 'v'),
        };
        expect(encodeDocket(longest).length).toBeLessThanOrEqual(547);
      }),
    );
  });

  it('is nothing else: bytes that were cut, lengthened or made up are refused', () => {
    fc.assert(
      fc.property(content, fc.nat(), (given, at) => {
        const bytes = encodeDocket(given);
        expect(decodeDocket(bytes.subarray(0, at % bytes.length))).toBeUndefined();
        expect(decodeDocket(Uint8Array.of(...bytes, 0))).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const found = decodeDocket(bytes);
        if (found !== undefined) expect(encodeDocket(found).length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
