import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvReader } from '../../../hub/tables/csvReader.js';
import { csvRows, csvText } from '../../../hub/tables/csvWriter.js';
import { odsReader } from '../../../hub/tables/odsReader.js';
import { tableRows } from '../../../hub/tables/openTable.js';
import type { TableReader } from '../../../hub/tables/tableReader.js';
import { collect, LIMITS, odsTable, pieces } from './tables.js';

/** Every format with a way to write one, so that one suite tries them all. */
const FORMATS: ReadonlyArray<
  readonly [string, TableReader, (rows: ReadonlyArray<readonly string[]>) => Uint8Array]
> = [
  ['CSV', csvReader, (rows) => Buffer.from(csvRows(rows))],
  ['CSV with its mark', csvReader, (rows) => Buffer.from(`\uFEFF${csvRows(rows)}`)],
  ['ODS', odsReader, odsTable],
];

describe.each(FORMATS)('a table in %s', (_name, reader, write) => {
  const read = (rows: ReadonlyArray<readonly string[]>, limits = LIMITS) =>
    collect(reader.rows(pieces(write(rows)), limits));

  it('comes with its rows numbered as a spreadsheet numbers them, empty ones left out', async () => {
    expect(
      await read([
        ['a', 'b'],
        ['', ''],
        ['', 'd', '', ''],
      ]),
    ).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 3, cells: ['', 'd'] },
    ]);
  });

  it('keeps quotation marks, commas, line breaks, Chinese and emoji', async () => {
    const cells = ['"quoted", twice ""', '第一行\n第二行', '非常滿意 😀', "'tis", '<b>&amp;', ' x '];
    expect((await read([cells]))[0]?.cells).toEqual(cells);
  });

  it('gives back a text that was guarded against being taken for a formula', async () => {
    expect((await read([["'=1+1", "'-5", "'tis", '-5']]))[0]?.cells).toEqual(['=1+1', '-5', "'tis", '-5']);
  });

  it('is refused with one row more than allowed, and with a hint', async () => {
    const rows = Array.from({ length: 5 }, (_, index) => [String(index)]);
    expect(await read(rows, { ...LIMITS, rows: 4 })).toHaveLength(5);
    await expect(read(rows, { ...LIMITS, rows: 3 })).rejects.toMatchObject({
      code: 'import/too-many-rows',
      message: expect.stringContaining('split it'),
    });
  });

  it('is refused with too many columns or too long a cell, naming the row', async () => {
    const wide = [['a'], Array.from({ length: 21 }, () => 'x')];
    await expect(read(wide)).rejects.toMatchObject({
      code: 'import/unreadable',
      message: expect.stringContaining('row 2'),
    });
    await expect(read([['a'], ['x'.repeat(501)]])).rejects.toMatchObject({
      code: 'import/unreadable',
      message: expect.stringContaining('row 2'),
    });
  });
});

/** Any text a cell can hold in both formats: XML has no control characters but TAB and LF, and no lone surrogates. */
const cell = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom('"', ',', '\n', "'", '=', '＝', '-', '@', '滿', '😀', ';', ' ', 'a'),
      maxLength: 8,
    }),
  )
  .map((text) => text.replaceAll(/(?![\t\n])[\p{Cc}\p{Cn}\p{Cs}]/gu, ''));

describe('what the writer writes', () => {
  it('comes back whatever the texts are, and the same from both formats', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, size) => {
          const honest = rows.map((cells) => cells.map((text) => text.replace(/^'+/, '')));
          const expected = honest.flatMap((cells, index) => {
            const length = cells.findLastIndex((text) => text !== '') + 1;
            return length === 0 ? [] : [{ row: index + 1, cells: cells.slice(0, length) }];
          });
          const csv = Buffer.from(csvRows(honest));
          expect(await collect(csvReader.rows(pieces(csv, size), LIMITS))).toEqual(expected);
          expect(await collect(odsReader.rows(pieces(odsTable(honest), 50 * size), LIMITS))).toEqual(
            expected.map(({ row, cells }) => ({ row, cells })),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('never begins a text with what a spreadsheet takes for a formula, and leaves numbers as they are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...'=+-@\t\r＝＋－＠'), cell, (start, rest) => {
        const [, line = ''] = csvText(['h'], [[start + rest]]).split(/(?<=^h)\r\n/);
        expect(line.replace(/^"/, '').startsWith(`'${start}`)).toBe(true);
      }),
    );
    expect(csvText(['a', 'b', 'c', 'd', 'e'], [[-5, 0.25, true, null, '']], { bom: true })).toBe(
      '\uFEFFa,b,c,d,e\r\n-5,0.25,true,,\r\n',
    );
  });

  it('comes in pieces, so that a million rows need little memory', () => {
    function* rows(): Generator<[number]> {
      for (let row = 0; row < 1_300; row++) yield [row];
    }
    const text = csvText(['n'], rows());
    expect(text.split('\r\n')).toHaveLength(1_302);
  });
});

describe('a file of either format', () => {
  const sample = (name: string) => readFileSync(new URL(`../imports/samples/${name}`, import.meta.url));

  it.each(['table12', 'table12-wide'])(
    '%s that LibreOffice wrote as ODS has the rows of the CSV',
    async (name) => {
      const [csv, ods] = await Promise.all(
        ['csv', 'ods'].map((format) => collect(tableRows(pieces(sample(`${name}.${format}`)), LIMITS))),
      );
      expect(ods).toEqual(csv);
      expect(csv?.length).toBeGreaterThan(8);
    },
  );
});
