import { writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../../hub/charts/svg.js';
import { buildReport } from '../../../hub/reports/buildReport.js';
import { writeCsv, writeJson } from '../../../hub/reports/dataFiles.js';
import { writeOds } from '../../../hub/reports/odf/odsWriter.js';
import { writeOdt } from '../../../hub/reports/odf/odtWriter.js';
import { sheetsOf } from '../../../hub/reports/odf/sheets.js';
import { writePdf } from '../../../hub/reports/pdf/pdfWriter.js';
import { tablesOf } from '../../../hub/reports/reportModel.js';
import { converted, pdfFacts, pdfFonts, sheetsAsCsv, textOfPdf } from '../../support/officeSuite.js';
import { october, randomWindows, recordedHub, reportData, twoMonths } from '../../support/reportRig.js';
import { temporaryFolder } from '../../support/temporary.js';

const LONG_MS = 300_000;

function report() {
  const data = reportData(twoMonths(), october);
  return { data, model: buildReport(data) };
}

function wellFormed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

/** The names of the entries in the order of the archive, and how each is packed. */
function localEntries(archive: Uint8Array): Array<{ name: string; method: number }> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const entries: Array<{ name: string; method: number }> = [];
  let at = 0;
  while (view.getUint32(at, true) === 0x04034b50) {
    const [size, name, extra] = [
      view.getUint32(at + 18, true),
      view.getUint16(at + 26, true),
      view.getUint16(at + 28, true),
    ];
    entries.push({
      name: strFromU8(archive.subarray(at + 30, at + 30 + name)),
      method: view.getUint16(at + 8, true),
    });
    at += 30 + name + extra + size;
  }
  return entries;
}

describe('the PDF of a report', () => {
  it('has real text in embedded fonts, bookmarks, a language and a title, and is the same for the same data', async () => {
    const { model } = report();
    const bytes = await writePdf(model, renderSvg);
    expect(Buffer.from(await writePdf(model, renderSvg)).equals(Buffer.from(bytes))).toBe(true);
    const file = `${temporaryFolder()}/report.pdf`;
    writeFileSync(file, bytes);
    const facts = await pdfFacts(file);
    expect(facts).toContain('東區戶政事務所 櫃檯服務滿意度月報 民國115年10月');
    expect(facts).toMatch(/CreationDate: +Sat Oct 31 16:12:00 2026/);
    expect(facts).toContain('A4');
    const fonts = (await pdfFonts(file)).trim().split('\n').slice(2);
    expect(fonts).toHaveLength(2);
    for (const font of fonts) expect(font).toMatch(/NotoSansTC-(Regular|Bold) .* yes yes yes/);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('/Outlines');
    expect(raw).toContain('/Lang (zh-TW)');
    const text = await textOfPdf(file);
    for (const heading of ['一、摘要', '三、方法與公式', '（四）依櫃檯', '七、改善作為', 'English summary'])
      expect(text).toContain(heading);
    for (const table of tablesOf(model))
      for (const row of table.rows)
        for (const { value, text: printed } of row) if (value !== undefined) expect(text).toContain(printed);
    expect(text).toMatch(/第 1 頁，共 \d+ 頁/);
  }, 60_000);
});

describe('OpenDocument files of a report', () => {
  it.each([
    ['ODT', writeOdt, 'application/vnd.oasis.opendocument.text'],
    [
      'ODS',
      (model: Parameters<typeof writeOds>[0]) => writeOds(model),
      'application/vnd.oasis.opendocument.spreadsheet',
    ],
  ] as const)(
    '%s: the type is first and not packed, the manifest names every file, all of it is XML',
    (_name, write, type) => {
      const bytes = write(report().model, renderSvg);
      const entries = localEntries(bytes);
      expect(entries[0]).toEqual({ name: 'mimetype', method: 0 });
      const files = unzipSync(bytes);
      expect(strFromU8(files.mimetype ?? new Uint8Array())).toBe(type);
      const manifest = strFromU8(files['META-INF/manifest.xml'] ?? new Uint8Array());
      for (const [name, content] of Object.entries(files)) {
        if (name === 'mimetype') continue;
        wellFormed(strFromU8(content));
        if (name !== 'META-INF/manifest.xml') expect(manifest).toContain(`manifest:full-path="${name}"`);
      }
    },
  );

  it(
    'LibreOffice opens both, and reckons every rate of the spreadsheet anew from its formulas',
    async () => {
      const { model } = report();
      const folder = temporaryFolder();
      writeFileSync(`${folder}/text.odt`, writeOdt(model, renderSvg));
      writeFileSync(`${folder}/sheets.ods`, withoutResults(writeOds(model)));
      const shown = await textOfPdf(`${await converted([`${folder}/text.odt`], 'pdf')}/text.pdf`);
      const packed = (text: string): string => text.replace(/\s/g, '');
      for (const part of [
        '東區戶政事務所',
        '櫃檯服務滿意度月報',
        '三、方法與公式',
        'English summary',
        '非常滿意',
      ])
        expect(packed(shown)).toContain(packed(part));
      const sheets = await sheetsAsCsv(`${folder}/sheets.ods`);
      let reckoned = 0;
      for (const { name, table } of sheetsOf(model)) {
        const rows: string[][] = parse(sheets.get(name) ?? '', { relax_column_count: true });
        expect(rows[0], name).toEqual(table.columns.map(({ head }) => head));
        for (const [at, row] of table.rows.entries())
          for (const [index, cell] of row.entries()) {
            const found = rows[at + 1]?.[index] ?? '';
            if (cell.value === undefined) continue;
            expect(Math.abs(numberOf(found) - cell.value), `${name} ${cell.formula}: ${found}`).toBeLessThan(
              1e-9 * Math.max(1, Math.abs(cell.value)),
            );
            if (cell.formula !== undefined) reckoned++;
          }
      }
      expect(reckoned).toBeGreaterThan(500);
    },
    LONG_MS,
  );
});

