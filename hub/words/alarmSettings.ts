import type { Holiday } from '../contract/cases.js';
import type { Phrase, PhraseTree } from './language.js';

const kinds = {
  off: { zh: '放假', en: 'Off' },
  worked: { zh: '補行上班', en: 'Worked' },
} as const satisfies Record<Holiday['kind'], Phrase>;

/** What a page says when the hub refuses the settings. */
export const settingsProblems = {
  badSettings: {
    zh: '主機不接受這些設定，請檢查各欄位。',
    en: 'The hub does not accept these settings; check the fields.',
  },
} as const satisfies PhraseTree;

const weekdays = {
  1: { zh: '週一', en: 'Mon' },
  2: { zh: '週二', en: 'Tue' },
  3: { zh: '週三', en: 'Wed' },
  4: { zh: '週四', en: 'Thu' },
  5: { zh: '週五', en: 'Fri' },
  6: { zh: '週六', en: 'Sat' },
  7: { zh: '週日', en: 'Sun' },
} as const;

const chain = {
  heading: { zh: '通知順序', en: 'Who is called' },
  note: {
    zh: '警示發生時先通知第一位；沒有人確認，再依下方的秒數通知下一位。簽退的人與不在值勤時間的人會跳過。',
    en: 'The first one is called when an alarm is raised; if nobody acknowledges it, the next ones after the seconds below. Whoever is signed out or off duty is passed over.',
  },
  none: {
    zh: '還沒有人。警示會在所有的主管警示台響起。',
    en: 'Nobody yet: every console sounds an alarm.',
  },
  place: { zh: (n: number) => `第 ${n} 位`, en: (n: number) => `Place ${n}` },
  person: { zh: '姓名', en: 'Name' },
  add: { zh: '新增人員', en: 'Add a person' },
  up: { zh: (who: string) => `${who} 上移`, en: (who: string) => `Move ${who} up` },
  down: { zh: (who: string) => `${who} 下移`, en: (who: string) => `Move ${who} down` },
  remove: { zh: (who: string) => `移除 ${who}`, en: (who: string) => `Remove ${who}` },
  shortUp: { zh: '上移', en: 'Up' },
  shortDown: { zh: '下移', en: 'Down' },
  shortRemove: { zh: '移除', en: 'Remove' },
  moved: {
    zh: (who: string, n: number) => `${who} 現在是第 ${n} 位。`,
    en: (who: string, n: number) => `${who} is now in place ${n}.`,
  },
  removed: { zh: (who: string) => `已移除 ${who}。`, en: (who: string) => `${who} is removed.` },
  full: { zh: '最多 10 位。', en: 'Ten people at most.' },
};

const duty = {
  heading: { zh: '值勤時間', en: 'Duty times' },
  always: { zh: '未指定時間，隨時通知。', en: 'No time is named: always called.' },
  add: { zh: '新增值勤時間', en: 'Add a duty time' },
  addOf: {
    zh: (who: string) => `為 ${who} 新增值勤時間`,
    en: (who: string) => `Add a duty time for ${who}`,
  },
  time: {
    zh: (who: string, n: number) => `${who} 的值勤時間 ${n}`,
    en: (who: string, n: number) => `Duty time ${n} of ${who}`,
  },
  from: { zh: '開始', en: 'From' },
  to: { zh: '結束', en: 'To' },
  remove: {
    zh: (who: string, n: number) => `移除 ${who} 的值勤時間 ${n}`,
    en: (who: string, n: number) => `Remove duty time ${n} of ${who}`,
  },
};

const escalation = {
  heading: { zh: '升級通知', en: 'Escalation' },
  note: {
    zh: '警示發生後經過多少秒仍無人確認，就通知下一位；之後照最後一段間隔繼續通知。',
    en: 'Seconds after an alarm was raised until the next one is called; further calls follow at the last interval.',
  },
  step: { zh: (n: number) => `第 ${n} 位`, en: (n: number) => `Place ${n}` },
  add: { zh: '新增一段', en: 'Add a step' },
  remove: { zh: '移除最後一段', en: 'Remove the last step' },
};

const limits = {
  ratings: { zh: '評分警示', en: 'Alarms about ratings' },
  equipment: { zh: '設備警示與測試', en: 'Equipment and tests' },
  cases: { zh: '陳情案件', en: 'Cases' },
  depart: { zh: '視為民眾已離開', en: 'The citizen is taken to have left after' },
  departHint: {
    zh: '無人確認超過這個時間，警示靜音並改標示為已離開。',
    en: 'An alarm nobody acknowledged by then falls silent and is marked as left unattended.',
  },
  share: { zh: '不滿意比率', en: 'Share of dissatisfied ratings' },
  least: { zh: '評分至少', en: 'Of at least' },
  within: { zh: '計算期間', en: 'Within' },
  rateHint: {
    zh: '期間內的評分夠多、不滿意比率又達到時，發出一則全所的警示。',
    en: 'Enough ratings in that time with that share raise one alarm for the office.',
  },
  silent: { zh: '評分機失聯', en: 'A box is silent for' },
  outbox: { zh: '評分機待送資料超過', en: 'Unsent records of a box above' },
  chimeTest: { zh: '每日警示音測試', en: 'Daily test of the chime at' },
  caseDays: { zh: '案件期限（開案後）', en: 'A case is due after' },
  units: {
    seconds: { zh: '秒', en: 's' },
    minutes: { zh: '分鐘', en: 'min' },
    percent: { zh: '％ 以上', en: '% or more' },
    ratings: { zh: '筆', en: 'ratings' },
    records: { zh: '筆', en: 'records' },
    workingDays: { zh: '個工作天', en: 'working days' },
  },
};

