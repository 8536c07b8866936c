import type { PhraseTree } from './language.js';

/** Texts of the overview, and of figures set beside those of another period or office. */
export const overview = {
  figures: { zh: '重要數字', en: 'Key figures' },
  alarms: { zh: '警示', en: 'Alarms' },
  meanInterval: {
    zh: (low: string, high: string) => `95% 信賴區間 ${low}–${high}`,
    en: (low: string, high: string) => `95% interval ${low}–${high}`,
  },
  perHundred: {
    zh: (rate: string) => `每百個評分時段 ${rate} 則`,
    en: (rate: string) => `${rate} per 100 windows`,
  },
  met: {
    zh: (median: string, p90: string, longest: string) =>
      `半數在 ${median}內確認，九成在 ${p90}內，最久 ${longest}。`,
    en: (median: string, p90: string, longest: string) =>
      `Half were acknowledged within ${median}, nine in ten within ${p90}, the slowest after ${longest}.`,
  },
  left: {
    zh: (n: string, share: string) => `${n} 位民眾在有人到場前離開；有人到場的占 ${share}。`,
    en: (n: string, share: string) => `${n} citizens left before anybody came; for ${share} somebody came.`,
  },
  unmet: {
    zh: (n: number) => `${n} 則尚未確認。`,
    en: (n: number) => `${n} not acknowledged yet.`,
  },
  ended: {
    zh: (n: string, median: string, p90: string) =>
      `${n} 則已結案，半數在發生後 ${median}內，九成在 ${p90}內。`,
    en: (n: string, median: string, p90: string) =>
      `${n} closed, half of them within ${median} of being raised, nine in ten within ${p90}.`,
  },
  escalated: {
    zh: (n: string) => `${n} 則通知到第二位主管。`,
    en: (n: string) => `${n} reached a second person.`,
  },
  shelvings: {
    zh: (n: string) => `櫃檯警示音擱置 ${n} 次。`,
    en: (n: string) => `Counters were shelved ${n} times.`,
  },
  places: {
    counter: { zh: '櫃檯', en: 'Counter' },
    office: { zh: '事務所', en: 'Office' },
    heading: { zh: '各處警示（依登錄順序，不排名次）', en: 'Alarms by place, in the order on record' },
    acknowledged: { zh: '已確認', en: 'Acknowledged' },
    departed: { zh: '民眾先離開', en: 'Left first' },
    median: { zh: '確認時間中位數', en: 'Median to acknowledge' },
    longest: { zh: '最久', en: 'Longest' },
  },
  cases: {
    zh: (opened: string, released: string, open: string, overdue: string) =>
      `陳情案件：新列管 ${opened} 件、解除列管 ${released} 件、期末仍列管 ${open} 件，逾期 ${overdue} 件。`,
    en: (opened: string, released: string, open: string, overdue: string) =>
      `Complaints: ${opened} opened, ${released} released, ${open} still open, ${overdue} overdue.`,
  },
  otherAlarms: {
    zh: (rate: string, equipment: string) => `另有不滿意比率警示 ${rate} 則、設備警示 ${equipment} 則。`,
    en: (rate: string, equipment: string) =>
      `Besides these, ${rate} alarms about the rate of dissatisfaction and ${equipment} about equipment.`,
  },
  levels: {
    zh: (medium: number, high: number) => `不滿意 ${medium} 則，非常不滿意 ${high} 則`,
    en: (medium: number, high: number) => `${medium} dissatisfied, ${high} very dissatisfied`,
  },
  against: {
    both: {
      zh: (first: string, second: string) => `${first}${second}`,
      en: (first: string, second: string) => `${first} ${second}`,
    },
    none: { zh: '前期沒有資料。', en: 'Nothing to compare with before.' },
    more: {
      zh: (before: string, points: string) => `比前期的 ${before} 高 ${points} 個百分點。`,
      en: (before: string, points: string) => `${points} points above the ${before} before.`,
    },
    less: {
      zh: (before: string, points: string) => `比前期的 ${before} 低 ${points} 個百分點。`,
      en: (before: string, points: string) => `${points} points below the ${before} before.`,
    },
    same: {
      zh: (before: string) => `與前期的 ${before} 相同。`,
      en: (before: string) => `The same as the ${before} before.`,
    },
    ratio: {
      zh: (ratio: string, low: string, high: string) => `比值 ${ratio}（95% 區間 ${low}–${high}）：`,
      en: (ratio: string, low: string, high: string) => `Ratio ${ratio} (95% interval ${low}–${high}): `,
    },
    differs: { zh: '差異超出機遇。', en: 'more than chance.' },
    chance: { zh: '可能只是機遇。', en: 'may be chance alone.' },
    noRatio: { zh: '其中有比率為 0，無法計算比值。', en: 'One of the rates is 0, so there is no ratio.' },
    number: {
      zh: (before: string) => `前期 ${before}。`,
      en: (before: string) => `Before: ${before}.`,
    },
  },
  present: { zh: '本期', en: 'This period' },
  former: { zh: '前期', en: 'Period before' },
  withExcluded: { zh: '本期，含排除的評分', en: 'This period, excluded ratings included' },
  excluded: {
    heading: { zh: '有無排除的評分', en: 'With and without excluded ratings' },
    note: {
      zh: (n: string) => `主管排除了 ${n} 件評分並註明原因；上面的數字都不含這些評分。`,
      en: (n: string) =>
        `Supervisors excluded ${n} of the ratings, giving reasons; the figures above leave them out.`,
    },
    without: { zh: '不含', en: 'Without' },
    with: { zh: '含', en: 'With' },
  },
  trend: {
    heading: { zh: '變化', en: 'Over time' },
    measure: { zh: '趨勢圖的項目', en: 'Measure of the trend' },
    days30: { zh: '截至這一天的 30 天', en: 'The 30 days up to this day' },
    weeks12: { zh: '截至這一週的 12 週', en: 'The 12 weeks up to this week' },
  },
  outcomes: { zh: '結果與作答時間', en: 'Outcomes and answering times' },
  kinds: {
    heading: { zh: '依開立文件', en: 'By what was issued' },
    note: {
      zh: '規費收據與一次告知單的民眾情況不同，比較前先分開看。',
      en: 'Citizens with a receipt and citizens with a notice are not alike; look at them apart before comparing.',
    },
    kind: { zh: '開立文件', en: 'Issued' },
  },
} as const satisfies PhraseTree;
