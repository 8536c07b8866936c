import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hasMoreRows } from '../../../hub/tables/csvReader.js';
import { tableRows } from '../../../hub/tables/openTable.js';
import { collect, contentXml, LIMITS, odsOf, odsTable, pieces } from './tables.js';

const read = (bytes: Uint8Array | string, limits = LIMITS) => collect(tableRows(pieces(bytes), limits));
const refused = (code: string, words: string) => ({
  code: `import/${code}`,
  message: expect.stringContaining(words),
});

/** 評分,滿意 CR LF in Big5. */
const BIG5 = Uint8Array.of(0xb5, 0xfb, 0xa4, 0xc0, 0x2c, 0xba, 0xa1, 0xb7, 0x4e, 0x0d, 0x0a);

describe('CSV that is not what it should be', () => {
  it.each([
    ['Big5', BIG5, 'Big5'],
    ['UTF-16 with its mark', Buffer.from('\uFEFF評分,滿意', 'utf16le'), 'UTF-16'],
    ['UTF-16 without', Buffer.from('office,counter', 'utf16le'), 'UTF-16'],
    ['bytes of no encoding', Uint8Array.of(0x61, 0xff, 0xff, 0xff, 0xff, 0x62, 0x0a), 'not UTF-8'],
    ['a character cut off at the end', strToU8('a,滿').subarray(0, 4), 'cut off'],
  ])('%s is named, with how to save it as UTF-8', async (_name, bytes, words) => {
    await expect(read(bytes)).rejects.toMatchObject(refused('wrong-encoding', words));
    await expect(read(bytes)).rejects.toMatchObject(refused('wrong-encoding', 'UTF-8'));
  });

  it.each([
    ['within a cell', 'a,b\r\nc,d"e\r\n', 'row 2'],
    ['after a cell', 'a,b\r\nc,d\r\n"e"f,g\r\n', 'row 3'],
    ['never closed', 'a,b\r\n"c,d\r\ne,f\r\n', 'row 2'],
  ])('a stray quotation mark %s is named with its row', async (_name, text, words) => {
    await expect(read(text)).rejects.toMatchObject(refused('unreadable', words));
  });

  it('a quotation mark that swallows the rest of a large file is found before the file is in memory', async () => {
    const text = `a,b\r\n"c,d\r\n${'e,f\r\n'.repeat(100_000)}`;
    await expect(read(text)).rejects.toMatchObject(refused('unreadable', 'row 2'));
  });

  it('more bytes than allowed are refused', async () => {
    await expect(read('a\n'.repeat(100), { ...LIMITS, bytes: 150 })).rejects.toMatchObject(
      refused('unreadable', '150 bytes'),
    );
  });

  it('rows are counted fast, line breaks within cells apart, and only as far as needed', async () => {
    const table = '"a\nb\n""c""\n",d\n'.repeat(10);
    expect(await hasMoreRows(pieces(table, 3), 9)).toBe(true);
    expect(await hasMoreRows(pieces(table, 3), 10)).toBe(false);
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (; ; given++) yield strToU8('a,b\n'.repeat(1_000));
    }
    expect(await hasMoreRows(endless(), 5_500)).toBe(true);
    expect(given).toBe(5);
    expect(await hasMoreRows(pieces(odsTable([['\n\n\n\n']])), 0)).toBe(false);
  });
});

describe('files that are no table', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'empty'],
    ['a PDF', strToU8('%PDF-1.7'), 'PDF'],
    ['an old Excel workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), 'Excel'],
    ['an Excel workbook', zipSync({ '[Content_Types].xml': strToU8('<x/>') }), 'Excel'],
    [
      'a text document',
      zipSync({
        mimetype: strToU8('application/vnd.oasis.opendocument.text'),
        'content.xml': strToU8('<x/>'),
      }),
      'opendocument.text',
    ],
    ['another archive', zipSync({ 'a.txt': strToU8('a') }), 'content.xml'],
    ['half an ODS', odsTable([['a']]).subarray(0, 200), 'cut off'],
    ['XML without a sheet', odsOf('<?xml version="1.0"?><a></a>'), 'no sheet'],
    ['broken XML', odsOf(contentXml('<table:table-row>')), 'XML'],
    ['a password', odsOf('x', { 'META-INF/manifest.xml': '<m:encryption-data/>' }), 'password'],
  ])('%s is named', async (_name, bytes, words) => {
    await expect(read(bytes)).rejects.toMatchObject(refused('unreadable', words));
  });
});

