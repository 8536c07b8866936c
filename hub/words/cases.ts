import type { CaseState } from '../contract/cases.js';
import type { Phrase, PhraseTree } from './language.js';

const states = {
  open: { zh: '列管中', en: 'Tracked' },
  released: { zh: '已解除列管', en: 'Released' },
} as const satisfies Record<CaseState, Phrase>;

const actions = {
  corrective: { zh: '矯正措施', en: 'Corrective action' },
  preventive: { zh: '預防措施', en: 'Preventive action' },
} as const;

/** What a page says when the hub refuses something about cases or the calendar. */
export const caseProblems = {
  caseUnknown: {
    zh: '主機沒有這個案件，請從清單重新選擇。',
    en: 'The hub does not know this case; choose again from the list.',
  },
  caseReleased: {
    zh: '這個案件已由其他人解除列管，不能再修改。請重新整理頁面。',
    en: 'Somebody else has released this case; it can no longer be changed. Reload the page.',
  },
  badDue: {
    zh: '期限必須是存在的日期，而且不早於開案日。',
    en: 'The due day must be a day of the calendar, and not before the case was opened.',
  },
  caseIncomplete: {
    zh: '矯正措施與預防措施都填寫並儲存後，才能解除列管。',
    en: 'Both actions must be written down and saved before the case is released.',
  },
  badDay: { zh: '日曆上沒有這一天。', en: 'The calendar has no such day.' },
  holidayUnknown: {
    zh: '這一天已由其他人移除，清單已更新。',
    en: 'Somebody else has removed this day; the list is up to date now.',
  },
} as const satisfies PhraseTree;

const list = {
  overdue: { zh: '逾期未解除', en: 'Overdue' },
  open: { zh: '列管中', en: 'Tracked' },
  released: { zh: '已解除列管', en: 'Released' },
  none: {
    overdue: { zh: '沒有逾期的案件。', en: 'No case is overdue.' },
    open: { zh: '沒有其他列管中的案件。', en: 'No other case is being tracked.' },
    released: { zh: '還沒有解除列管的案件。', en: 'No case has been released yet.' },
  },
  columns: {
    name: { zh: '案號', en: 'Case' },
    place: { zh: '櫃檯', en: 'Counter' },
    owner: { zh: '負責人', en: 'Owner' },
    due: { zh: '期限', en: 'Due' },
    state: { zh: '狀態', en: 'State' },
  },
  /** Of a list that is read page by page: how many are on this page. */
  page: {
    zh: (page: number, n: number) => `第 ${page} 頁，${n} 件`,
    en: (page: number, n: number) => `Page ${page}, ${n} ${n === 1 ? 'case' : 'cases'}`,
  },
};

const form = {
  heading: { zh: '處理', en: 'Handling' },
  owner: { zh: '負責人', en: 'Owner' },
  due: { zh: '期限', en: 'Due day' },
  dueHint: {
    zh: (opened: string) => `不早於開案日 ${opened}。`,
    en: (opened: string) => `Not before it was opened, ${opened}.`,
  },
  ...actions,
  correctiveHint: { zh: '這次怎麼補救。', en: 'What puts this one right.' },
  preventiveHint: { zh: '怎麼讓它不再發生。', en: 'What keeps it from happening again.' },
  save: { zh: '儲存', en: 'Save' },
  discard: { zh: '放棄變更', en: 'Discard changes' },
  saved: { zh: '已儲存。', en: 'It is saved.' },
  unsaved: { zh: '有尚未儲存的變更。', en: 'There are unsaved changes.' },
  nothing: { zh: '沒有變更。', en: 'Nothing has changed.' },
  ownerMissing: { zh: '請輸入 1 至 64 個字的姓名。', en: 'Enter a name of 1 to 64 characters.' },
  dueMissing: { zh: '請選擇一個存在的日期。', en: 'Choose a day of the calendar.' },
  dueEarly: {
    zh: (opened: string) => `期限不能早於開案日 ${opened}。`,
    en: (opened: string) => `The due day cannot be before the case was opened, ${opened}.`,
  },
  textBad: { zh: '請填寫至多 1,000 個字。', en: 'Write at most 1,000 characters.' },
  textGone: {
    zh: '已填寫的內容可以修改，不能清空。',
    en: 'What is written can be changed; it cannot be emptied.',
  },
};

