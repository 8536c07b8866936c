import { counters } from './counters.js';
import type { PhraseTree } from './language.js';
import { overview } from './overview.js';

/** Texts that all pages of figures share: navigation, office and period, tables, loading. */
export const statistics = {
  pages: {
    overview: { zh: '總覽', en: 'Overview' },
    counters: { zh: '櫃檯與戶所', en: 'Counters and offices' },
    clerks: { zh: '服務人員', en: 'Clerks' },
    details: { zh: '明細', en: 'Details' },
    surveys: { zh: '問卷', en: 'Surveys' },
    reports: { zh: '報表', en: 'Reports' },
  },
  startLink: { zh: '全市統計與報表', en: 'Figures and reports of the whole city' },
  officeLink: { zh: '統計與報表', en: 'Figures and reports' },
  navigation: { zh: '統計頁面', en: 'Pages of figures' },
  selection: { zh: '事務所與期間', en: 'Office and period' },
  office: { zh: '事務所', en: 'Office' },
  city: { zh: '全市', en: 'Whole city' },
  unknownOffice: {
    zh: (id: string) => `未知的事務所（${id}）`,
    en: (id: string) => `Unknown office (${id})`,
  },
  period: {
    legend: { zh: '期間', en: 'Period' },
    kinds: {
      day: { zh: '日', en: 'Day' },
      week: { zh: '週', en: 'Week' },
      month: { zh: '月', en: 'Month' },
      year: { zh: '年', en: 'Year' },
      range: { zh: '自訂', en: 'Range' },
    },
    present: {
      day: { zh: '今天', en: 'Today' },
      week: { zh: '本週', en: 'This week' },
      month: { zh: '本月', en: 'This month' },
      year: { zh: '今年', en: 'This year' },
    },
    previous: { zh: '前一期', en: 'Previous' },
    next: { zh: '後一期', en: 'Next' },
    date: { zh: '跳到日期', en: 'Go to date' },
    first: { zh: '從', en: 'From' },
    last: { zh: '到（含當日）', en: 'To, that day included' },
    apply: { zh: '套用', en: 'Apply' },
    faults: {
      unreadable: {
        zh: '網址裡的期間不是有效的日期（民國元年以後），因此顯示本月。',
        en: 'The address names no valid date (from 1912 on), so this month is shown.',
      },
      reversed: {
        zh: '網址裡的期間在開始之前就結束，因此顯示本月。',
        en: 'The period in the address ends before it starts, so this month is shown.',
      },
      'too-long': {
        zh: '網址裡的期間超過 40 年，因此顯示本月。',
        en: 'The period in the address is longer than 40 years, so this month is shown.',
      },
    },
    formFaults: {
      unreadable: {
        zh: '請輸入兩個有效的日期（民國元年以後）。',
        en: 'Enter two valid dates, from 1912 on.',
      },
      reversed: { zh: '結束日期早於開始日期。', en: 'The last day is before the first.' },
      'too-long': { zh: '期間最長 40 年。', en: 'A period may last 40 years at most.' },
    },
  },
  loading: { zh: '讀取中…', en: 'Loading…' },
  again: { zh: '再試一次', en: 'Try again' },
  asOf: { zh: (time: string) => `資料時間 ${time}`, en: (time: string) => `As of ${time}` },
  table: { zh: '資料表', en: 'Data table' },
  tableOf: { zh: (title: string) => `${title}：資料表`, en: (title: string) => `${title}: data table` },
  problems: {
    badRange: {
      zh: '這段期間無法計算，請重新選擇。',
      en: 'That period cannot be answered; choose another one.',
    },
    tooManyGroups: {
      zh: '這個問題的分組太多，請縮短期間或選擇一個事務所。',
      en: 'This would make too many groups; choose a shorter period or one office.',
    },
    badQuestion: { zh: '這樣的分組或比較無法計算。', en: 'Figures cannot be grouped or compared that way.' },
    busy: {
      zh: '主機正忙於其他統計，請稍候再試。',
      en: 'The hub is busy with other figures; try again shortly.',
    },
  },
  overview,
  counters,
} as const satisfies PhraseTree;
