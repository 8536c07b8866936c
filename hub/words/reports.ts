import type { PhraseTree } from './language.js';
import { reportMethod } from './reportMethod.js';
import { reportTables } from './reportTables.js';

/** Texts of the reports that are handed in. */
export const reports = {
  method: reportMethod,
  tables: reportTables,
  product: { zh: '櫃檯即時評分系統', en: 'Counter rating' },
  city: { zh: '全市戶政事務所', en: 'All household registration offices' },
  titles: {
    monthly: { zh: '櫃檯服務滿意度月報', en: 'Monthly report on counter service' },
    yearly: { zh: '櫃檯服務滿意度年報', en: 'Yearly report on counter service' },
    asked: { zh: '櫃檯服務滿意度報告', en: 'Report on counter service' },
  },
  madeAt: { zh: (at: string) => `製作時間 ${at}`, en: (at: string) => `Made ${at}` },
  askedBy: { zh: (by: string) => `製作人 ${by}`, en: (by: string) => `Asked for by ${by}` },
  byItself: { zh: '系統自動製作', en: 'Made by itself' },
  number: { zh: (id: string) => `報告編號 ${id}`, en: (id: string) => `Report ${id}` },
  page: {
    zh: (page: number, of: number) => `第 ${page} 頁，共 ${of} 頁`,
    en: (page: number, of: number) => `Page ${page} of ${of}`,
  },
  contents: { zh: '目錄', en: 'Contents' },
  table: {
    zh: (n: number, title: string) => `表 ${n}　${title}`,
    en: (n: number, title: string) => `Table ${n}  ${title}`,
  },
  figure: {
    zh: (n: number, title: string) => `圖 ${n}　${title}`,
    en: (n: number, title: string) => `Figure ${n}  ${title}`,
  },
  sheet: {
    zh: (n: number, title: string) => `表${n} ${title}`,
    en: (n: number, title: string) => `T${n} ${title}`,
  },
  headings: {
    summary: { zh: '一、摘要', en: 'English summary' },
    scope: { zh: '二、範圍與母體', en: 'Scope and population' },
    method: { zh: '三、方法與公式', en: 'Method and formulas' },
    limits: { zh: '四、解讀限制', en: 'Limits' },
    results: { zh: '五、結果', en: 'Results' },
    counts: { zh: '（一）件數與比率', en: 'Counts and rates' },
    before: { zh: '（二）與前期比較', en: 'Against the period before' },
    trend: { zh: '（三）趨勢', en: 'Trend' },
    counters: { zh: '（四）依櫃檯', en: 'By counter' },
    offices: { zh: '（四）依事務所', en: 'By office' },
    kinds: { zh: '（五）依開立文件', en: 'By document' },
    services: { zh: '（六）依服務項目', en: 'By service' },
    hours: { zh: '（七）依星期與時刻', en: 'By weekday and hour' },
    times: { zh: '（八）作答時間', en: 'Time to press' },
    equipment: { zh: '（九）未能評分與設備', en: 'Missed windows and equipment' },
    apart: { zh: '（十）排除、延長與刪單', en: 'Excluded, extended, voided' },
    alarms: { zh: '六、不滿意警示及處理', en: 'Alarms and their handling' },
    waited: { zh: '（一）民眾等了多久', en: 'How long citizens waited' },
    unhappy: { zh: '（二）民眾為什麼不滿意', en: 'Why citizens were unhappy' },
    cases: { zh: '（三）陳情列管案件', en: 'Complaints tracked' },
    otherAlarms: { zh: '（四）其他警示', en: 'Other alarms' },
    improvements: { zh: '七、改善作為', en: 'Improvement actions' },
    appendix: { zh: '附錄　件數、比率與界限', en: 'Appendix: counts, rates and limits' },
  },
  tableTitles: {
    outcomes: { zh: '評分時段的結果', en: 'How windows ended' },
    levels: { zh: '評分分布', en: 'Distribution of ratings' },
    measures: { zh: '滿意度各項數值', en: 'Measures' },
    rates: { zh: '比率與信賴區間', en: 'Rates with intervals' },
    before: { zh: '與前期比較', en: 'Against the period before' },
    formulas: { zh: '公式', en: 'Formulas' },
    results: {
      zh: (by: string) => `依${by}：滿意率與不滿意率`,
      en: (by: string) => `By ${by}: satisfaction`,
    },
    counts: { zh: (by: string) => `依${by}：件數`, en: (by: string) => `By ${by}: counts` },
    further: { zh: (by: string) => `依${by}：各項比率`, en: (by: string) => `By ${by}: rates` },
    weekHours: { zh: '依星期與時刻：件數', en: 'By weekday and hour: counts' },
    limits: {
      zh: (measure: string) => `${measure}趨勢與管制界限`,
      en: (measure: string) => `${measure}: trend and limits`,
    },
    funnel: {
      zh: (measure: string) => `${measure}漏斗圖界限`,
      en: (measure: string) => `${measure}: funnel limits`,
    },
    times: { zh: '作答時間', en: 'Time to press' },
    missed: { zh: '未能評分的原因', en: 'Why windows were missed' },
    equipment: { zh: '各所設備', en: 'Equipment of offices' },
    covered: { zh: '疑似被遮住的按鍵', en: 'Keys that seem covered' },
    apart: { zh: '排除、延長與刪單', en: 'Excluded, extended, voided' },
    excluded: { zh: '計入與不計入排除的評分', en: 'With and without excluded ratings' },
    alarms: { zh: '警示及處理', en: 'Alarms and their handling' },
    alarmShares: { zh: '警示處理比率', en: 'How alarms were met' },
    alarmTimes: { zh: '警示處理時間', en: 'Times to acknowledge and to close' },
    alarmPlaces: { zh: '各處警示', en: 'Alarms by place' },
    alarmCauses: { zh: '不滿意的原因與處理結果', en: 'Causes and outcomes' },
    cases: { zh: '陳情列管案件', en: 'Complaints tracked' },
    caseCounts: { zh: '陳情案件數', en: 'Complaints' },
    otherAlarms: { zh: '其他警示', en: 'Other alarms' },
    alarmLimits: { zh: '警示與管制界限', en: 'Alarms and limits' },
    improvements: { zh: '改善作為', en: 'Improvement actions' },
  },
  summary: {
    satisfaction: { zh: '滿意率', en: 'Satisfaction' },
    dissatisfaction: { zh: '不滿意率', en: 'Dissatisfaction' },
    mean: { zh: '平均分數（滿分 5）', en: 'Mean (of 5)' },
    responseRate: { zh: '回收率', en: 'Response rate' },
    coverage: { zh: '涵蓋率', en: 'Coverage' },
    ratings: { zh: '評分件數', en: 'Ratings' },
    interval: {
      zh: (low: string, high: string) => `95% 信賴區間 ${low}–${high}`,
      en: (low: string, high: string) => `95% interval ${low}–${high}`,
    },
    ofWindows: {
      zh: (windows: string) => `評分時段 ${windows} 件`,
      en: (windows: string) => `of ${windows} windows`,
    },
    none: { zh: '無資料', en: 'None' },
    windows: {
      zh: (windows: string, rated: string, expired: string, missed: string, cancelled: string) =>
        `共開立 ${windows} 件評分時段：${rated} 件有評分、${expired} 件逾時未評、${missed} 件未能評分、${cancelled} 件因刪單取消。`,
      en: (windows: string, rated: string, expired: string, missed: string, cancelled: string) =>
        `${windows} rating windows: ${rated} rated, ${expired} without an answer, ${missed} missed, ${cancelled} voided.`,
    },
    empty: { zh: '本期沒有任何評分時段。', en: 'There was no rating window in this period.' },
    against: {
      zh: (measure: string, before: string, ratio: string, low: string, high: string, verdict: string) =>
        `${measure}為前期（${before}）的 ${ratio} 倍（95% 信賴區間 ${low}–${high}）：${verdict}。`,
      en: (measure: string, before: string, ratio: string, low: string, high: string, verdict: string) =>
        `${measure} is ${ratio} times that of the period before (${before}; 95% interval ${low}–${high}): ${verdict.toLowerCase()}.`,
    },
    noBefore: {
      zh: (before: string) => `前期（${before}）沒有可以比較的資料。`,
      en: (before: string) => `There is nothing to compare with in the period before (${before}).`,
    },
    trend: {
      zh: (measure: string, reading: string) => `${measure}－${reading}`,
      en: (measure: string, reading: string) => `${measure}: ${reading}`,
    },
    alarms: {
      zh: (raised: string, high: string, acknowledged: string) =>
        `不滿意警示 ${raised} 則（其中高優先 ${high} 則），主管已確認 ${acknowledged} 則`,
      en: (raised: string, high: string, acknowledged: string) =>
        `${raised} alarms (${high} of high priority), ${acknowledged} acknowledged`,
    },
    delay: {
      zh: (median: string, p90: string) => `，確認時間中位數 ${median} 秒、第 90 百分位 ${p90} 秒。`,
      en: (median: string, p90: string) =>
        `; median time to acknowledge ${median} s, 90th percentile ${p90} s.`,
    },
    left: {
      zh: (n: string, share: string) => `${n} 位民眾在有人到場前離開，到場率 ${share}。`,
      en: (n: string, share: string) =>
        `${n} citizens left before anybody came; in ${share} of alarms somebody came.`,
    },
    noDelay: { zh: '，沒有確認時間可計。', en: '; there is no time to acknowledge.' },
    cases: {
      zh: (opened: string, released: string, open: string, overdue: string) =>
        `陳情案件：本期新列管 ${opened} 件、解除列管 ${released} 件、期末仍列管 ${open} 件，其中及本期解除者逾期 ${overdue} 件。`,
      en: (opened: string, released: string, open: string, overdue: string) =>
        `Complaints: ${opened} opened, ${released} released, ${open} still open, ${overdue} of these overdue.`,
    },
    improvements: {
      zh: (n: string) => `本期記錄改善作為 ${n} 項。`,
      en: (n: string) => `${n} improvement actions were noted.`,
    },
    language: {
      zh: '本報告以中文為準，文末附英文摘要。',
      en: 'The report itself is in Chinese; this page sums it up. Table and figure numbers are those of the report.',
    },
  },
  scope: {
    period: {
      zh: (period: string) => `期間：${period}（臺北時間）。`,
      en: (period: string) => `Period: ${period} (Taipei time).`,
    },
    beforePeriod: {
      zh: (period: string) => `比較期（前期）：${period}。`,
      en: (period: string) => `Compared with: ${period}.`,
    },
    office: {
      zh: (name: string, counters: string) => `範圍：${name}，目前登錄 ${counters} 個櫃檯。`,
      en: (name: string, counters: string) => `Scope: ${name}, ${counters} counters on record.`,
    },
    city: {
      zh: (offices: string, counters: string) =>
        `範圍：全市 ${offices} 所戶政事務所，目前登錄 ${counters} 個櫃檯。`,
      en: (offices: string, counters: string) =>
        `Scope: ${offices} offices with ${counters} counters on record.`,
    },
    census: {
      zh: '母體：期間內在櫃檯開立規費收據或一次告知單的每一次服務（普查，不抽樣）。每次開立都開放一個評分時段，民眾在 30 秒內（愛心櫃檯可較長）按一次鍵；服務人員不能選擇由誰評分。',
      en: 'Population: every service of the period for which a fee receipt or one-time notice was issued (a census). Each opens one window of 30 s (longer at priority counters) in which the citizen may press one key; clerks cannot choose who rates.',
    },
    windows: {
      zh: '評分時段依開立時間計入期間。同一民眾的數份文件合併為一個評分時段。每個評分時段只有一種結果：已評分、逾時未評、已刪單或未能評分。',
      en: 'A window belongs to the period in which it was issued. Several documents of one citizen share one window. Each window ends in one outcome: rated, no answer, voided or missed.',
    },
    recompute: {
      zh: '本報告每個數字都可由附錄的件數或系統匯出的逐筆評分時段，依第三節公式重新計算。試算表（ODS）內含相同公式。',
      en: 'Every number can be recomputed from the counts in the appendix, or from the exported windows, with the formulas of table 1. The spreadsheet (ODS) holds the same formulas.',
    },
    head: {
      zh: (day: string, number: string, hash: string) =>
        `紀錄完整性：${day} 日終時，系統日誌共 ${number} 筆，雜湊值（SHA-256）為 ${hash}。請另外保存本行；日後以 rating-hub verify 核對，即可證明此前的紀錄未經增刪或變更。`,
      en: (day: string, number: string, hash: string) =>
        `Integrity: at the end of ${day} the journal held ${number} entries with the hash (SHA-256) ${hash}. Keep this line elsewhere; rating-hub verify proves with it that no record from before was added, removed or changed.`,
    },
  },
  notes: {
    noRates: {
      zh: (least: number) => `n 小於 ${least} 的列不列比率。`,
      en: (least: number) => `No rates where n is under ${least}.`,
    },
    laney: {
      zh: (measure: string, sigma: string) => `${measure}：各期差異大於機遇，採 Laney 界限，σz = ${sigma}。`,
      en: (measure: string, sigma: string) =>
        `${measure}: more variation than chance, so Laney’s limits, σz = ${sigma}.`,
    },
    plain: {
      zh: (measure: string, centre: string) => `${measure}：p 管制圖，中心線 ${centre}%。`,
      en: (measure: string, centre: string) => `${measure}: p-chart, centre ${centre}%.`,
    },
    centre: {
      zh: (measure: string, centre: string) => `全體${measure} P = ${centre}%。`,
      en: (measure: string, centre: string) => `${measure} of all, P = ${centre}%.`,
    },
    alarmCentre: {
      zh: (centre: string) => `全期每百時段警示數 U = ${centre}。`,
      en: (centre: string) => `Alarms per 100 windows over the period, U = ${centre}.`,
    },
    meanTime: {
      zh: (seconds: string) => `從亮燈到按鍵平均 ${seconds} 秒。`,
      en: (seconds: string) => `${seconds} s on average from the lamps to the press.`,
    },
    order: { zh: '依登錄順序排列，不排名次。', en: 'In the order on record; nothing is ranked.' },
    tooMany: {
      zh: '項目超過 4,000 種，不逐項列出。',
      en: 'There are more than 4,000 of them; they are not listed.',
    },
    noAlarms: { zh: '本期沒有不滿意警示。', en: 'No alarm was raised.' },
    unacknowledged: {
      zh: (n: string) => `${n} 則未經主管確認（民眾先離開或仍在等候），不計入確認時間。`,
      en: (n: string) => `${n} were not acknowledged and are in no delay.`,
    },
    unclosed: {
      zh: (n: string) => `${n} 則尚未結案，原因不明，不在本表。`,
      en: (n: string) => `${n} are not closed; their causes are not known and not in this table.`,
    },
    noneClosed: { zh: '本期警示都還沒有結案。', en: 'No alarm is closed yet.' },
    noCases: { zh: '本期沒有列管的陳情案件。', en: 'No complaint was tracked in this period.' },
    casesAt: {
      zh: (at: string) => `狀態以 ${at} 為準；之後解除列管者仍列為列管中。`,
      en: (at: string) => `As they stood on ${at}; what was released later is shown as open.`,
    },
    moreCases: {
      zh: (n: string) => `另有 ${n} 件未列出，可於系統查詢。`,
      en: (n: string) => `${n} more are not listed; they can be looked up in the system.`,
    },
    noOtherAlarms: { zh: '本期沒有其他警示。', en: 'There was no other alarm.' },
    noImprovements: { zh: '本期沒有記錄改善作為。', en: 'No improvement action was noted.' },
    moreImprovements: {
      zh: (n: string) => `另有 ${n} 項未列出，可於系統查詢。`,
      en: (n: string) => `${n} more are not listed; they can be looked up in the system.`,
    },
    appendix: {
      zh: '以下各表列出所有件數與界限，供逐項驗算。',
      en: 'These tables hold all counts and limits.',
    },
    noData: { zh: '沒有資料。', en: 'Nothing to show.' },
    covered: {
      zh: '該等級在該評分機多次評分中一次也沒被按過，機率小於 0.001，請檢查按鍵。',
      en: 'The level was never pressed there in so many ratings; the chance of it is under 0.001: look at the key.',
    },
  },
} as const satisfies PhraseTree;
