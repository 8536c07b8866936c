import { imports } from '#words/imports.js';
import type { Phrase } from '#words/language.js';
import { levels } from '#words/levels.js';
import { type Read, readCount } from './cellChecks.js';
import { plain, wrongColumns } from './columns.js';
import { clipped } from './faultList.js';
import { isTotal, type Layout, MAX_LABEL, type Place } from './surveyRows.js';

const { surveyColumns: names, expected } = imports;

/** Position of the counts of each answer but the middle one. */
const ANSWERS: ReadonlyMap<string, number> = new Map([
  ...([5, 4, 2, 1] as const).flatMap((level) =>
    [levels[level].label.zh, levels[level].label.en, String(level)].map(
      (name) => [plain(name), 5 - level] as const,
    ),
  ),
  ['很不滿意', 4] as const,
]);
const FIVE = /^\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*$/;

export const EXPECTED =
  'expected 項目 (item), 期別 (wave), 非常滿意, 滿意, the middle answer under its own name, 不滿意, 非常不滿意; or 項目 (item) and one column for each wave after a line 中間選項 (middle)';

/** The layout that the headings tell. Throws `CodedError` `import/wrong-columns`. */
export function layoutOf(headings: readonly string[], middle: string | undefined): Layout {
  const plains = headings.map(plain);
  const at = (name: Phrase): number =>
    plains.findIndex((heading) => [name.zh, name.en].map(plain).includes(heading));
  const item = at(names.item);
  const wave = at(names.wave);
  if (item < 0) throw wrongColumns(`項目 (item) is missing; ${EXPECTED}`);
  return wave < 0 ? wideLayout(headings, item, middle) : longLayout(headings, item, wave);
}

function longLayout(headings: readonly string[], item: number, wave: number): Layout {
  const places: Array<number | undefined> = [undefined, undefined, undefined, undefined, undefined];
  headings.forEach((heading, index) => {
    if (index === item || index === wave) return;
    const answer = ANSWERS.get(plain(heading)) ?? 2;
    if (places[answer] !== undefined || heading.trim() === '')
      throw wrongColumns(`「${clipped(heading)}」 is one column too many; ${EXPECTED}`);
    places[answer] = index;
  });
  const columns = places.filter((place) => place !== undefined);
  if (columns.length < places.length) throw wrongColumns(`a column of answers is missing; ${EXPECTED}`);
  return {
    middle: middleOf(headings[columns[2] ?? 0] ?? ''),
    headings,
    read(row, rows) {
      const place = (column: number): Place => ({ row: row.row, column: headings[column] });
      const cell = (column: number): string => (row.cells[column] ?? '').trim();
      const counts = columns.map((column) =>
        rows.value(place(column), cell(column), readCount(cell(column))),
      );
      rows.add(place(item), rows.label(place(item), cell(item)), rows.label(place(wave), cell(wave)), counts);
    },
  };
}

function wideLayout(headings: readonly string[], item: number, middle: string | undefined): Layout {
  if (middle === undefined) throw wrongColumns(`a line 中間選項 (middle) is missing; ${EXPECTED}`);
  const waves = headings.map((_, index) => index).filter((index) => index !== item);
  if (waves.length === 0) throw wrongColumns(`there is no column of a wave; ${EXPECTED}`);
  const bad = waves.find((wave) => headings[wave]?.trim() === '' || isTotal(headings[wave] ?? ''));
  if (bad !== undefined)
    throw wrongColumns(`「${headings[bad]}」 is no wave; leave totals out, they are computed; ${EXPECTED}`);
  return {
    middle: middleOf(middle),
    headings,
    read(row, rows) {
      const label = rows.label({ row: row.row, column: headings[item] }, row.cells[item] ?? '');
      for (const wave of waves) {
        const place = { row: row.row, column: headings[wave] };
        const cell = (row.cells[wave] ?? '').trim();
        const counts = rows.value(place, cell, readFive(cell));
        if (counts !== undefined) rows.add(place, label, rows.label(place, headings[wave] ?? ''), counts);
      }
    },
  };
}

function readFive(cell: string): Read<readonly number[]> {
  const found = FIVE.exec(cell.normalize('NFKC'));
  return found === null ? { expected: expected.answers } : { value: found.slice(1).map(Number) };
}

function middleOf(label: string): string {
  const middle = label.trim();
  if (middle.length < 1 || middle.length > MAX_LABEL)
    throw wrongColumns(`the name of the middle answer must have 1 to ${MAX_LABEL} characters`);
  return middle;
}