/** Without the results that the writer put beside the formulas, so that whoever opens it has to reckon them. */
function withoutResults(ods: Uint8Array): Uint8Array {
  const files = unzipSync(ods);
  const content = strFromU8(files['content.xml'] ?? new Uint8Array());
  const bare = content.replace(
    /(table:formula="[^"]*" office:value-type="\w+") office:value="[^"]*"><text:p>[^<]*<\/text:p>/g,
    '$1 office:value="0"><text:p>0</text:p>',
  );
  expect(bare).not.toBe(content);
  return zipSync({ ...files, 'content.xml': strToU8(bare) });
}

const numberOf = (text: string): number =>
  text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);

describe('the data files of a report', () => {
  it('CSV: one file per table, with a byte order mark, as printed', () => {
    const { model } = report();
    const files = unzipSync(writeCsv(model));
    expect(Object.keys(files)).toHaveLength(tablesOf(model).length);
    const bytes = files['03-levels.csv'] ?? new Uint8Array();
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const levels = strFromU8(bytes);
    expect(levels).toMatch(/^評分,件數,比率 %\r\n非常滿意,/);
    const table = tablesOf(model).find(({ id }) => id === 'levels');
    expect(parse(levels, { bom: true }).slice(1)).toEqual(
      table?.rows.map((row) =>
        row.map(({ text, value }) => (value === undefined ? text : String(Number(text.replace(',', ''))))),
      ),
    );
  });

  it('JSON: every number, under the name of its form', () => {
    const { data } = report();
    expect(JSON.parse(strFromU8(writeJson(data)))).toEqual(JSON.parse(JSON.stringify(data)));
    expect(data.schema).toBe('counter-rating/report/1');
  });
});

describe('hostile names', () => {
  const evil = `<b>&"'=cmd|'/C calc'!A0`;
  const face = '😀';
  const service = `=1+1;${'長'.repeat(20)}${'x'.repeat(38)}`;

  it(
    'survive in every format, with a thousand counters',
    async () => {
      const counters = Array.from({ length: 1_000 }, (_none, index) => ({
        id: String(index + 1),
        name: { zh: `${evil} ${face} ${index + 1}`, en: `Counter ${index + 1}` },
        priority: false,
        windowMs: 30_000,
      }));
      const site = {
        offices: [
          { id: 'east', name: { zh: `東區${evil}`, en: 'East' }, alarmLevels: [1 as const], counters },
        ],
      };
      const places = counters.map(({ id }) => ({ office: 'east', counter: id }));
      const windows = randomWindows({ seed: 5, places, ...october, perDay: 400, services: [service] });
      const hub = recordedHub(site, windows, october.toMs + 720_000);
      const data = reportData(hub, { ...october, by: evil });
      const model = buildReport(data);
      const folder = temporaryFolder();
      writeFileSync(`${folder}/report.pdf`, await writePdf(model, renderSvg));
      const pdf = (await textOfPdf(`${folder}/report.pdf`)).replace(/\s/g, '');
      expect(pdf).toContain(`${evil}[U+1F600]1000`.replace(/\s/g, ''));
      expect(pdf).toContain(service.slice(0, 26));
      for (const bytes of [writeOdt(model, renderSvg), writeOds(model)]) {
        const content = strFromU8(unzipSync(bytes)['content.xml'] ?? new Uint8Array());
        wellFormed(content);
        expect(content).toContain(`&lt;b&gt;&amp;&quot;'=cmd|'/C calc'!A0 ${face} 1000`);
      }
      const files = unzipSync(writeCsv(model));
      const services = Object.entries(files).find(([name]) => name.endsWith('results-service.csv'))?.[1];
      expect(strFromU8(services ?? new Uint8Array())).toContain(`'${service}`);
      expect(strFromU8(writeJson(data))).toContain(JSON.stringify(`${evil} ${face} 1000`).slice(1, -1));
    },
    LONG_MS,
  );
});
