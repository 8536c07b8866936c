import type { PhraseTree } from './language.js';

const seconds = (ms: number): number => Math.max(0, Math.floor(ms / 1_000));
const pad = (n: number): string => String(n).padStart(2, '0');

/** Texts that several pages share, and those of the start page. */
export const pages = {
  product: { zh: '櫃檯即時評分', en: 'Counter rating' },
  language: { zh: '語言', en: 'Language' },
  /** How long something has lasted, to the full second; hours when it comes to that. */
  duration: {
    zh: (ms: number) => {
      const s = seconds(ms);
      if (s < 60) return `${s} 秒`;
      if (s < 3_600) return `${Math.floor(s / 60)} 分 ${pad(s % 60)} 秒`;
      return `${Math.floor(s / 3_600)} 小時 ${pad(Math.floor(s / 60) % 60)} 分`;
    },
    en: (ms: number) => {
      const s = seconds(ms);
      if (s < 60) return `${s} s`;
      if (s < 3_600) return `${Math.floor(s / 60)} min ${pad(s % 60)} s`;
      return `${Math.floor(s / 3_600)} h ${pad(Math.floor(s / 60) % 60)} min`;
    },
  },
  /** How long ago something was, as coarsely as one would say it. */
  ago: {
    zh: (ms: number) => {
      const minutes = Math.floor(ms / 60_000);
      if (minutes < 1) return '剛剛';
      return minutes < 60 ? `${minutes} 分前` : `${Math.floor(minutes / 60)} 小時前`;
    },
    en: (ms: number) => {
      const minutes = Math.floor(ms / 60_000);
      if (minutes < 1) return 'just now';
      return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`;
    },
  },
  start: {
    lead: {
      zh: '每位民眾辦完事，都能用 30 秒告訴我們服務得如何；不滿意時，主管在民眾離開前就到。',
      en: 'Every citizen has 30 seconds to say how the service was, and a supervisor comes before a dissatisfied one has left.',
    },
    offices: { zh: '戶政事務所', en: 'Offices' },
    wall: { zh: '開啟主管看板', en: 'Open the supervisor wall' },
    wallHint: {
      zh: '各櫃檯現況、今日滿意率、不滿意警示',
      en: 'Every counter, today’s satisfaction, alarms',
    },
    console: { zh: '開啟主管警示台', en: 'Open the console' },
    consoleHint: {
      zh: '警示音、確認、結案、擱置與紀錄',
      en: 'Chime, acknowledge, close, shelve, history',
    },
    cases: { zh: '陳情案件', en: 'Cases' },
    alarmSettings: { zh: '警示設定', en: 'Alarm settings' },
    boxes: { zh: '評分機管理（機房人員）', en: 'Rating boxes, for the machine room' },
    desks: { zh: '開立作業（依櫃檯）', en: 'Issuing desk, by counter' },
    none: { zh: '這個系統尚未設定任何事務所。', en: 'No office is set up in this system yet.' },
    loading: { zh: '讀取中…', en: 'Loading…' },
    failed: {
      zh: '無法讀取事務所清單，五秒後再試。',
      en: 'The list of offices cannot be read; trying again in 5 s.',
    },
  },
  problems: {
    unreachable: {
      zh: '連不上主機。請確認網路後再試一次。',
      en: 'The hub cannot be reached. Check the network and try again.',
    },
    unknownOffice: {
      zh: '沒有這個事務所或櫃檯，請從首頁重新選擇。',
      en: 'There is no such office or counter; choose again on the start page.',
    },
    tooFast: {
      zh: '動作太快，請稍候一分鐘再試。',
      en: 'Too many requests; wait a minute and try again.',
    },
    other: {
      zh: (code: string) => `主機拒絕了這個動作（${code}）。`,
      en: (code: string) => `The hub refused this (${code}).`,
    },
  },
  home: { zh: '回首頁', en: 'Start page' },
} as const satisfies PhraseTree;
