import type { ReportFormat, ReportView } from '../contract/reports.js';
import type { Phrase, PhraseTree } from './language.js';

const states = {
  waiting: { zh: '等候製作', en: 'Waiting' },
  making: { zh: '製作中', en: 'Being made' },
  ready: { zh: '已完成', en: 'Ready' },
  failed: { zh: '製作失敗', en: 'Failed' },
} as const satisfies Record<ReportView['state'], Phrase>;

const occasions = {
  monthly: { zh: '每月自動', en: 'Monthly, by itself' },
  yearly: { zh: '每年自動', en: 'Yearly, by itself' },
  asked: { zh: '應要求', en: 'On request' },
} as const satisfies Record<ReportView['occasion'], Phrase>;

const formatUses = {
  pdf: { zh: '閱覽與陳報', en: 'to read and hand in' },
  odt: { zh: '可編輯文件', en: 'editable document' },
  ods: { zh: '試算表', en: 'spreadsheet' },
  csv: { zh: '每表一檔（ZIP）', en: 'one file per table (ZIP)' },
  json: { zh: '供程式使用', en: 'for programs' },
} as const satisfies Record<ReportFormat, Phrase>;

/** Texts of the page of reports. */
export const reportRecords = {
  title: { zh: '報表', en: 'Reports' },
  lead: {
    zh: '月報與年報在次期第一天自動製作；也可以自選期間。',
    en: 'Monthly and yearly reports make themselves on the first day after; any other period can be asked for.',
  },
  make: {
    heading: { zh: '製作報表', en: 'Have a report made' },
    chosenAbove: {
      zh: '事務所與期間在上方選擇。',
      en: 'Office and period are chosen above.',
    },
    notBegun: {
      zh: '這段期間還沒開始。請在上方選擇較早的期間。',
      en: 'This period has not begun; choose an earlier one above.',
    },
    notOver: {
      zh: '這段期間尚未結束，報表只含到製作時為止。',
      en: 'This period is not over; the report holds what there is when it is made.',
    },
    go: { zh: '製作報表', en: 'Have it made' },
    asked: {
      zh: (period: string) => `${period}的報表已開始製作。`,
      en: (period: string) => `The report of ${period} is on its way.`,
    },
    ready: {
      zh: (period: string) => `${period}的報表已完成。`,
      en: (period: string) => `The report of ${period} is ready.`,
    },
    failed: {
      zh: (period: string) => `${period}的報表製作失敗。`,
      en: (period: string) => `The report of ${period} failed.`,
    },
  },
  list: {
    heading: { zh: '報表清單', en: 'Reports' },
    none: { zh: '尚無報表。', en: 'There is no report yet.' },
    by: {
      zh: (by: string, at: string) => `${by}，${at}`,
      en: (by: string, at: string) => `${by}, ${at}`,
    },
    working: {
      zh: (n: number) => `${n} 份報表製作中，完成後自動更新。`,
      en: (n: number) =>
        `${n} ${n === 1 ? 'report is' : 'reports are'} on the way; the list follows by itself.`,
    },
    failure: {
      zh: (code: string) => `原因代碼 ${code}。請再製作一次；仍失敗時請通知機房人員並告知代碼。`,
      en: (code: string) =>
        `Reason: ${code}. Have it made again; if it fails again, tell the machine room the code.`,
    },
    download: {
      zh: (format: string, what: string) => `${format}：${what}`,
      en: (format: string, what: string) => `${format}: ${what}`,
    },
    page: { zh: (page: number) => `第 ${page} 頁`, en: (page: number) => `Page ${page}` },
  },
  improvements: {
    heading: { zh: '改善措施', en: 'Improvements' },
    note: {
      zh: '記下因統計結果而採取的措施，會印在當月的報表中。',
      en: 'What was done because of the figures; printed in the report of the present month.',
    },
    text: { zh: '措施', en: 'What was done' },
    textMissing: { zh: '請填寫 1 至 1,000 字。', en: 'Write 1 to 1,000 characters.' },
    officeFirst: {
      zh: '請先選擇一個事務所，才能新增措施。',
      en: 'Choose an office first to note an improvement.',
    },
    go: { zh: '新增措施', en: 'Note it' },
    done: { zh: '已新增措施。', en: 'It is noted.' },
    none: { zh: '這段期間沒有改善措施。', en: 'No improvement was noted in this period.' },
  },
  openData: {
    heading: { zh: '開放資料', en: 'Open data' },
    note: {
      zh: '每月公布一次，以事務所為單位；1 至 9 的數字不公布。',
      en: 'Published monthly, by office; counts from 1 to 9 are suppressed.',
    },
    dictionary: { zh: '資料欄位說明', en: 'Data dictionary' },
    none: { zh: '尚無公布的檔案。', en: 'Nothing is published yet.' },
  },
  import: {
    heading: { zh: '匯入過去的評分', en: 'Import earlier ratings' },
    note: {
      zh: '每列一筆過去的評分。先檢查，再匯入；只要有一列錯誤，就什麼都不匯入。',
      en: 'One row per earlier rating. Check first, then import; with a single bad row nothing is imported.',
    },
  },
  states,
  occasions,
  formatUses,
} as const satisfies PhraseTree;