describe('ODS that would harm', () => {
  it('a bomb is stopped while it unpacks, whatever size it claims', async () => {
    const bomb = odsOf(contentXml(`<!--${' '.repeat(60_000_000)}-->`));
    expect(bomb.length).toBeLessThan(100_000);
    const claimed = Buffer.from(bomb);
    const central = claimed.lastIndexOf('content.xml') - 46;
    claimed.writeUInt32LE(10, central + 24);
    for (const file of [bomb, claimed])
      await expect(read(file)).rejects.toMatchObject(refused('unreadable', 'unpacks to more'));
  });

  it('a million repeated empty rows and columns cost nothing, and filled ones are refused', async () => {
    const cells = (times: number, text: string) =>
      `<table:table-cell table:number-columns-repeated="${times}">${text}</table:table-cell>`;
    const row = (times: number, content: string) =>
      `<table:table-row table:number-rows-repeated="${times}">${content}</table:table-row>`;
    const filled = '<text:p>a</text:p>';
    const sheet =
      row(1, cells(2, filled) + cells(16_382, '')) +
      row(1_048_574, cells(16_384, '')) +
      row(1, cells(1, '') + cells(1, filled));
    expect(await read(odsOf(contentXml(sheet)))).toEqual([
      { row: 1, cells: ['a', 'a'] },
      { row: 1_048_576, cells: ['', 'a'] },
    ]);
    await expect(read(odsOf(contentXml(row(1_048_576, cells(1, filled)))))).rejects.toMatchObject(
      refused('too-many-rows', '1000'),
    );
    for (const times of [1_000, 1_048_576])
      await expect(read(odsOf(contentXml(row(1, cells(times, filled)))))).rejects.toMatchObject(
        refused('unreadable', 'columns'),
      );
    for (const times of ['0', '-1', '1e9', '999999999'])
      await expect(
        read(odsOf(contentXml(`<table:table-row table:number-rows-repeated="${times}"/>`))),
      ).rejects.toMatchObject(refused('unreadable', 'repeats'));
  });

  it('a document type, with entities that multiply or point elsewhere, is refused before it is read', async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>';
    const sheet =
      '<table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row>';
    await expect(read(odsOf(contentXml(sheet, laughs)))).rejects.toMatchObject(
      refused('unreadable', 'document type'),
    );
    await expect(read(odsOf(contentXml(sheet)))).rejects.toMatchObject(refused('unreadable', 'XML'));
  });

  it('endless nesting is refused', async () => {
    await expect(read(odsOf(contentXml('<table:table-row>'.repeat(200))))).rejects.toMatchObject(
      refused('unreadable', 'nested'),
    );
  });

  it('an archive of very many files is refused', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`f${n}`, '']));
    await expect(read(odsOf(contentXml(''), many))).rejects.toMatchObject(
      refused('unreadable', '1003 files'),
    );
  });

  it('an unknown packing is refused', async () => {
    const file = Buffer.from(odsTable([['a']]));
    file.writeUInt16LE(12, file.lastIndexOf('content.xml') - 46 + 10);
    await expect(read(file)).rejects.toMatchObject(refused('unreadable', 'unknown way'));
  });
});

describe('cells of an ODS', () => {
  const cell = async (xml: string) =>
    (await read(odsOf(contentXml(`<table:table-row>${xml}</table:table-row>`))))[0]?.cells;

  it('give the value and not how it is shown', async () => {
    expect(
      await cell(`
        <table:table-cell office:value-type="float" office:value="12682"><text:p>12,682</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2014-07-07T09:30:00"><text:p>103/7/7</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>`),
    ).toEqual(['12682', '2014-07-07T09:30:00', '0.5', 'true']);
  });

  it('give the saved value of a formula, which is never worked out', async () => {
    expect(
      await cell(
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="3"><text:p>2</text:p></table:table-cell>',
      ),
    ).toEqual(['3']);
  });

  it('leave out remarks and drawings, and keep spaces, tabs and lines', async () => {
    expect(
      await cell(`<table:table-cell office:value-type="string">
        <office:annotation><text:p>remark</text:p></office:annotation>
        <text:p>a<text:s text:c="3"/><text:span>b</text:span><text:tab/>c</text:p><text:p>d<text:line-break/>e</text:p>
        <draw:frame><text:p>drawing</text:p></draw:frame></table:table-cell>`),
    ).toEqual(['a   b\tc\nd\ne']);
  });

  it('are those of the first sheet', async () => {
    const sheet = (text: string) =>
      `<table:table-row><table:table-cell><text:p>${text}</text:p></table:table-cell></table:table-row>`;
    const two = contentXml(`${sheet('one')}</table:table><table:table table:name="2">${sheet('two')}`);
    expect(await read(odsOf(two))).toEqual([{ row: 1, cells: ['one'] }]);
  });
});
