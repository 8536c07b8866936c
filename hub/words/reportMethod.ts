import type { PhraseTree } from './language.js';

/** How a report counts and what its figures cannot say: every formula it uses, as it is printed. */
export const reportMethod = {
  formulas: {
    counts: {
      name: { zh: '評分件數 n', en: 'Ratings n' },
      formula: { zh: '評分件數 n = c5 + c4 + c3 + c2 + c1', en: 'Ratings n = c5 + c4 + c3 + c2 + c1' },
      note: {
        zh: 'c5 非常滿意、c4 滿意、c3 普通、c2 不滿意、c1 非常不滿意的件數；排除的評分不計。',
        en: 'c5 … c1: ratings from very satisfied to very dissatisfied; excluded ratings are not counted.',
      },
    },
    satisfaction: {
      name: { zh: '滿意率', en: 'Satisfaction' },
      formula: { zh: '滿意率 = (c5 + c4) ÷ n', en: 'Satisfaction = (c5 + c4) ÷ n' },
      note: { zh: '普通計入 n，不計入分子。', en: 'Neutral ratings count in n only.' },
    },
    decided: {
      name: { zh: '滿意率（不含普通）', en: 'Satisfaction without neutral' },
      formula: { zh: '滿意率 = (c5 + c4) ÷ (n − c3)', en: 'Satisfaction = (c5 + c4) ÷ (n − c3)' },
      note: { zh: '供對照。', en: 'For comparison.' },
    },
    dissatisfaction: {
      name: { zh: '不滿意率', en: 'Dissatisfaction' },
      formula: { zh: '不滿意率 = (c2 + c1) ÷ n', en: 'Dissatisfaction = (c2 + c1) ÷ n' },
      note: { zh: '普通計入 n，不計入分子。', en: 'Neutral ratings count in n only.' },
    },
    net: {
      name: { zh: '淨滿意率', en: 'Net satisfaction' },
      formula: { zh: '淨滿意率 = (c5 + c4 − c2 − c1) ÷ n', en: 'Net satisfaction = (c5 + c4 − c2 − c1) ÷ n' },
      note: { zh: '介於 −100% 與 100%。', en: 'Between −100% and 100%.' },
    },
    mean: {
      name: { zh: '平均分數 m', en: 'Mean m' },
      formula: {
        zh: 'm = (5c5 + 4c4 + 3c3 + 2c2 + c1) ÷ n；95% 信賴區間 m ± z·s ÷ √n',
        en: 'm = (5c5 + 4c4 + 3c3 + 2c2 + c1) ÷ n; 95% interval m ± z·s ÷ √n',
      },
      note: {
        zh: '滿分 5 分；區間限於 1 至 5。n < 2 時沒有區間。',
        en: 'Out of 5; the interval is kept within 1 and 5. There is none for n < 2.',
      },
    },
    spread: {
      name: { zh: '標準差 s', en: 'Standard deviation s' },
      formula: {
        zh: '標準差 s = √(Σ cw·(w − m)² ÷ (n − 1))，w = 5…1',
        en: 'Standard deviation s = √(Σ cw·(w − m)² ÷ (n − 1)), w = 5…1',
      },
      note: { zh: 'cw 為 w 分的件數。', en: 'cw: ratings of level w.' },
    },
    index: {
      name: { zh: '指數', en: 'Index' },
      formula: { zh: '指數 = 25·(m − 1)', en: 'Index = 25·(m − 1)' },
      note: { zh: '介於 0 與 100。', en: 'Between 0 and 100.' },
    },
    response: {
      name: { zh: '回收率', en: 'Response rate' },
      formula: { zh: 'n ÷ (n + 逾時未評)', en: 'n ÷ (n + no answer)' },
      note: { zh: '有機會評分的民眾中，按了鍵的比率。', en: 'Of those who could rate, how many did.' },
    },
    coverage: {
      name: { zh: '涵蓋率', en: 'Coverage' },
      formula: {
        zh: '(n + 逾時未評) ÷ (n + 逾時未評 + 未能評分)',
        en: '(n + no answer) ÷ (n + no answer + missed)',
      },
      note: {
        zh: '刪單、進行中與排除的評分不計。',
        en: 'Voided and running windows and excluded ratings are not counted.',
      },
    },
    wilson: {
      name: { zh: '比率的 95% 信賴區間（Wilson）', en: '95% interval of a share (Wilson)' },
      formula: {
        zh: '上下限 = [p + z²÷2n ± z·√(p(1 − p)÷n + z²÷4n²)] ÷ (1 + z²÷n)',
        en: 'Ends = [p + z²÷2n ± z·√(p(1 − p)÷n + z²÷4n²)] ÷ (1 + z²÷n)',
      },
      note: {
        zh: 'p 為比率、n 為其分母；分子為 0 時下限為 0，等於分母時上限為 1。',
        en: 'p is the share and n what it is of; 0 out of n starts at 0, n out of n ends at 1.',
      },
    },
    ratio: {
      name: { zh: '兩期比率的倍數 r', en: 'Ratio r of two periods' },
      formula: {
        zh: 'r = (x1÷n1) ÷ (x2÷n2)；95% 信賴區間 r·exp(±z·√(1÷x1 − 1÷n1 + 1÷x2 − 1÷n2))',
        en: 'r = (x1÷n1) ÷ (x2÷n2); 95% interval r·exp(±z·√(1÷x1 − 1÷n1 + 1÷x2 − 1÷n2))',
      },
      note: {
        zh: '1 為本期、2 為前期。區間不含 1 時，差異大於機遇所能解釋。比率為 0 或兩期皆為 100% 時不計算。',
        en: '1 is this period, 2 the one before. An interval without 1 is more than chance. None for a rate of 0 or two of 100%.',
      },
    },
    pChart: {
      name: { zh: '趨勢的管制界限（p 管制圖）', en: 'Limits of a trend (p-chart)' },
      formula: {
        zh: '管制界限 = P ± 3·√(P(1 − P)÷n(i))，P = Σx(i) ÷ Σn(i)',
        en: 'Limits = P ± 3·√(P(1 − P)÷n(i)), P = Σx(i) ÷ Σn(i)',
      },
      note: {
        zh: '限於 0 與 1 之間；超出界限的點標為訊號。',
        en: 'Kept within 0 and 1; a point beyond its limits is marked as a signal.',
      },
    },
    laney: {
      name: { zh: '過度離散時的界限（Laney）', en: 'Limits where over-dispersed (Laney)' },
      formula: {
        zh: 'P ± 3·σz·√(P(1 − P)÷n(i))；z(i) = (p(i) − P) ÷ √(P(1 − P)÷n(i))，σz = 相鄰 |z(i) − z(i−1)| 的平均 ÷ 1.128379',
        en: 'P ± 3·σz·√(P(1 − P)÷n(i)); z(i) = (p(i) − P) ÷ √(P(1 − P)÷n(i)), σz = mean of |z(i) − z(i−1)| ÷ 1.128379',
      },
      note: {
        zh: '用於至少 12 點，且 σz 與（相鄰差距的中位數 ÷ 0.953873）都大於 1 + 1.644854·√(0.8264k − 1.082) ÷ (k − 1) 時；k 為點數。',
        en: 'For 12 points or more whose σz, and whose median of those differences ÷ 0.953873, both exceed 1 + 1.644854·√(0.8264k − 1.082) ÷ (k − 1); k is the number of points.',
      },
    },
    funnel: {
      name: { zh: '漏斗圖界限', en: 'Limits of a funnel' },
      formula: {
        zh: '界限 = P ± z·√(P(1 − P)÷n)，95% 用 z = 1.959964，99.8% 用 z = 3.090232',
        en: 'Limits = P ± z·√(P(1 − P)÷n), z = 1.959964 for 95%, 3.090232 for 99.8%',
      },
      note: {
        zh: 'P 為全體比率；n ≥ 30 且超出 99.8% 界限才標記。',
        en: 'P is the share of all; marked only for n ≥ 30 beyond the 99.8% limits.',
      },
    },
    uChart: {
      name: { zh: '警示的管制界限（u 管制圖）', en: 'Limits of alarms (u-chart)' },
      formula: {
        zh: 'U ± 3·√(U÷n(i))，n(i) = 評分時段數 ÷ 100，U = Σ警示數 ÷ Σn(i)',
        en: 'U ± 3·√(U÷n(i)), n(i) = windows ÷ 100, U = Σalarms ÷ Σn(i)',
      },
      note: { zh: '每百時段警示數；下限不小於 0。', en: 'Alarms per 100 windows; never below 0.' },
    },
    attended: {
      name: { zh: '到場率', en: 'Attended' },
      formula: { zh: '已確認 ÷ (已確認 + 民眾先離開)', en: 'acknowledged ÷ (acknowledged + left first)' },
      note: {
        zh: '民眾離開前有主管到場的警示比率；仍在等候者不計。',
        en: 'Alarms for which somebody came before the citizen left; those still waiting are not counted.',
      },
    },
    delay: {
      name: { zh: '處理時間的中位數與第 90 百分位', en: 'Median and 90th percentile of delays' },
      formula: {
        zh: '由短至長排列後的第 0.5k 與第 0.9k 個（有小數時進位）；k 為已確認（或已結案）的警示數',
        en: 'the 0.5k-th and 0.9k-th (rounded up) of k acknowledged (or closed) alarms, shortest first',
      },
      note: {
        zh: '從警示發生到主管確認，及到結案。',
        en: 'From the alarm to the supervisor’s acknowledgement, and to closing.',
      },
    },
    rounding: {
      name: { zh: '進位', en: 'Rounding' },
      formula: {
        zh: '百分比由確切件數四捨五入；各項百分比不調整成合計 100%',
        en: 'Percentages are rounded half-up from exact counts and never forced to add up to 100%',
      },
      note: { zh: '所有計算用未進位的數值。', en: 'Everything is computed from unrounded values.' },
    },
  },
  z: {
    zh: 'z = 1.959963984540054（標準常態分布 97.5% 分位數）。',
    en: 'z = 1.959963984540054 (97.5% point of the standard normal distribution).',
  },
  limits: {
    census: {
      zh: '這是普查而非抽樣：每次開立規費收據或一次告知單都開放評分。信賴區間表示「同樣的服務再做一次」時可能的變動，不是抽樣誤差。',
      en: 'This is a census, not a sample: every receipt or notice opens a rating. Intervals tell how far the same service could vary by chance, not a sampling error.',
    },
    silence: {
      zh: (n: string) => `${n} 件逾時未評。沒有回答不等於滿意，也不等於不滿意；沒有回答的民眾意見可能不同。`,
      en: (n: string) =>
        `${n} windows ended without an answer. Silence is neither approval nor disapproval, and those who are silent may think otherwise.`,
    },
    coverage: {
      zh: (counters: string, equipped: string, missed: string) =>
        `期末 ${counters} 個櫃檯中有 ${equipped} 個配置評分機；${missed} 件未能評分，其民眾沒有機會表示意見。`,
      en: (counters: string, equipped: string, missed: string) =>
        `At the end of the period ${equipped} of ${counters} counters had a box; in ${missed} windows the citizen had no chance to rate.`,
    },
    uncovered: {
      zh: '沒有開立規費收據或一次告知單的案件（例如免費案件）不在統計之內。',
      en: 'Cases without a receipt or notice, such as those free of charge, are not in these figures.',
    },
    small: {
      zh: (least: number) => `n 小於 ${least} 的分組不列比率，只列件數；n 小於 30 的比率變動很大，不宜比較。`,
      en: (least: number) =>
        `Groups with n under ${least} show counts and no rates; rates with n under 30 vary widely and are not to be compared.`,
    },
    split: {
      zh: '規費收據與一次告知單性質不同（後者多在文件不齊時開立），請分開比較，見「依開立文件」。',
      en: 'Receipts and notices differ in kind (a notice mostly tells what is missing): compare them apart.',
    },
    extended: {
      zh: (n: string, of: string) =>
        `${n} 件按過「延長時間」鍵（共 ${of} 件），和其他評分時段一樣計入，件數另列。`,
      en: (n: string, of: string) =>
        `In ${n} of ${of} windows the key for more time was pressed; they count like all others and are listed apart.`,
    },
    excluded: {
      zh: (n: string) => `主管排除 ${n} 件評分（誤觸、測試等），不計入比率；計入與不計入的結果並列於後。`,
      en: (n: string) =>
        `Supervisors excluded ${n} ratings (mis-press, test); the figures are shown with and without them.`,
    },
    noExcluded: { zh: '本期沒有排除任何評分。', en: 'No rating was excluded in this period.' },
    flagged: {
      zh: (n: string) => `${n} 件評分的文件後來刪單；評分保留並計入，另列件數。`,
      en: (n: string) =>
        `${n} ratings belong to documents that were voided later; they are kept, counted and listed apart.`,
    },
    dispersion: {
      zh: '各期差異大於機遇時（過度離散），趨勢改用 Laney 界限，並註明 σz；單一比率的信賴區間未因此加寬。',
      en: 'Where periods vary more than chance allows, trends use Laney’s limits and say so with σz; intervals of single shares are not widened for it.',
    },
    signals: {
      zh: '訊號只表示值得了解原因，不證明原因；數十個點中偶爾有一點超出 95% 界限是正常的。',
      en: 'A signal says that a cause is worth looking for and proves none; among many points one beyond the 95% limits is normal.',
    },
    moment: {
      zh: (at: string) => `數據以 ${at} 主機所存為準；之後才送達的評分不在內。`,
      en: (at: string) =>
        `Figures are of what the hub held on ${at}; ratings that arrived later are not in them.`,
    },
    running: {
      zh: (n: string) => `製作時有 ${n} 件評分時段尚未結束，不計入任何比率。`,
      en: (n: string) => `${n} windows had not ended when this was made; they are in no rate.`,
    },
    people: {
      zh: '本報表不含個別服務人員的數據，也不排名次；戶所與櫃檯依名稱順序排列。',
      en: 'No figures of single clerks are in this report, and nothing is ranked; offices and counters are in their own order.',
    },
  },
} as const satisfies PhraseTree;
