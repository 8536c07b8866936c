import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { type OutboxReplaced, openOutbox } from '../../device/adapters/openOutbox.js';
import type { SqliteOutbox } from '../../device/adapters/sqliteOutbox.js';
import { windowOf } from '../support/offers.js';
import { temporaryFolder } from '../support/temporary.js';

const AT = '2026-07-07T01:02:03.456Z';
const open = (folder: string, clock = new ManualClock()) => openOutbox(folder, systemIds, clock);

/** An outbox of 400 events, closed cleanly, so that all of it is in one file. */
function used(): { folder: string; file: string; epoch: string } {
  const folder = temporaryFolder();
  const { outbox } = open(folder);
  for (let n = 0; n < 400; n++) outbox.append({ kind: 'cancelled', window: windowOf(1) }, AT);
  const { epoch } = outbox;
  outbox.close();
  return { folder, file: join(folder, 'outbox.db'), epoch };
}

const tell = (outbox: SqliteOutbox, replaced: readonly OutboxReplaced[]) => {
  for (const lost of replaced) outbox.append({ kind: 'outbox-replaced', ...lost }, AT);
};

const asideIn = (folder: string) =>
  readdirSync(folder).filter((name) => /^outbox-damaged-.*\.db$/.test(name));

describe('a damaged outbox', () => {
  it('is not suspected without a reason', () => {
    const { folder, epoch } = used();
    const { outbox, replaced } = open(folder);
    expect(replaced).toEqual([]);
    expect([outbox.epoch, outbox.lastSeq()]).toEqual([epoch, 400]);
    outbox.close();
  });

  it.each([
    ['overwritten from its first byte', (file: string) => writeFileSync(file, 'x'.repeat(8_192))],
    ['cut in half', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    [
      'with a page of zeros in the middle',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.fill(0, 8 * 4_096, 9 * 4_096);
        writeFileSync(file, bytes);
      },
    ],
  ])('D4 %s is set aside untouched, and the box goes on with a new one', (_name, damage) => {
    const { folder, file, epoch } = used();
    damage(file);
    const damaged = readFileSync(file);
    const { outbox, replaced } = open(folder);
    const [aside] = asideIn(folder);
    expect(replaced.map(({ detail }) => detail)).toEqual([`damaged and set aside as ${aside}`]);
    expect(readFileSync(join(folder, aside ?? '')).equals(damaged)).toBe(true);
    expect(outbox.epoch).not.toBe(epoch);
    expect(outbox.append({ kind: 'cancelled', window: windowOf(2) }, AT).seq).toBe(1);
    outbox.close();
  });

  it('D4 a box that ended before it had stored what it lost finds it again', () => {
    const { folder, file, epoch } = used();
    const bytes = readFileSync(file);
    bytes.fill(0, 8 * 4_096, 9 * 4_096);
    writeFileSync(file, bytes);
    const before = open(folder);
    before.outbox.close();
    const { outbox, replaced } = open(folder);
    expect(replaced).toEqual([{ ...before.replaced[0], lost: { epoch, lastSeq: 400 } }]);
    expect(outbox.epoch).toBe(before.outbox.epoch);
    tell(outbox, replaced);
    outbox.close();
    expect(open(folder).replaced).toEqual([]);
  });

  it('D4 an outbox that is damaged in its turn, before or after it told, hides no end of those before it', () => {
    const { folder, file, epoch } = used();
    const clock = new ManualClock();
    const ends = [epoch];
    for (let n = 1; n <= 6; n++) {
      const bytes = readFileSync(file);
      const pages = bytes.length / 4_096;
      bytes.fill(0, (pages - 2) * 4_096, (pages - 1) * 4_096);
      writeFileSync(file, bytes);
      const { outbox, replaced } = open(folder, clock);
      expect(replaced.map(({ lost }) => lost?.epoch)).toEqual(ends);
      expect(replaced[0]?.lost?.lastSeq).toBeGreaterThan(300);
      if (n % 2 === 0) tell(outbox, replaced);
      for (let count = 0; count < 40; count++) outbox.append({ kind: 'cancelled', window: windowOf(1) }, AT);
      ends.push(outbox.epoch);
      outbox.close();
    }
    expect(asideIn(folder)).toHaveLength(3);
    expect(new Set(ends).size).toBe(7);
  });

  it('D4 goes on telling where the program ended between two reports', () => {
    const { folder, file } = used();
    for (let n = 0; n < 2; n++) {
      writeFileSync(file, 'no database at all, and long enough to look like one'.repeat(100));
      open(folder).outbox.close();
    }
    const first = open(folder);
    expect(first.replaced).toHaveLength(2);
    tell(first.outbox, first.replaced.slice(0, 1));
    first.outbox.close();
    const second = open(folder);
    expect(second.replaced).toEqual(first.replaced.slice(1));
    second.outbox.close();
  });

  it('D4 keeps the report of what was lost however many events follow, for a hub restored from before it', () => {
    const { outbox } = open(temporaryFolder());
    outbox.append({ kind: 'outbox-replaced', detail: 'damaged' }, AT);
    for (let n = 0; n < 2_010; n++) outbox.append({ kind: 'cancelled', window: windowOf(1) }, AT);
    outbox.settle(Array.from({ length: 2_011 }, (_, index) => index + 1));
    expect(outbox.range(1, 2_011, 5).map(({ seq }) => seq)).toEqual([1, 12, 13, 14, 15]);
    outbox.close();
  });

  it('D4 tells the epoch and the newest number it can still read', () => {
    const { folder, file, epoch } = used();
    const bytes = readFileSync(file);
    bytes.fill(0, 8 * 4_096, 9 * 4_096);
    writeFileSync(file, bytes);
    expect(open(folder).replaced[0]?.lost).toEqual({ epoch, lastSeq: 400 });
  });

  it('D4 with its newest pages gone it tells the newest number that is left', () => {
    const { folder, file, epoch } = used();
    const bytes = readFileSync(file);
    bytes.fill(0, bytes.length - 5 * 4_096);
    writeFileSync(file, bytes);
    const lost = open(folder).replaced[0]?.lost;
    expect(lost?.epoch).toBe(epoch);
    expect(lost?.lastSeq).toBeGreaterThan(200);
    expect(lost?.lastSeq).toBeLessThan(400);
  });

  it('D4 whatever bytes are changed, the box opens an outbox it can use', () => {
    const { folder, file } = used();
    const whole = readFileSync(file);
    const hits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(hits, (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        writeFileSync(file, bytes);
        const { outbox } = open(folder, new ManualClock(whole.length * changes.length));
        expect(outbox.append({ kind: 'cancelled', window: windowOf(3) }, AT).seq).toBeGreaterThan(0);
        outbox.close();
      }),
      { numRuns: 40 },
    );
    expect(asideIn(folder).length).toBeLessThanOrEqual(3);
  });

  it('keeps only the newest three set aside', () => {
    const folder = temporaryFolder();
    const clock = new ManualClock();
    for (let n = 0; n < 5; n++) {
      writeFileSync(
        join(folder, 'outbox.db'),
        'no database at all, and long enough to look like one'.repeat(100),
      );
      clock.advance(1_000);
      open(folder, clock).outbox.close();
    }
    expect(asideIn(folder)).toHaveLength(3);
  });
});
