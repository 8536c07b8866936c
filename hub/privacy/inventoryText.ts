import type { Language, Phrase } from '#words/language.js';
import { BYTE_ORDER_MARK, csvRows } from '../tables/csvWriter.js';
import { type InventoryRow, inventoryRows, OTHER_PLACES } from './inventory.js';

const TITLE: Phrase = { zh: '個人資料之項目彙整表', en: 'Inventory of personal data' };
const NOTE: Phrase = {
  zh: '本系統不保存任何民眾身分；文件號碼是唯一的連結。未列出的欄位不指向任何人。',
  en: 'No identity of a citizen is stored; a document number is the only link. Columns that are not listed lead to nobody.',
};
const BESIDE: Phrase = { zh: '資料庫以外', en: 'Beside the databases' };
const HEADS: Readonly<Record<keyof InventoryRow, Phrase>> = {
  database: { zh: '資料庫', en: 'Database' },
  table: { zh: '資料表', en: 'Table' },
  title: { zh: '名稱', en: 'What it is' },
  column: { zh: '欄位', en: 'Column' },
  kind: { zh: '類別', en: 'Kind' },
  purpose: { zh: '目的', en: 'Purpose' },
  retention: { zh: '保存期限', en: 'Retention' },
};
const COLUMNS = Object.keys(HEADS) as ReadonlyArray<keyof InventoryRow>;

/** The inventory as a page of Markdown. */
export function inventoryMarkdown(language: Language): string {
  const heads = COLUMNS.map((column) => HEADS[column][language]);
  return [
    `# ${TITLE[language]}`,
    '',
    NOTE[language],
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...inventoryRows(language).map((row) => line(COLUMNS.map((column) => row[column]))),
    '',
    `## ${BESIDE[language]}`,
    '',
    ...OTHER_PLACES.map(({ place, holds }) => `- \`${place}\`: ${holds[language]}`),
    '',
  ].join('\n');
}

/** The same rows as CSV in UTF-8, as a spreadsheet program opens it. */
export const inventoryCsv = (language: Language): string =>
  BYTE_ORDER_MARK +
  csvRows([
    COLUMNS.map((column) => HEADS[column][language]),
    ...inventoryRows(language).map((row) => COLUMNS.map((column) => row[column])),
    ...OTHER_PLACES.map(({ place, holds }) => [place, '', '', '', holds[language], '', '']),
  ]);

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
