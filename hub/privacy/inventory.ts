import type { Language, Phrase } from '#words/language.js';
import { figureTables } from './figureTables.js';
import { outboxTables } from './outboxTables.js';
import { peopleTables } from './peopleTables.js';
import { type Inventory, KIND_WORDS } from './personalData.js';
import { ratingTables } from './ratingTables.js';

/** Every table and column of the databases, kept true by a test that compares it with freshly made ones (R51). */
export const INVENTORY = {
  'hub.db': { ...ratingTables, ...peopleTables, ...figureTables },
  'outbox.db': outboxTables,
} as const satisfies Record<string, Inventory>;

/** What lies beside the databases and may lead to a person. */
export const OTHER_PLACES: ReadonlyArray<{ readonly place: string; readonly holds: Phrase }> = [
  {
    place: 'backups/',
    holds: {
      zh: '整份 hub.db 與金鑰的副本；輪替到期即刪除。已改為代號的姓名在舊備份裡仍在，直到輪替刪除。',
      en: 'copies of the whole hub.db with its keys, until rotated away; a name replaced since is still in older ones.',
    },
  },
  {
    place: 'reports/',
    holds: {
      zh: '月、季、年報表：只到事務所與櫃檯，不含服務人員姓名。',
      en: 'reports of the month, quarter and year, by office and counter, without names of clerks.',
    },
  },
  {
    place: 'open-data/',
    holds: {
      zh: '公開資料：事務所件數，小件數遮蔽。',
      en: 'published counts by office, small ones suppressed.',
    },
  },
  {
    place: 'journald, syslog',
    holds: {
      zh: '程式日誌不含姓名與文件號碼；只有設定 log-syslog-names 時，轉送的日誌含處理者與對象。',
      en: 'the log holds no names or document numbers; only with log-syslog-names does the exported journal say who and whom.',
    },
  },
];

export interface InventoryRow {
  readonly database: string;
  readonly table: string;
  readonly title: string;
  readonly column: string;
  readonly kind: string;
  readonly purpose: string;
  readonly retention: string;
}

/** One row for each datum that leads to a person. */
export const inventoryRows = (language: Language): InventoryRow[] =>
  Object.entries<Inventory>(INVENTORY).flatMap(([database, tables]) =>
    Object.entries(tables).flatMap(([table, { title, personal }]) =>
      Object.entries(personal).map(([column, { kind, purpose, retention }]) => ({
        ...{ database, table, column },
        title: title[language],
        kind: KIND_WORDS[kind][language],
        purpose: purpose[language],
        retention: retention[language],
      })),
    ),
  );
