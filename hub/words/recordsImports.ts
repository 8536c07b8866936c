import type { PhraseTree } from './language.js';

/** Texts of bringing a spreadsheet: first a check that stores nothing, then the import itself. */
export const importRecords = {
  file: { zh: '檔案（CSV 或 ODS，4 MB 以內）', en: 'File (CSV or ODS, up to 4 MB)' },
  check: { zh: '先檢查', en: 'Check it first' },
  checking: { zh: '檢查中…', en: 'Checking…' },
  go: { zh: '匯入', en: 'Import' },
  going: { zh: '匯入中…', en: 'Importing…' },
  nothingYet: { zh: '檢查不會儲存任何資料。', en: 'Checking stores nothing.' },
  chooseFile: { zh: '請選擇一個檔案。', en: 'Choose a file.' },
  rows: {
    zh: (rows: number, good: number, known: number) =>
      `共 ${rows} 列，${good} 列正確${known > 0 ? `，其中 ${known} 列早已存在` : ''}。`,
    en: (rows: number, good: number, known: number) =>
      `${rows} rows, ${good} of them good${known > 0 ? `, ${known} here already` : ''}.`,
  },
  clean: {
    zh: '沒有錯誤，可以匯入。',
    en: 'Nothing is wrong; it can be imported.',
  },
  noRows: {
    zh: '檔案裡沒有資料列。',
    en: 'There are no rows in the file.',
  },
  nothingNew: {
    zh: '所有列都早已存在，不需要匯入。',
    en: 'All rows are here already; there is nothing to import.',
  },
  faulty: {
    zh: (count: number) => `有 ${count} 處錯誤，因此什麼都不會匯入。請在試算表中改正後，再選一次檔案。`,
    en: (count: number) =>
      `${count} ${count === 1 ? 'thing is' : 'things are'} wrong, so nothing is imported. Mend the spreadsheet and choose the file again.`,
  },
  first: {
    zh: (shown: number, count: number) => `列出 ${count} 處中的前 ${shown} 處。`,
    en: (shown: number, count: number) => `The first ${shown} of ${count} are listed.`,
  },
  done: { zh: (rows: number) => `已匯入 ${rows} 列。`, en: (rows: number) => `${rows} rows are imported.` },
  faults: { zh: '錯誤', en: 'What is wrong' },
  row: { zh: '列', en: 'Row' },
  column: { zh: '欄', en: 'Column' },
  detail: { zh: '內容', en: 'Found and expected' },
  wholeRow: { zh: '整列', en: 'Whole row' },
  columnsHeading: { zh: '檔案的欄位（中英文名稱皆可）', en: 'Columns of the file, by either name' },
} as const satisfies PhraseTree;
