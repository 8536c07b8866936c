import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Codec } from '#contract/schema.js';
import { Docket } from '#contract/values.js';
import { docketKeyIn } from '../../../hub/docket/docketKey.js';
import { DOCKET_KEY_BYTES, Dockets } from '../../../hub/docket/dockets.js';
import type { IssuanceRecord } from '../../../hub/windows/windowRecord.js';
import { uuid } from '../../support/ids.js';
import { temporaryFolder } from '../../support/temporary.js';

const issuance: IssuanceRecord = {
  id: uuid(1),
  offered: uuid(2),
  window: uuid(3),
  office: 'east',
  counter: '1',
  kind: 'receipt',
  number: 'R-2026-000123',
  clerk: '陳小美',
  service: '戶籍謄本',
  visit: 'A017',
  issuedMs: 1_790_000_000_000,
  receivedMs: 1_790_000_000_321,
  voidedMs: null,
};
const ours = new Dockets(randomBytes(DOCKET_KEY_BYTES));

describe('a docket', () => {
  it('W1 opens to what was sealed, for its box and its offered window alone', () => {
    const docket = ours.seal('box-1', issuance);
    const { id, offered, window: _window, voidedMs: _voided, ...content } = issuance;
    expect(ours.open('box-1', offered, docket)).toEqual({ ...content, issuance: id });
    expect(ours.open('box-2', offered, docket)).toBeUndefined();
    expect(ours.open('box-1', uuid(4), docket)).toBeUndefined();
    expect(new Dockets(randomBytes(DOCKET_KEY_BYTES)).open('box-1', offered, docket)).toBeUndefined();
  });

  it('P4 tells a box nothing, not even that two are of the same document', () => {
    const one = ours.seal('box-1', issuance);
    expect(ours.seal('box-1', issuance)).not.toBe(one);
    const bytes = Buffer.from(one, 'base64url');
    for (const text of [issuance.number, issuance.clerk, issuance.visit ?? '', issuance.office])
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(bytes.includes(Buffer.from(text, encoding))).toBe(false);
  });

  it('fits into the contract with the longest of everything', () => {
    const longest = {
      ...issuance,
      office: 'o'.repeat(32),
      counter: '9'.repeat(16),
      number: '號'.repeat(40),
      clerk: '員'.repeat(64),
      service: '業'.repeat(64),
      visit: '訪'.repeat(64),
    };
    const docket = ours.seal('box-1', longest);
    expect(docket).toHaveLength(768);
    expect(Codec.of(Docket).check(docket)).toBe(docket);
    expect(ours.open('box-1', longest.offered, docket)?.visit).toBe(longest.visit);
  });

  it('D7 with any bit changed, or made up, does not open', () => {
    const docket = Buffer.from(ours.seal('box-1', issuance), 'base64url');
    fc.assert(
      fc.property(fc.nat(docket.length * 8 - 1), (bit) => {
        const forged = Buffer.from(docket);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(ours.open('box-1', issuance.offered, forged.toString('base64url'))).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 800 }), (text) => {
        expect(ours.open('box-1', issuance.offered, text)).toBeUndefined();
      }),
    );
  });
});

describe('the key of dockets', () => {
  it('is made once, for its owner alone, and found again', () => {
    const folder = temporaryFolder();
    const key = docketKeyIn(folder);
    expect(key).toHaveLength(DOCKET_KEY_BYTES);
    expect(statSync(join(folder, 'docket.key')).mode & 0o777).toBe(0o600);
    expect(docketKeyIn(folder)).toEqual(key);
    expect(docketKeyIn(temporaryFolder())).not.toEqual(key);
  });

  it.each(['', 'short\n', `${'g'.repeat(64)}\n`, `${'a'.repeat(63)}\n`])(
    'is refused as %j and left as it is',
    (text) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'docket.key'), text);
      expect(() => docketKeyIn(folder)).toThrow(expect.objectContaining({ code: 'docket/bad-key' }));
      expect(readFileSync(join(folder, 'docket.key'), 'utf8')).toBe(text);
    },
  );

  it('is refused where it cannot be kept', () => {
    expect(() => docketKeyIn(join(temporaryFolder(), 'gone'))).toThrow(
      expect.objectContaining({ code: 'docket/key-unusable' }),
    );
  });
});
