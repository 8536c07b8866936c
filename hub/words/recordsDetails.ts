import type { ExclusionReason } from '../contract/records.js';
import type { Phrase, PhraseTree } from './language.js';

const reasons = {
  'mis-press': { zh: '誤觸', en: 'Mis-press' },
  test: { zh: '測試', en: 'Test' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<ExclusionReason, Phrase>;

/** Texts of the page of single ratings. */
export const detailRecords = {
  title: { zh: '明細', en: 'Details' },
  lead: {
    zh: '每一筆評分，最新的在前。排除的評分仍留在清單中，並註明原因。',
    en: 'Every rating, newest first. Excluded ones stay in the list, with the reason.',
  },
  list: { zh: '評分清單', en: 'Ratings' },
  filters: {
    heading: { zh: '篩選', en: 'Filters' },
    counter: { zh: '櫃檯', en: 'Counter' },
    clerk: { zh: '服務人員', en: 'Clerk' },
    clerkHint: { zh: '查看單一人員會記入日誌', en: 'Looking at one clerk is journalled' },
    kind: { zh: '文件種類', en: 'Kind of document' },
    service: { zh: '服務項目', en: 'Service' },
    level: { zh: '評分', en: 'Rating' },
    excluded: { zh: '排除的評分', en: 'Excluded ratings' },
    excludedOnly: { zh: '只看已排除', en: 'Only excluded' },
    excludedNot: { zh: '只看計入', en: 'Only counted' },
    flagged: { zh: '文件事後刪單', en: 'Document voided later' },
    flaggedOnly: { zh: '只看事後刪單', en: 'Only voided later' },
    flaggedNot: { zh: '不含事後刪單', en: 'Without voided later' },
    apply: { zh: '套用', en: 'Apply' },
    clear: { zh: '清除篩選', en: 'Clear the filters' },
    cityCounters: { zh: '選擇事務所後可選櫃檯', en: 'Choose an office to choose a counter' },
  },
  jump: {
    label: { zh: '從這一天往前列', en: 'List from this day back' },
    go: { zh: '前往', en: 'Go' },
    at: {
      zh: (day: string) => `從 ${day} 往前`,
      en: (day: string) => `from ${day} backwards`,
    },
    outside: {
      zh: '這一天不在所選期間內。請更改上方的期間。',
      en: 'That day is not within the chosen period; change the period above.',
    },
  },
  pager: {
    label: { zh: '翻頁', en: 'Pages' },
    first: { zh: '最新', en: 'Newest' },
    newer: { zh: '較新', en: 'Newer' },
    older: { zh: '較舊', en: 'Older' },
    page: {
      zh: (page: number, count: number) => `第 ${page} 頁，本頁 ${count} 筆`,
      en: (page: number, count: number) =>
        `Page ${page}, ${count} ${count === 1 ? 'rating' : 'ratings'} on it`,
    },
    none: {
      zh: '沒有符合條件的評分。請放寬篩選或更改期間。',
      en: 'No rating fits. Use fewer filters or another period.',
    },
  },
  columns: {
    time: { zh: '時間', en: 'Time' },
    counter: { zh: '櫃檯', en: 'Counter' },
    clerk: { zh: '服務人員', en: 'Clerk' },
    document: { zh: '文件', en: 'Document' },
    service: { zh: '服務項目', en: 'Service' },
    level: { zh: '評分', en: 'Rating' },
    seconds: { zh: '作答秒數', en: 'Seconds' },
    marks: { zh: '註記', en: 'Marks' },
    action: { zh: '處理', en: 'Action' },
  },
  marks: {
    extended: { zh: '延長時間', en: 'More time' },
    flagged: { zh: '文件事後刪單', en: 'Document voided later' },
    imported: { zh: '匯入', en: 'Imported' },
    excluded: {
      zh: (reason: string, by: string, at: string) => `已排除：${reason}，${by}，${at}`,
      en: (reason: string, by: string, at: string) => `Excluded: ${reason}, ${by}, ${at}`,
    },
  },
  exclude: {
    action: { zh: '排除', en: 'Exclude' },
    of: {
      zh: (action: string, number: string) => `${action}：${number}`,
      en: (action: string, number: string) => `${action}: ${number}`,
    },
    heading: { zh: '將這筆評分排除於統計之外', en: 'Take this rating out of the figures' },
    note: {
      zh: '評分不會刪除：它留在明細中，註明是誰、何時、為什麼排除，統計同時顯示含與不含排除的數字。這個動作會記入日誌。',
      en: 'It is not deleted: it stays in the details with who excluded it, when and why, and figures are shown with and without it. This is journalled.',
    },
    reason: { zh: '原因', en: 'Reason' },
    remark: { zh: '說明', en: 'Remark' },
    remarkHint: {
      zh: '「其他」必須說明；請勿寫入民眾的個人資料。',
      en: 'Required with “other”; nothing about a citizen, please.',
    },
    reasonMissing: { zh: '請選擇原因。', en: 'Choose a reason.' },
    go: { zh: '排除這筆評分', en: 'Exclude it' },
    done: {
      zh: (number: string) => `${number} 的評分已排除。`,
      en: (number: string) => `The rating of ${number} is excluded.`,
    },
  },
  restore: {
    action: { zh: '恢復', en: 'Restore' },
    heading: { zh: '將這筆評分恢復計入統計', en: 'Take this rating back into the figures' },
    note: { zh: '這個動作會記入日誌。', en: 'This is journalled.' },
    go: { zh: '恢復計入', en: 'Restore it' },
    done: {
      zh: (number: string) => `${number} 的評分已恢復計入。`,
      en: (number: string) => `The rating of ${number} counts again.`,
    },
  },
  totals: {
    heading: { zh: '不含與含排除的評分', en: 'Without and with excluded ratings' },
    scope: {
      zh: '依期間、櫃檯、文件種類與服務項目；不受評分、排除與刪單篩選影響。',
      en: 'By period, counter, kind and service; the filters for rating, exclusion and voiding do not matter here.',
    },
    without: { zh: '不含排除', en: 'Without excluded' },
    with: {
      zh: (excluded: number) => `含排除的 ${excluded} 筆`,
      en: (excluded: number) => `With ${excluded} excluded`,
    },
    ratings: { zh: '評分', en: 'Ratings' },
    one: {
      zh: '篩選單一服務人員時不顯示合計；請見服務人員頁。',
      en: 'With one clerk chosen no totals are shown here; see the page of clerks.',
    },
  },
  export: {
    link: { zh: '下載 CSV', en: 'Download CSV' },
    note: {
      zh: '期間內符合櫃檯、文件種類與服務項目的每一個評分時段，不論結果，不列服務人員姓名；所有數字都能由此重算。',
      en: 'Every window of the period, counter, kind and service, whatever its outcome, without the names of clerks; every figure can be recomputed from it.',
    },
  },
  reasons,
} as const satisfies PhraseTree;
