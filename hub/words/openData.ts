import type { Phrase } from './language.js';

/** What each field of the published files is; the same for CSV and JSON. */
const fields = {
  month: { zh: '月份（西元年-月，臺北時間）', en: 'Month, Gregorian, Asia/Taipei' },
  roc_month: { zh: '月份（民國年-月）', en: 'Month by the ROC calendar' },
  office: { zh: '戶所代碼；(all) 為全市合計', en: 'Code of the office; (all) is the whole city' },
  office_zh: { zh: '戶所名稱', en: 'Name of the office in Chinese' },
  office_en: { zh: '戶所英文名稱', en: 'Name of the office in English' },
  kind: {
    zh: '開立種類：receipt 規費收據、notice 一次告知單；(all) 為合計',
    en: 'What was issued: receipt is a fee receipt, notice a one-time notice; (all) is both',
  },
  kind_zh: { zh: '開立種類名稱', en: 'Name of the kind in Chinese' },
  windows: {
    zh: '當月結束的評分時段數：規費收據或一次告知單開立後，開放一次評分',
    en: 'Rating windows of the month; one opens when a receipt or notice is issued',
  },
  rated: { zh: '已評分數', en: 'Windows that were rated' },
  satisfied: { zh: '滿意數（非常滿意與滿意）', en: 'Ratings of level 5 or 4' },
  dissatisfied: { zh: '不滿意數（不滿意與非常不滿意）', en: 'Ratings of level 2 or 1' },
  level_5: { zh: '非常滿意數', en: 'Ratings of level 5, very satisfied' },
  level_4: { zh: '滿意數', en: 'Ratings of level 4, satisfied' },
  level_3: { zh: '普通數', en: 'Ratings of level 3, neutral' },
  level_2: { zh: '不滿意數', en: 'Ratings of level 2, dissatisfied' },
  level_1: { zh: '非常不滿意數', en: 'Ratings of level 1, very dissatisfied' },
  expired: { zh: '逾時未評數', en: 'Windows in which nobody pressed' },
  cancelled: { zh: '刪單取消數', en: 'Windows cancelled because the document was voided' },
  missed: {
    zh: '未能評分數（設備離線、故障等）',
    en: 'Windows that could not be rated, e.g. because a box was offline',
  },
  excluded: {
    zh: '主管附理由排除之評分數（誤觸、測試等），不計入 rated',
    en: 'Ratings excluded by a supervisor with a reason, e.g. pressed by mistake; not in rated',
  },
  satisfaction_percent: { zh: '滿意率', en: 'Satisfaction' },
  satisfaction_low: { zh: '滿意率 95% 信賴區間下限（Wilson）', en: 'Lower end of its 95 % Wilson interval' },
  satisfaction_high: { zh: '滿意率 95% 信賴區間上限（Wilson）', en: 'Upper end of its 95 % Wilson interval' },
  dissatisfaction_percent: { zh: '不滿意率', en: 'Dissatisfaction' },
  dissatisfaction_low: {
    zh: '不滿意率 95% 信賴區間下限（Wilson）',
    en: 'Lower end of its 95 % Wilson interval',
  },
  dissatisfaction_high: {
    zh: '不滿意率 95% 信賴區間上限（Wilson）',
    en: 'Upper end of its 95 % Wilson interval',
  },
  mean_level: { zh: '平均評分（1 至 5）', en: 'Mean level, 1 to 5' },
  response_percent: { zh: '回應率', en: 'Response rate' },
  response_low: { zh: '回應率 95% 信賴區間下限（Wilson）', en: 'Lower end of its 95 % Wilson interval' },
  response_high: { zh: '回應率 95% 信賴區間上限（Wilson）', en: 'Upper end of its 95 % Wilson interval' },
  coverage_percent: { zh: '涵蓋率', en: 'Coverage' },
  coverage_low: { zh: '涵蓋率 95% 信賴區間下限（Wilson）', en: 'Lower end of its 95 % Wilson interval' },
  coverage_high: { zh: '涵蓋率 95% 信賴區間上限（Wilson）', en: 'Upper end of its 95 % Wilson interval' },
} as const satisfies Record<string, Phrase>;

const units = {
  text: { zh: '文字', en: 'text' },
  count: { zh: '次', en: 'count' },
  percent: { zh: '百分比', en: 'percent' },
  level: { zh: '分', en: 'level' },
} as const satisfies Record<string, Phrase>;

const notes = {
  title: {
    zh: '戶政事務所櫃檯服務評分月統計',
    en: 'Monthly ratings of service at household registration counters',
  },
  suppression: {
    zh: '「*」表示不公布：1 至 9 的數字，以及可用相減推算出這些數字的其他數字與比率。空白（JSON 為 null）表示沒有可計算的對象。',
    en: '"*" is not published: counts from 1 to 9, and whatever would tell them by subtraction, rates too. Empty (null in JSON) is a rate of nothing.',
  },
  revision: {
    zh: '每月公布一次，公布後不再更動；之後送達或排除的評分不回溯修正。',
    en: 'Published once for each month and never changed; ratings that arrive or are excluded later are not worked in.',
  },
  rounding: {
    zh: '百分比由筆數四捨五入，不強迫合計為 100。',
    en: 'Percentages are rounded half-up from the counts and never forced to add up to 100.',
  },
  licence: {
    zh: '依「政府資料開放授權條款－第1版」釋出，與 CC BY 4.0 相容。',
    en: 'Released under the Open Government Data License, version 1.0 (Taiwan), which is compatible with CC BY 4.0.',
  },
} as const satisfies Record<string, Phrase>;

const everyone = { zh: '合計', en: 'All' } as const satisfies Phrase;
const city = { zh: '全市', en: 'Whole city' } as const satisfies Phrase;

/** Texts of the published files and their data dictionary (S11). */
export const openData = { fields, units, notes, everyone, city } as const;
