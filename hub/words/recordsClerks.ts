import type { HiddenBecause } from '../contract/figures.js';
import type { SCREENS } from '../contract/statistics.js';
import type { Phrase, PhraseTree } from './language.js';

const hidden = {
  'too-few': { zh: '少於 10 筆，不顯示', en: 'Under 10 ratings: not shown' },
  'all-alike': { zh: '評分全部相同，不顯示', en: 'All ratings alike: not shown' },
  'would-reveal': {
    zh: '為避免推算出其他未顯示的數字，不顯示',
    en: 'Would reveal another hidden figure: not shown',
  },
} as const satisfies Record<HiddenBecause, Phrase>;

const hiddenWhy = {
  'too-few': {
    zh: '少於 10 筆評分時，比率幾乎全由偶然決定，也容易猜出是哪一位民眾，所以不顯示。',
    en: 'With fewer than 10 ratings a rate is mostly chance, and a citizen could be guessed, so none is shown.',
  },
  'all-alike': {
    zh: '所有評分都相同時，顯示比率等於公開每一筆評分，所以不顯示。',
    en: 'Where all ratings are alike, a rate would tell every single one of them, so none is shown.',
  },
  'would-reveal': {
    zh: '如果顯示，就能從全所的數字減出另一個未顯示的數字，所以也不顯示。',
    en: 'Shown, it could be subtracted from the office’s figures to find one that is hidden, so it is hidden too.',
  },
} as const satisfies Record<HiddenBecause, Phrase>;

type Screen = (typeof SCREENS)[number];

const flags = {
  'too-quick': { zh: '按得特別快', en: 'Very quick presses' },
  'response-near-all': { zh: '回收率接近 100%', en: 'Response near 100%' },
  'long-run': { zh: '長串相同的評分', en: 'A long run of one rating' },
  'unlike-office': { zh: '作答時間與全所不同', en: 'Answering times unlike the office' },
} as const satisfies Record<Screen, Phrase>;

const flagsWhy = {
  'too-quick': {
    zh: '許多評分在開放後 1 秒內按下。也可能是熟悉操作的民眾，或評分機放在手邊。',
    en: 'Many ratings came within 1 s of the opening. Citizens may simply know the box, or have it at hand.',
  },
  'response-near-all': {
    zh: '幾乎每位民眾都評了分。也可能是這個櫃檯特別用心邀請。',
    en: 'Nearly every citizen rated. The counter may simply invite them with care.',
  },
  'long-run': {
    zh: '連續出現比偶然所能解釋更長的相同評分。也可能是服務真的穩定。',
    en: 'The same rating came more often in a row than chance explains. The service may simply be steady.',
  },
  'unlike-office': {
    zh: '民眾按下的時間分布與全所不同。也可能是櫃檯位置或服務對象不同。',
    en: 'Citizens press after other times than in the office. The place or the visitors may simply differ.',
  },
} as const satisfies Record<Screen, Phrase>;

/** Texts of the page of clerks, who are never ranked (S6). */
export const clerkRecords = {
  title: { zh: '服務人員', en: 'Clerks' },
  lead: {
    zh: '每位服務人員只與全所並列，不與其他人比較，也不排名。',
    en: 'Each clerk stands beside the office, never beside another clerk. Nobody is ranked.',
  },
  gate: {
    heading: { zh: '請先輸入您的姓名', en: 'Your name first, please' },
    why: {
      zh: '查看服務人員的評分會記入日誌：您的姓名、查看的對象和時間。請只為督導與改善而查看。',
      en: 'Looking at clerks’ ratings is journalled: your name, whom you looked at, and when. Look only to supervise and improve.',
    },
    enter: { zh: '以這個姓名查看', en: 'Look under this name' },
  },
  lookingAs: {
    zh: (name: string) => `以「${name}」的名義查看，每次查看都記入日誌。`,
    en: (name: string) => `You look as ${name}; every look is journalled.`,
  },
  change: { zh: '更改姓名', en: 'Change the name' },
  officeFirst: {
    zh: '請先選擇一個事務所：服務人員只在自己的事務所內查看。',
    en: 'Choose an office first: clerks are looked at within their own office.',
  },
  list: {
    heading: { zh: '名單', en: 'All clerks' },
    note: {
      zh: '依姓名排列，只列筆數；點選姓名看個人頁。',
      en: 'By name, with counts only; a name opens the clerk’s own page.',
    },
    name: { zh: '姓名', en: 'Name' },
    windows: { zh: '評分時段', en: 'Windows' },
    ratings: { zh: '評分', en: 'Ratings' },
    none: { zh: '這段期間沒有紀錄。', en: 'There is no record in this period.' },
  },
  back: { zh: '回名單', en: 'Back to the list' },
  one: {
    figures: { zh: '與全所並列', en: 'Beside the office' },
    clerk: { zh: '本人', en: 'Clerk' },
    office: { zh: '全所', en: 'Office' },
    interval: { zh: '95% 區間', en: '95% interval' },
    byKind: { zh: '依文件種類', en: 'By kind of document' },
    byService: { zh: '依服務項目', en: 'By service' },
    byMonth: { zh: '依月份', en: 'By month' },
    month: { zh: '月份', en: 'Month' },
    service: { zh: '服務項目', en: 'Service' },
    noService: { zh: '未註明', en: 'Not named' },
    none: { zh: '沒有紀錄。', en: 'No record.' },
    countsOnly: {
      zh: '少於 30 筆，只顯示筆數與區間',
      en: 'Under 30 ratings: counts and interval only',
    },
    countsOnlyWhy: {
      zh: '少於 30 筆評分時，百分比看起來比實際精確；請看區間的寬度。',
      en: 'With fewer than 30 ratings a percentage looks more exact than it is; mind how wide the interval is.',
    },
    overlap: {
      zh: '區間表示偶然可能造成的範圍；兩個區間大幅重疊時，差異很可能只是偶然。',
      en: 'An interval is the range that chance alone may cause; where two of them overlap widely, a difference may well be chance.',
    },
    months: { zh: '各月評分分布', en: 'Ratings by month' },
    monthsNote: {
      zh: '只畫出至少 30 筆評分的月份。',
      en: 'Only months with at least 30 ratings are drawn.',
    },
  },
  screening: {
    heading: { zh: '評分型態的標記（不是指控）', en: 'Marks on patterns (flags, not accusations)' },
    intro: {
      zh: '程式依固定規則標出與一般民眾作答不同的型態。標記只表示「值得了解」，不代表有人做錯事；每一種都有平常的理由。請先了解現場情形，不得只憑標記作成人事評價。',
      en: 'Fixed rules mark patterns unlike those of most citizens. A flag only means that a look may be worth while, not that anybody did wrong; each has everyday reasons. Learn how things are at the counter first, and never judge a person by a flag alone.',
    },
    none: {
      zh: '這段期間沒有任何標記。',
      en: 'Nothing is flagged in this period.',
    },
    what: { zh: '標記的意思', en: 'What the flags mean' },
    counter: { zh: '櫃檯', en: 'Counter' },
    response: { zh: '回收率', en: 'Response rate' },
    quick: { zh: '1 秒內按下', en: 'Within 1 s' },
    run: { zh: '最長的相同評分', en: 'Longest run' },
    runOf: {
      zh: (level: string, length: number) => `「${level}」連續 ${length} 筆`,
      en: (level: string, length: number) => `${length} × ${level} in a row`,
    },
    flag: { zh: '標記', en: 'Flags' },
  },
  hidden,
  hiddenWhy,
  flags,
  flagsWhy,
} as const satisfies PhraseTree;
