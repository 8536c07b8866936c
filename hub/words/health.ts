import type { BackupView, CheckCode, CheckState } from '../contract/care.js';
import type { Phrase, PhraseTree } from './language.js';

const checks = {
  clock: { zh: '時鐘', en: 'Clock' },
  disk: { zh: '磁碟空間', en: 'Disk' },
  store: { zh: '資料庫', en: 'Database' },
  broker: { zh: '訊息中介', en: 'Broker' },
  boxes: { zh: '評分機', en: 'Boxes' },
  backup: { zh: '備份', en: 'Backup' },
  journal: { zh: '日誌', en: 'Journal' },
  certificate: { zh: '憑證', en: 'Certificate' },
  outbound: { zh: '對外通知', en: 'Told outside' },
} as const satisfies Record<CheckCode, Phrase>;

const states = {
  good: { zh: '正常', en: 'Good' },
  warning: { zh: '注意', en: 'Warning' },
  bad: { zh: '異常', en: 'Fault' },
  off: { zh: '未使用', en: 'Not in use' },
} as const satisfies Record<CheckState, Phrase>;

const backupStates = {
  running: { zh: '進行中', en: 'Running' },
  good: { zh: '已通過檢查', en: 'Checked and good' },
  failed: { zh: '失敗', en: 'Failed' },
} as const satisfies Record<BackupView['state'], Phrase>;

const copies = {
  off: { zh: '未設定', en: 'Not set up' },
  good: { zh: '已複製', en: 'Copied' },
  failed: { zh: '失敗', en: 'Failed' },
} as const satisfies Record<BackupView['copy'], Phrase>;

/** Texts of the page of the machine room's daily look (R25), and of `rating-hub doctor`. */
export const health = {
  title: { zh: '系統狀態', en: 'System health' },
  lead: {
    zh: '每日檢視各燈號；有異常時照處理方式做，無法排除時通知維護廠商。',
    en: 'Look at every lamp once a day. Where one shows a fault do what it says; if that does not help call the contractor.',
  },
  checks,
  states,
  backupStates,
  copies,
  lamps: { zh: '燈號', en: 'Lamps' },
  asOf: {
    zh: (time: string, software: string) => `${time} 的狀態，每 30 秒更新；主機版本 ${software}。`,
    en: (time: string, software: string) =>
      `As of ${time}, renewed every 30 s; version ${software} of the hub.`,
  },
  summary: {
    zh: (bad: number, warning: number) =>
      bad + warning === 0 ? '全部正常。' : `${bad} 項異常，${warning} 項注意。`,
    en: (bad: number, warning: number) =>
      bad + warning === 0 ? 'All is well.' : `Faults: ${bad}. Warnings: ${warning}.`,
  },
  remedy: { zh: '處理方式', en: 'What to do' },
  stale: {
    zh: '連不上主機，以下是最後知道的狀態。',
    en: 'The hub cannot be reached; below is what was known last.',
  },
  loading: { zh: '讀取中…', en: 'Loading…' },
  backups: {
    heading: { zh: '備份', en: 'Backups' },
    now: { zh: '立即備份', en: 'Back up now' },
    started: {
      zh: '備份已開始，完成並檢查後會列在下表。',
      en: 'A backup has begun; it is listed below once it is checked.',
    },
    running: { zh: '已有備份進行中，請等它完成。', en: 'A backup is running already; wait for its end.' },
    none: { zh: '還沒有備份。', en: 'There is no backup yet.' },
    at: { zh: '開始', en: 'Begun' },
    state: { zh: '結果', en: 'Result' },
    size: { zh: '大小', en: 'Size' },
    windows: { zh: '評分時段', en: 'Windows' },
    copy: { zh: '第二存放處', en: 'Second place' },
    folder: { zh: '資料夾', en: 'Folder' },
    megabytes: { zh: (mb: string) => `${mb} MB`, en: (mb: string) => `${mb} MB` },
    rotated: { zh: '已輪替刪除', en: 'Rotated away' },
  },
  heads: {
    heading: { zh: '日誌日雜湊值', en: 'Daily heads of the journal' },
    note: {
      zh: '請定期下載並另存在主機以外的地方：日後可證明日誌沒有被更改。',
      en: 'Download them now and then and keep them away from the hub: they prove later that the journal was not changed.',
    },
    download: { zh: '下載（文字檔）', en: 'Download as text' },
    none: {
      zh: '還沒有日雜湊值；每天結束後產生。',
      en: 'There is no head yet; one is made when a day is over.',
    },
    day: { zh: '日期', en: 'Day' },
    number: { zh: '最後一筆', en: 'Last entry' },
    hash: { zh: '雜湊值（SHA-256）', en: 'Hash (SHA-256)' },
  },
} as const satisfies PhraseTree;
