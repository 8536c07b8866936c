import type { Phrase, PhraseTree } from './language.js';

/** Headings of a table of earlier ratings; either language is understood, and so are the further names. */
const ratingColumns = {
  office: { zh: '戶所代碼', en: 'office' },
  counter: { zh: '櫃檯', en: 'counter' },
  clerk: { zh: '服務人員', en: 'clerk' },
  kind: { zh: '種類', en: 'kind' },
  number: { zh: '文號', en: 'number' },
  service: { zh: '服務類別', en: 'service' },
  issuedAt: { zh: '開立時間', en: 'issued_at' },
  outcome: { zh: '結果', en: 'outcome' },
  reason: { zh: '原因', en: 'reason' },
  level: { zh: '評分', en: 'level' },
  answerSeconds: { zh: '秒數', en: 'answer_seconds' },
} as const satisfies Record<string, Phrase>;

/** Headings and names of lines of a survey table. The fifth column of answers is the middle one, under its own name. */
const surveyColumns = {
  title: { zh: '標題', en: 'title' },
  asked: { zh: '發出份數', en: 'asked' },
  responded: { zh: '回收份數', en: 'responded' },
  middle: { zh: '中間選項', en: 'middle' },
  item: { zh: '項目', en: 'item' },
  wave: { zh: '期別', en: 'wave' },
} as const satisfies Record<string, Phrase>;

type Names = readonly string[];
const zhList = (names: Names): string => names.join('、');
const enList = (names: Names): string => names.join(', ');

/** What a cell should hold. */
const expected = {
  office: {
    zh: (codes: Names) => `戶所代碼：${zhList(codes)}`,
    en: (codes: Names) => `the code of an office: ${enList(codes)}`,
  },
  counter: {
    zh: (codes: Names) => `該戶所的櫃檯：${zhList(codes)}`,
    en: (codes: Names) => `a counter of that office: ${enList(codes)}`,
  },
  text: {
    zh: (length: number) => `${length} 字以內的文字，不以 = + - @ 開頭`,
    en: (length: number) => `a text of at most ${length} characters that does not begin with = + - @`,
  },
  number: {
    zh: '40 字以內的文號，由中文、英文、數字與 . _ # - 組成',
    en: 'a document number of at most 40 letters, digits and . _ # -',
  },
  oneOf: {
    zh: (names: Names) => `其中之一：${zhList(names)}`,
    en: (names: Names) => `one of ${enList(names)}`,
  },
  moment: {
    zh: '日期與時間，例如 103/7/7 09:30、103.7.7 09:30 或 2014-07-07T09:30:00+08:00',
    en: 'a day and time such as 103/7/7 09:30 (ROC), 103.7.7 09:30 or 2014-07-07T09:30:00+08:00',
  },
  seconds: {
    zh: (most: number) => `0 到 ${most} 的秒數`,
    en: (most: number) => `seconds from 0 to ${most}`,
  },
  count: { zh: '0 或正整數', en: 'a whole number from 0 on' },
  answers: {
    zh: '五個以 / 分開的整數，例如 1407/1236/334/4/0',
    en: 'five whole numbers with / between them, such as 1407/1236/334/4/0',
  },
} as const satisfies PhraseTree;

/** What is wrong with a row. `found` is the cell as it stands in the file, `wanted` one of the phrases above. */
const faults = {
  missing: {
    zh: (wanted: string) => `空白；應為${wanted}。`,
    en: (wanted: string) => `Empty; expected ${wanted}.`,
  },
  bad: {
    zh: (found: string, wanted: string) => `「${found}」不正確；應為${wanted}。`,
    en: (found: string, wanted: string) => `“${found}” is wrong; expected ${wanted}.`,
  },
  future: {
    zh: (found: string) => `「${found}」在未來；應為已經過去的時間。`,
    en: (found: string) => `“${found}” is in the future; expected a time that has passed.`,
  },
  beforeEra: {
    zh: (found: string) => `「${found}」早於民國 1 年；應為民國 1 年以後的日期。`,
    en: (found: string) => `“${found}” is before ROC year 1; expected ROC 1 or later.`,
  },
  unexpected: {
    zh: (found: string, outcome: string) => `「${found}」：只有結果為${outcome}時才填；否則應空白。`,
    en: (found: string, outcome: string) =>
      `“${found}” belongs only to the outcome ${outcome}; otherwise expected nothing.`,
  },
  duplicate: {
    zh: (found: string, row: number) => `「${found}」與第 ${row} 列重複；每份文件只能有一列。`,
    en: (found: string, row: number) => `“${found}” stands in row ${row} too; expected one row for each.`,
  },
  conflict: {
    zh: (found: string, fields: string) => `「${found}」早已存在，但內容不同：${fields}。`,
    en: (found: string, fields: string) => `“${found}” is here already with other content: ${fields}.`,
  },
  extraCells: {
    zh: (count: number) => `多出 ${count} 格；應與標題列的欄數相同。`,
    en: (count: number) => `${count} cells too many; expected no more than the headings.`,
  },
  totalRow: {
    zh: (found: string) => `「${found}」像是合計；請刪除，合計由系統計算。`,
    en: (found: string) => `“${found}” looks like a total; leave it out, totals are computed.`,
  },
  tooMany: {
    zh: (found: number, most: number) => `${found} 份回答多於 ${most} 份；應不超過。`,
    en: (found: number, most: number) => `${found} answers are more than ${most}; expected no more.`,
  },
} as const satisfies PhraseTree;

/** Texts of importing tables that are made by the hub itself: names of columns, and what is wrong with a row. */
export const imports = { ratingColumns, surveyColumns, expected, faults } as const satisfies PhraseTree;
