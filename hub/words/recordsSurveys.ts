import type { PhraseTree } from './language.js';

/** Texts of the page of survey tables. */
export const surveyRecords = {
  title: { zh: '問卷', en: 'Surveys' },
  lead: {
    zh: '紙本或其他來源的問卷統計表，以相同的圖表呈現；不併入評分機的統計。',
    en: 'Tables of surveys on paper or elsewhere, shown by the same charts; never mixed with the ratings of the boxes.',
  },
  list: {
    heading: { zh: '已匯入的問卷', en: 'Imported surveys' },
    none: { zh: '尚未匯入任何問卷。', en: 'No survey has been imported yet.' },
    about: {
      zh: (items: number, waves: number) => `${items} 個項目，${waves} 期`,
      en: (items: number, waves: number) =>
        `${items} ${items === 1 ? 'item' : 'items'}, ${waves} ${waves === 1 ? 'wave' : 'waves'}`,
    },
    imported: {
      zh: (by: string, at: string) => `${at} 由${by}匯入`,
      en: (by: string, at: string) => `imported by ${by} on ${at}`,
    },
  },
  back: { zh: '回問卷清單', en: 'Back to the list' },
  response: {
    zh: (rate: string, responded: string, asked: string) =>
      `回收率 ${rate}%（發出 ${asked} 份，回收 ${responded} 份）`,
    en: (rate: string, responded: string, asked: string) =>
      `Response rate ${rate}% (${responded} of ${asked} answered)`,
  },
  middle: {
    zh: (label: string) => `中間選項為「${label}」，計入總數，但不算滿意也不算不滿意。`,
    en: (label: string) =>
      `The middle answer is “${label}”; it counts in the total, and neither as satisfied nor as dissatisfied.`,
  },
  charts: {
    items: { zh: '各項目的分布', en: 'Answers by item' },
    waves: { zh: '各期的分布', en: 'Answers by wave' },
  },
  tables: {
    items: { zh: '各項目（所有期合計）', en: 'By item, all waves together' },
    waves: { zh: '各期（所有項目合計）', en: 'By wave, all items together' },
    cells: { zh: '各項目各期', en: 'By item and wave' },
    item: { zh: '項目', en: 'Item' },
    wave: { zh: '期別', en: 'Wave' },
    total: { zh: '合計', en: 'Overall' },
    count: { zh: '答數', en: 'Answers' },
    topTwo: { zh: '滿意率', en: 'Satisfaction' },
    decided: { zh: '滿意率（不含中間選項）', en: 'Satisfaction without the middle' },
    mean: { zh: '平均', en: 'Mean' },
    rounding: {
      zh: '百分比由筆數四捨五入，不強迫合計為 100。',
      en: 'Percentages are rounded half-up from the counts and not forced to add up to 100.',
    },
  },
  import: {
    heading: { zh: '匯入問卷統計表', en: 'Import a survey table' },
    note: {
      zh: '先檢查，再匯入；只要有一處錯誤，就什麼都不匯入。合計列請刪除，由系統計算。',
      en: 'Check first, then import; with a single fault nothing is imported. Leave totals out: they are computed.',
    },
    layouts: { zh: '檔案的格式與範例', en: 'Layout of the file, with samples' },
    lines: {
      zh: '標題列之前可以有幾列「名稱,值」：標題、發出份數、回收份數、中間選項。',
      en: 'Before the headings there may be lines of a name and a value: title, asked, responded, middle.',
    },
    long: { zh: '每列一個項目的一期', en: 'One row for each item and wave' },
    wide: { zh: '每列一個項目，每期一欄（如表 12）', en: 'One row for each item, one column for each wave' },
    open: { zh: '開啟匯入的問卷', en: 'Open the imported survey' },
  },
  remove: {
    action: { zh: '移除這份問卷', en: 'Remove this survey' },
    heading: { zh: (title: string) => `移除「${title}」？`, en: (title: string) => `Remove “${title}”?` },
    note: {
      zh: '只用於匯入錯誤的情形。移除後可以重新匯入；這個動作會記入日誌。',
      en: 'Only for one imported by mistake. It can be imported again; the removal is journalled.',
    },
    go: { zh: '移除', en: 'Remove' },
    done: { zh: (title: string) => `已移除「${title}」。`, en: (title: string) => `“${title}” is removed.` },
  },
} as const satisfies PhraseTree;