const release = {
  heading: { zh: '解除列管', en: 'Release' },
  note: {
    zh: '解除後不再追蹤，也不能再修改。',
    en: 'A released case is no longer tracked and can no longer be changed.',
  },
  remark: { zh: '說明（可不填）', en: 'Remark (optional)' },
  go: { zh: '解除列管', en: 'Release the case' },
  done: { zh: '已解除列管。', en: 'The case is released.' },
  missing: {
    zh: (what: readonly string[]) => `還缺：${what.join('、')}。填寫並儲存後才能解除列管。`,
    en: (what: readonly string[]) => `Still missing: ${what.join(' and ')}. Write it down and save it first.`,
  },
  unsaved: {
    zh: '請先儲存或放棄上面的變更，再解除列管。',
    en: 'Save or discard the changes above before releasing the case.',
  },
};

/** The form on paper, as offices know it. */
const sheet = {
  title: { zh: '矯正預防追蹤處理單', en: 'Corrective and Preventive Action Form' },
  print: { zh: '列印處理單', en: 'Print the form' },
  printsSaved: {
    zh: '列印的是已儲存的內容，不含尚未儲存的變更。',
    en: 'What is saved is printed, without the unsaved changes.',
  },
  name: { zh: '案號', en: 'Case' },
  state: { zh: '狀態', en: 'State' },
  opened: { zh: '開案日期', en: 'Opened on' },
  openedBy: { zh: '開案人', en: 'Opened by' },
  counter: { zh: '櫃檯', en: 'Counter' },
  clerk: { zh: '服務人員', en: 'Clerk' },
  owner: { zh: '負責人', en: 'Owner' },
  due: { zh: '期限', en: 'Due' },
  facts: { zh: '事實經過', en: 'Facts' },
  cause: { zh: '原因', en: 'Cause' },
  ...actions,
  release: { zh: '解除列管', en: 'Release' },
  released: {
    zh: (day: string, by: string) => `${day}，${by} 解除列管`,
    en: (day: string, by: string) => `Released on ${day} by ${by}`,
  },
  notReleased: { zh: '尚未解除列管', en: 'Not released yet' },
  signatures: { zh: '簽章', en: 'Signatures' },
  handler: { zh: '承辦人', en: 'Officer in charge' },
  chief: { zh: '課長', en: 'Section chief' },
  secretary: { zh: '秘書', en: 'Secretary' },
  director: { zh: '主任', en: 'Director' },
  printed: {
    zh: (at: string) => `列印時間：${at}`,
    en: (at: string) => `Printed ${at}`,
  },
};

/** Texts of cases, their form and the calendar. */
export const cases = {
  title: { zh: '陳情案件', en: 'Cases' },
  lead: {
    zh: '轉為陳情的警示，追蹤到解除列管為止。',
    en: 'Alarms that were referred as complaints, tracked until they are released.',
  },
  navigation: { zh: '相關頁面', en: 'Related pages' },
  back: { zh: '回案件清單', en: 'Back to the list of cases' },
  overdue: { zh: '逾期', en: 'Overdue' },
  overdueDays: {
    zh: (days: number) => `逾期 ${days} 天`,
    en: (days: number) => `${days} ${days === 1 ? 'day' : 'days'} overdue`,
  },
  releasedLate: { zh: '逾期解除', en: 'Released late' },
  dueToday: { zh: '今天到期', en: 'Due today' },
  dueIn: {
    zh: (days: number) => `還有 ${days} 天`,
    en: (days: number) => `${days} ${days === 1 ? 'day' : 'days'} left`,
  },
  about: { zh: '案由', en: 'What it is about' },
  raised: { zh: '事件經過', en: 'What happened' },
  by: {
    zh: (step: string, by: string) => `${step}：${by}`,
    en: (step: string, by: string) => `${step}: ${by}`,
  },
  nothing: { zh: '未填', en: 'Not written yet' },
  states,
  list,
  form,
  release,
  sheet,
} as const satisfies PhraseTree;
