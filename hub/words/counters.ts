import type { PhraseTree } from './language.js';

/** Texts of the page on which counters and offices are compared. */
export const counters = {
  measure: { zh: '比較的項目', en: 'Measure compared' },
  grouping: { zh: '比較的對象', en: 'What is compared' },
  by: {
    office: { zh: '各事務所', en: 'Offices' },
    counter: { zh: '各櫃檯', en: 'Counters' },
  },
  funnel: {
    heading: { zh: '比較，不排名', en: 'Compared, not ranked' },
    note: {
      zh: '件數少的地方起伏大：落在曲線之間的差異，光靠機遇就會發生。',
      en: 'Where few were counted, figures swing widely: differences between the curves arise by chance alone.',
    },
  },
  multiples: { zh: '各處的變化', en: 'Each over time' },
  heat: {
    heading: { zh: '什麼時候', en: 'When' },
    measure: { zh: '格子裡的數字', en: 'Counted in the cells' },
    windows: { zh: '評分時段', en: 'Windows' },
    dissatisfied: { zh: '不滿意', en: 'Dissatisfied' },
  },
  equipment: {
    heading: { zh: '設備與涵蓋', en: 'Equipment and coverage' },
    office: { zh: '事務所', en: 'Office' },
    counters: { zh: '櫃檯', en: 'Counters' },
    equipped: { zh: '有評分機', en: 'With a box' },
    windows: { zh: '評分時段', en: 'Windows' },
    coverage: { zh: '涵蓋率', en: 'Coverage' },
    missed: { zh: '未能評分', en: 'Missed' },
    reasons: { zh: '原因', en: 'Reasons' },
    none: { zh: '這裡沒有事務所。', en: 'There are no offices here.' },
  },
  covered: {
    heading: { zh: '可能被遮住或失靈的按鍵', en: 'Keys that may be covered or dead' },
    none: { zh: '沒有按鍵看來被遮住。', en: 'No key looks covered.' },
    line: {
      zh: (place: string, box: string, level: string, ratings: string, share: string, chance: string) =>
        `${place}（${box}）：連續 ${ratings} 件評分沒有一件「${level}」，而全所有 ${share}；純屬巧合的機會是 ${chance}。請去看看。`,
      en: (place: string, box: string, level: string, ratings: string, share: string, chance: string) =>
        `${place} (${box}): not one “${level}” in ${ratings} ratings, though ${share} at the office; the chance of that is ${chance}. Go and look.`,
    },
  },
  compare: {
    heading: { zh: '對照', en: 'Set beside another' },
    with: { zh: '對照的期間或事務所', en: 'Period or office to compare with' },
    before: { zh: '前一期', en: 'The period before' },
    year: { zh: '前一年同期', en: 'The same a year earlier' },
    measure: { zh: '項目', en: 'Measure' },
    ratio: { zh: '比值（95% 區間）', en: 'Ratio (95% interval)' },
    verdict: { zh: '判讀', en: 'Reading' },
    differs: { zh: '差異超出機遇', en: 'More than chance' },
    chance: { zh: '可能只是機遇', en: 'May be chance alone' },
    none: { zh: '無法比較', en: 'Cannot be compared' },
  },
} as const satisfies PhraseTree;