const faults = {
  name: { zh: '請輸入 1 至 64 個字的姓名。', en: 'Enter a name of 1 to 64 characters.' },
  twice: { zh: '這個人已經在順序中。', en: 'This person is in the chain already.' },
  days: { zh: '請至少勾選一天。', en: 'Tick at least one day.' },
  times: { zh: '請填寫開始與結束，結束必須較晚。', en: 'Give both times, the second later than the first.' },
  growing: { zh: '必須比前一段的秒數大。', en: 'Must be more than the step before.' },
  time: { zh: '請填寫時間。', en: 'Give a time of day.' },
  number: {
    zh: (least: number, most: number) => `請輸入 ${least} 至 ${most} 的數字。`,
    en: (least: number, most: number) => `Enter a number from ${least} to ${most}.`,
  },
  whole: {
    zh: (least: number, most: number) => `請輸入 ${least} 至 ${most} 的整數。`,
    en: (least: number, most: number) => `Enter a whole number from ${least} to ${most}.`,
  },
  day: { zh: '請選擇一個存在的日期。', en: 'Choose a day of the calendar.' },
  dayName: { zh: '請填寫 1 至 64 個字的名稱。', en: 'Write a name of 1 to 64 characters.' },
  some: {
    zh: (n: number) => `有 ${n} 個欄位需要修正，尚未儲存。`,
    en: (n: number) => `${n} ${n === 1 ? 'field needs' : 'fields need'} correcting; nothing is saved yet.`,
  },
};

const now = {
  heading: { zh: '目前誰會被通知', en: 'Who is called now' },
  note: {
    zh: '依已儲存的設定。簽退與簽到在主管警示台辦理。',
    en: 'By the settings as they are saved. The console is where people sign out and in.',
  },
  none: { zh: '順序中還沒有人。', en: 'Nobody is in the chain.' },
  called: { zh: '會通知', en: 'Called' },
  offDuty: { zh: '非值勤時間', en: 'Off duty' },
  signedOut: { zh: '已簽退', en: 'Signed out' },
  nobody: {
    zh: '現在沒有人會被點名通知；警示會在所有的主管警示台響起。',
    en: 'Nobody is called by name now; every console sounds an alarm.',
  },
  again: { zh: '重新整理', en: 'Look again' },
};

const holidays = {
  heading: { zh: '放假與補班日', en: 'Holidays and worked days' },
  note: {
    zh: '週一至週五上班、週末放假以外的日子；各所共用，用來計算案件期限。已開案件的期限不會改變。',
    en: 'Days unlike their weekday, for all offices; due days of new cases are counted by them. Those of cases already open stay.',
  },
  year: { zh: '民國年', en: 'ROC year' },
  yearValue: { zh: (roc: number) => `民國${roc}年`, en: (roc: number) => `ROC ${roc} (${roc + 1911})` },
  before: { zh: '前一年', en: 'Year before' },
  after: { zh: '後一年', en: 'Year after' },
  none: { zh: '這一年還沒有登記。', en: 'Nothing is noted for this year.' },
  weekday: {
    zh: (day: string, weekday: string) => `${day}（${weekday}）`,
    en: (day: string, weekday: string) => `${weekday}, ${day}`,
  },
  remove: { zh: (day: string) => `移除 ${day}`, en: (day: string) => `Remove ${day}` },
  shortRemove: { zh: '移除', en: 'Remove' },
  addHeading: { zh: '登記一天', en: 'Note a day' },
  day: { zh: '日期', en: 'Day' },
  kind: { zh: '種類', en: 'Kind' },
  name: { zh: '名稱', en: 'Name' },
  nameHint: { zh: '例如：中秋節', en: 'For example: Mid-Autumn Festival' },
  add: { zh: '登記', en: 'Note it' },
  added: { zh: (day: string) => `已登記 ${day}。`, en: (day: string) => `${day} is noted.` },
  removed: { zh: (day: string) => `已移除 ${day}。`, en: (day: string) => `${day} is removed.` },
};

/** Texts of the page on which an office decides about its alarms. */
export const alarmSettings = {
  title: { zh: '警示設定', en: 'Alarm settings' },
  lead: {
    zh: '不滿意時通知誰、多久沒有人確認就通知下一位、案件期限怎麼算。變更會記入日誌。',
    en: 'Who is called about a dissatisfied rating, when the next one is, and how due days are counted. Changes are journalled.',
  },
  choose: { zh: '請選擇事務所', en: 'Choose an office' },
  officeLocked: {
    zh: '先儲存或放棄變更，再換事務所。',
    en: 'Save or discard the changes before choosing another office.',
  },
  save: { zh: '儲存設定', en: 'Save the settings' },
  discard: { zh: '放棄變更', en: 'Discard changes' },
  saved: { zh: '設定已儲存。', en: 'The settings are saved.' },
  unsaved: { zh: '有尚未儲存的變更。', en: 'There are unsaved changes.' },
  unchanged: { zh: '沒有尚未儲存的變更。', en: 'There are no unsaved changes.' },
  chain,
  duty,
  weekdays,
  escalation,
  limits,
  faults,
  now,
  holidays,
  kinds,
} as const satisfies PhraseTree;
