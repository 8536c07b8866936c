import type { Phrase } from '#words/language.js';

/** How a datum leads to a person. */
export type DatumKind = 'clerk' | 'staff' | 'account' | 'secret' | 'document' | 'sealed' | 'remark';

export interface PersonalDatum {
  readonly kind: DatumKind;
  readonly purpose: Phrase;
  readonly retention: Phrase;
}

/** All columns of one table: those that lead to a person, each with why and how long, and the names of all others. */
export interface TableInventory {
  readonly title: Phrase;
  readonly personal: Readonly<Record<string, PersonalDatum>>;
  readonly plain: readonly string[];
}

export type Inventory = Readonly<Record<string, TableInventory>>;

export const KIND_WORDS = {
  clerk: { zh: '個人資料：服務人員姓名或代號', en: 'personal: name or code of a clerk' },
  staff: { zh: '個人資料：處理者姓名', en: 'personal: name of whoever did it' },
  account: { zh: '個人資料：帳號資料', en: 'personal: account' },
  secret: { zh: '驗證資料（只存雜湊值）', en: 'credential, kept as a digest only' },
  document: {
    zh: '代碼：文件或案件號碼（不含民眾身分）',
    en: 'pseudonym: number of a document or visit; no citizen',
  },
  sealed: { zh: '加密內容，只有主機能解開', en: 'encrypted; only the hub can open it' },
  remark: { zh: '自由填寫，可能提到人名', en: 'free text, which may name somebody' },
} as const satisfies Record<DatumKind, Phrase>;

/** Permanent by R26: ratings and one-time notices are records of the office. */
const PERMANENT: Phrase = {
  zh: '永久保存（可改為代號）',
  en: 'permanent; the name can be replaced by a pseudonym',
};
const RECORD: Phrase = { zh: '永久保存', en: 'permanent' };
const CURRENT: Phrase = { zh: '到更改或移除為止', en: 'until it is changed or removed' };
const UNSENT: Phrase = {
  zh: '主機收訖後只留最近的紀錄',
  en: 'until the hub has acknowledged it, and the newest ones after that',
};
const SESSION: Phrase = { zh: '到簽出或期滿為止', en: 'until signed out or ended' };

export const datum = {
  clerk: {
    kind: 'clerk',
    purpose: { zh: '評分歸屬於開立文件的服務人員', en: 'a rating belongs to the clerk who issued' },
    retention: PERMANENT,
  },
  figures: {
    kind: 'clerk',
    purpose: {
      zh: '依服務人員統計，供主管輔導，不排名',
      en: 'figures by clerk for supervisors, never ranked',
    },
    retention: PERMANENT,
  },
  document: {
    kind: 'document',
    purpose: {
      zh: '每份文件只開放一次評分，並可核對',
      en: 'one rating for each document, and a way to check it',
    },
    retention: RECORD,
  },
  visit: {
    kind: 'document',
    purpose: { zh: '同一次洽公的文件合為一次評分', en: 'documents of one visit share one rating' },
    retention: RECORD,
  },
  sealed: {
    kind: 'sealed',
    purpose: {
      zh: '主機由備份復原後，重建備份之後的評分時段',
      en: 'a restored hub rebuilds the windows its backup lacks',
    },
    retention: RECORD,
  },
  sealedUnsent: {
    kind: 'sealed',
    purpose: {
      zh: '隨評分送回主機，主機復原時重建評分時段；評分機解不開',
      en: 'goes back to the hub with the rating, to rebuild its window; no box can open it',
    },
    retention: UNSENT,
  },
  doer: {
    kind: 'staff',
    purpose: { zh: '查得到是誰處理、何時處理', en: 'who did it and when can be told' },
    retention: RECORD,
  },
  subject: {
    kind: 'staff',
    purpose: {
      zh: '日誌：被查看明細的服務人員或被異動的人員與物件',
      en: 'journal: whom or what it was done to, such as the clerk whose details were looked at',
    },
    retention: RECORD,
  },
  journalDetail: {
    kind: 'remark',
    purpose: { zh: '日誌：異動內容', en: 'journal: what was changed' },
    retention: RECORD,
  },
  remark: {
    kind: 'remark',
    purpose: { zh: '處理情形說明', en: 'how it was dealt with' },
    retention: RECORD,
  },
  facts: {
    kind: 'remark',
    purpose: { zh: '警示的內容：設備代號與數量', en: 'what an alarm is about: equipment and numbers' },
    retention: RECORD,
  },
  duty: {
    kind: 'staff',
    purpose: { zh: '警示依序通知當班主管', en: 'alarms call whoever is on duty' },
    retention: CURRENT,
  },
  owner: {
    kind: 'staff',
    purpose: { zh: '陳情案件的承辦人', en: 'who deals with a complaint' },
    retention: RECORD,
  },
  name: {
    kind: 'account',
    purpose: { zh: '辨識使用者並記入日誌', en: 'tells users apart and stands in the journal' },
    retention: RECORD,
  },
  application: {
    kind: 'account',
    purpose: { zh: '帳號申請與核准', en: 'application for the account and its approval' },
    retention: RECORD,
  },
  activity: {
    kind: 'account',
    purpose: { zh: '防止猜測密碼、清查久未使用的帳號', en: 'against guessing, and to find unused accounts' },
    retention: CURRENT,
  },
  password: {
    kind: 'secret',
    purpose: {
      zh: '驗證密碼、不重複最近三次',
      en: 'checks the password, and that none of the last three returns',
    },
    retention: CURRENT,
  },
  session: {
    kind: 'account',
    purpose: { zh: '維持簽入狀態', en: 'keeps somebody signed in' },
    retention: SESSION,
  },
  sessionSecret: {
    kind: 'secret',
    purpose: { zh: '驗證簽入狀態', en: 'proves that somebody is signed in' },
    retention: SESSION,
  },
  tokenSecret: {
    kind: 'secret',
    purpose: {
      zh: '驗證開立系統與警示燈的程式',
      en: 'proves which program asks: an issuing system or a lamp',
    },
    retention: RECORD,
  },
} as const satisfies Record<string, PersonalDatum>;
