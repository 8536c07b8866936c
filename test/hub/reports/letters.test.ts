import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { columnName, formulaAt } from '../../../hub/reports/odf/sheets.js';
import { element, textContent } from '../../../hub/reports/odf/xml.js';
import { FONT_FILES, printer, readCoverage } from '../../../hub/reports/pdf/fonts.js';
import { settledText } from '../../../hub/reports/svgText.js';
import { column } from '../../../hub/reports/table.js';
import { catalogue } from '../../../hub/words/catalogue.js';

describe('letters of a PDF', () => {
  const has = readCoverage(FONT_FILES.regular);
  const print = printer(has);

  it('the font has the letters of both languages and the signs of formulas, bold as well', () => {
    const bold = readCoverage(FONT_FILES.bold);
    for (const letter of '櫃檯非常滿意臺√²Σσ±≤≥×÷−–—·…（）「」A1%') {
      expect([letter, has(letter.codePointAt(0) ?? 0)]).toEqual([letter, true]);
      expect([letter, bold(letter.codePointAt(0) ?? 0)]).toEqual([letter, true]);
    }
    expect(has(0x1f600)).toBe(false);
  });

  it('what the font lacks is written as its code point, and what cannot be seen is left out', () => {
    expect(print('王😀\u2060李\u202f5%')).toBe('王[U+1F600]李\u00a05%');
  });

  it('every fixed word of the reports can be printed', () => {
    const texts: string[] = [];
    const collect = (node: object): void => {
      for (const value of Object.values(node)) {
        if (typeof value === 'string') texts.push(value);
        else if (typeof value === 'object' && value !== null) collect(value);
      }
    };
    collect(catalogue.reports);
    expect(texts.length).toBeGreaterThan(200);
    for (const text of texts) expect(print(text)).toBe(text);
  });
});

describe('text in OpenDocument', () => {
  it('any text at all makes sound XML that says the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        let read = '';
        const parser = new SaxesParser();
        parser.on('error', (error) => {
          throw error;
        });
        parser.on('text', (part) => {
          read += part;
        });
        parser.on('opentag', ({ name, attributes }) => {
          if (name === 'text:s') read += ' '.repeat(Number(attributes['text:c'] ?? 1));
          if (name === 'text:tab') read += '\t';
          if (name === 'text:line-break') read += '\n';
        });
        parser.write(element('p', { 'a:b': text }, `x${textContent(text)}`)).close();
        const lines = text.replace(/\r\n|\r/g, '\n').replace(/\u0085|\u2028/g, (sign) => sign);
        const kept = lines.replace(/(?![\t\n])\p{Cc}|\p{Surrogate}|\ufffe|\uffff/gu, '\ufffd');
        expect(read).toBe(`x${kept}`);
      }),
    );
  });
});

describe('formulas of a spreadsheet', () => {
  const sheet = (id: string, name: string) => ({
    name,
    table: {
      id,
      title: name,
      columns: ['name', 'x', 'n'].map((at) => column(at, at, 'count' as const, 1)),
      rows: [],
    },
  });
  const [own, other] = [sheet('results', '表1'), sheet('counts-place', '表 2')];

  it('name cells by sheet, column and row', () => {
    expect(formulaAt('{x}/{counts-place.n}', 4, own, [own, other])).toBe("[.B6]/[$'表 2'.C6]");
    expect([0, 25, 26, 51, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA']);
  });

  it('that name nothing are refused', () => {
    const refused = expect.objectContaining({ code: 'report/formula' });
    expect(() => formulaAt('{y}', 0, own, [own])).toThrow(refused);
    expect(() => formulaAt('{nowhere.x}', 0, own, [own])).toThrow(refused);
  });
});

describe('text of a chart', () => {
  it('is set on its baseline without an outline, and asked whether it can be printed', () => {
    const svg =
      '<svg><text dominant-baseline="central" style="font-size:10px;" x="3" y="20" fill="#333" stroke="#fff" stroke-width="2" paint-order="stroke">一😀</text><path stroke="#000"/></svg>';
    expect(settledText(svg, (text) => text.replace('😀', '?'))).toBe(
      '<svg><text style="font-size:10px;" x="3" y="23.6" fill="#333">一?</text><path stroke="#000"/></svg>',
    );
  });
});
