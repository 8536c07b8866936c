import type { PhraseTree } from './language.js';

const sentence = (...parts: ReadonlyArray<string | undefined>): string =>
  parts.filter((part) => part !== undefined).join(' ');

/** Texts of the charts: titles, readings in one sentence, and heads of their tables. */
export const charts = {
  none: { zh: '這段期間沒有資料。', en: 'There is nothing to show for this period.' },
  hidden: { zh: '人數太少，不顯示', en: 'Too few; hidden' },
  list: {
    zh: (names: readonly string[]) => names.join('、'),
    en: (names: readonly string[]) => names.join(', '),
  },
  more: { zh: (n: number) => `其餘 ${n} 處`, en: (n: number) => `${n} more` },
  of: {
    zh: (count: string, of: string) => `${count}／${of}`,
    en: (count: string, of: string) => `${count} of ${of}`,
  },
  columns: {
    level: { zh: '評分', en: 'Rating' },
    group: { zh: '對象', en: 'Group' },
    count: { zh: '件數', en: 'Count' },
    of: { zh: '總件數', en: 'Out of' },
    share: { zh: '比率', en: 'Share' },
    answers: { zh: '評分件數', en: 'Ratings' },
    interval: { zh: '95% 信賴區間', en: '95% interval' },
    lower: { zh: '管制下限', en: 'Lower limit' },
    upper: { zh: '管制上限', en: 'Upper limit' },
    limits95: { zh: '95% 界限', en: '95% limits' },
    limits998: { zh: '99.8% 界限', en: '99.8% limits' },
    signal: { zh: '訊號', en: 'Signal' },
    outcome: { zh: '結果', en: 'Outcome' },
    time: { zh: '作答時間', en: 'Time to press' },
    weekday: { zh: '星期', en: 'Weekday' },
    total: { zh: '合計', en: 'Total' },
    alarms: { zh: '警示', en: 'Alarms' },
    windows: { zh: '評分時段', en: 'Windows' },
    rate: { zh: '每百時段警示', en: 'Alarms per 100 windows' },
    cause: { zh: '不滿意的原因', en: 'Cause' },
    wait: { zh: '等候時間', en: 'Wait' },
    units: {
      day: { zh: '日期', en: 'Day' },
      week: { zh: '週', en: 'Week' },
      month: { zh: '月份', en: 'Month' },
      year: { zh: '年度', en: 'Year' },
    },
  },
  signals: {
    above: { zh: '高於上限', en: 'Above' },
    below: { zh: '低於下限', en: 'Below' },
  },
  distribution: {
    title: { zh: '評分分布', en: 'Distribution of ratings' },
    one: {
      zh: (n: string, satisfied: string, dissatisfied: string) =>
        `${n} 件評分中，${satisfied} 給了滿意以上，${dissatisfied} 給了不滿意以下。`,
      en: (n: string, satisfied: string, dissatisfied: string) =>
        `Of ${n} ratings, ${satisfied} are satisfied or better and ${dissatisfied} dissatisfied or worse.`,
    },
    several: {
      zh: (low: string, high: string) => `滿意率介於 ${low} 與 ${high} 之間。`,
      en: (low: string, high: string) => `Satisfaction lies between ${low} and ${high}.`,
    },
    answers: { zh: (n: string) => `${n} 件`, en: (n: string) => `n = ${n}` },
  },
  trend: {
    title: {
      zh: (measure: string, unit: string) => `${measure}趨勢（${unit}）`,
      en: (measure: string, unit: string) => `${measure} ${unit}`,
    },
    every: {
      day: { zh: '逐日', en: 'by day' },
      week: { zh: '逐週', en: 'by week' },
      month: { zh: '逐月', en: 'by month' },
      year: { zh: '逐年', en: 'by year' },
    },
    limits: { zh: '管制界限', en: 'Limits' },
    centre: { zh: '平均', en: 'Average' },
    signal: { zh: '訊號', en: 'Signal' },
    nth: {
      day: {
        zh: (n: number, when: string) => `第 ${n} 天（${when}）`,
        en: (n: number, when: string) => `Day ${n} (${when})`,
      },
      week: {
        zh: (n: number, when: string) => `第 ${n} 週（${when} 起）`,
        en: (n: number, when: string) => `Week ${n} (from ${when})`,
      },
      month: {
        zh: (n: number, when: string) => `第 ${n} 個月（${when}）`,
        en: (n: number, when: string) => `Month ${n} (${when})`,
      },
      year: {
        zh: (n: number, when: string) => `第 ${n} 年（${when}）`,
        en: (n: number, when: string) => `Year ${n} (${when})`,
      },
    },
    above: {
      zh: (which: string, _several: boolean) => `${which}超出管制上限。`,
      en: (which: string, several: boolean) => `${which} ${several ? 'are' : 'is'} above the upper limit.`,
    },
    below: {
      zh: (which: string, _several: boolean) => `${which}低於管制下限。`,
      en: (which: string, several: boolean) => `${which} ${several ? 'are' : 'is'} below the lower limit.`,
    },
    calm: {
      day: {
        zh: (n: number) => `沒有訊號：${n} 天都在管制界限內。`,
        en: (n: number) => `No signal: all ${n} days are within the limits.`,
      },
      week: {
        zh: (n: number) => `沒有訊號：${n} 週都在管制界限內。`,
        en: (n: number) => `No signal: all ${n} weeks are within the limits.`,
      },
      month: {
        zh: (n: number) => `沒有訊號：${n} 個月都在管制界限內。`,
        en: (n: number) => `No signal: all ${n} months are within the limits.`,
      },
      year: {
        zh: (n: number) => `沒有訊號：${n} 年都在管制界限內。`,
        en: (n: number) => `No signal: all ${n} years are within the limits.`,
      },
    },
    single: {
      zh: (when: string, share: string) => `只有${when}有資料：${share}。要有兩期以上才能判斷變化。`,
      en: (when: string, share: string) =>
        `Only ${when} has figures: ${share}. It takes two or more to judge a change.`,
    },
    laney: {
      zh: (times: string) => `各期差異比機遇大，界限已用 Laney 法調整為 ${times} 倍。`,
      en: (times: string) =>
        `The spans vary more than by chance, so the limits are Laney’s, ${times} times as wide.`,
    },
  },
  funnel: {
    title: {
      office: {
        zh: (measure: string) => `各戶所${measure}比較`,
        en: (measure: string) => `${measure} of offices compared`,
      },
      counter: {
        zh: (measure: string) => `各櫃檯${measure}比較`,
        en: (measure: string) => `${measure} of counters compared`,
      },
    },
    of: { zh: '計算件數', en: 'Counted' },
    curve95: { zh: '95% 界限', en: '95% limits' },
    curve998: { zh: '99.8% 界限', en: '99.8% limits' },
    inside: { zh: '界限內', en: 'Within limits' },
    outside: { zh: '超出界限', en: 'Outside limits' },
    calm: {
      zh: (n: number) => `沒有訊號：${n} 處的差異都可能只是機遇。`,
      en: (n: number) => `No signal: the differences between all ${n} may be chance alone.`,
    },
    some: {
      zh: (which: string, rest: number) =>
        `${which}在 99.8% 界限之外，值得了解原因${rest === 0 ? '。' : `；其餘 ${rest} 處的差異可能只是機遇。`}`,
      en: (which: string, rest: number) =>
        `Outside the 99.8% limits, and worth asking why: ${which}.${rest === 0 ? '' : ` The other ${rest} may differ by chance alone.`}`,
    },
    which: {
      above: { zh: (name: string) => `${name}（高於上限）`, en: (name: string) => `${name} (above)` },
      below: { zh: (name: string) => `${name}（低於下限）`, en: (name: string) => `${name} (below)` },
    },
  },
  heat: {
    title: {
      windows: { zh: '星期與時刻：評分時段數', en: 'Weekday and hour: rating windows' },
      dissatisfied: { zh: '星期與時刻：不滿意件數', en: 'Weekday and hour: dissatisfied ratings' },
    },
    weekdays: {
      1: { zh: '星期一', en: 'Monday' },
      2: { zh: '星期二', en: 'Tuesday' },
      3: { zh: '星期三', en: 'Wednesday' },
      4: { zh: '星期四', en: 'Thursday' },
      5: { zh: '星期五', en: 'Friday' },
      6: { zh: '星期六', en: 'Saturday' },
      7: { zh: '星期日', en: 'Sunday' },
    },
    hour: { zh: (hour: number) => `${hour} 時`, en: (hour: number) => `${String(hour).padStart(2, '0')}:00` },
    busiest: {
      zh: (weekday: string, hour: number, n: string) =>
        `最多在${weekday} ${hour} 時至 ${hour + 1} 時，共 ${n} 件。`,
      en: (weekday: string, hour: number, n: string) =>
        `Most on ${weekday} between ${hour}:00 and ${hour + 1}:00: ${n}.`,
    },
    quiet: { zh: '這段期間一件也沒有。', en: 'There was none at all in this period.' },
  },
  multiples: {
    empty: { zh: '各處比較', en: 'Side by side' },
    title: {
      zh: (measure: string, unit: string) => `各處${measure}（${unit}）`,
      en: (measure: string, unit: string) => `${measure} side by side, ${unit}`,
    },
    calm: {
      zh: (n: number) => `沒有訊號：${n} 處都在各自的管制界限內。`,
      en: (n: number) => `No signal: all ${n} are within their own limits.`,
    },
    some: {
      zh: (which: string, rest: number) =>
        `有訊號：${which}${rest === 0 ? '。' : `；其餘 ${rest} 處都在各自的管制界限內。`}`,
      en: (which: string, rest: number) =>
        `With a signal: ${which}.${rest === 0 ? '' : ` The other ${rest} are within their own limits.`}`,
    },
  },
  answerTime: {
    title: { zh: '民眾作答時間', en: 'How long citizens take to press' },
    classes: {
      0: { zh: '未滿 1 秒', en: 'under 1 s' },
      1: { zh: '1–5 秒', en: '1–5 s' },
      2: { zh: '5–10 秒', en: '5–10 s' },
      3: { zh: '10–20 秒', en: '10–20 s' },
      4: { zh: '20 秒以上', en: '20 s or more' },
    },
    reading: {
      zh: (mean: string, share: string) => `平均 ${mean} 秒按下；${share} 在 10 秒內按下。`,
      en: (mean: string, share: string) => `They press after ${mean} s on average; ${share} within 10 s.`,
    },
  },
  outcomes: {
    title: { zh: '評分時段的結果', en: 'How rating windows ended' },
    missedFor: { zh: (reason: string) => `未能評分：${reason}`, en: (reason: string) => `Missed: ${reason}` },
    excluded: { zh: '排除的評分', en: 'Excluded ratings' },
    running: { zh: '進行中', en: 'Running' },
    reading: {
      zh: (windows: string, rated: string, missed: string) =>
        `${windows} 個評分時段中，${rated} 個有評分，${missed} 個未能評分。`,
      en: (windows: string, rated: string, missed: string) =>
        `Of ${windows} windows, ${rated} were rated and ${missed} missed.`,
    },
    most: {
      zh: (windows: string, rated: string, missed: string, reason: string, n: string) =>
        `${windows} 個評分時段中，${rated} 個有評分，${missed} 個未能評分，最常因為${reason}（${n}）。`,
      en: (windows: string, rated: string, missed: string, reason: string, n: string) =>
        sentence(
          `Of ${windows} windows, ${rated} were rated and ${missed} missed,`,
          `most often with the reason “${reason}” (${n}).`,
        ),
    },
  },
  alarms: {
    title: {
      zh: (unit: string) => `每百時段警示數（${unit}）`,
      en: (unit: string) => `Alarms per 100 windows ${unit}`,
    },
    raised: {
      zh: (raised: string, acknowledged: string) => `共 ${raised} 則警示，${acknowledged} 則已確認。`,
      en: (raised: string, acknowledged: string) => `${raised} raised, ${acknowledged} acknowledged.`,
    },
    none: { zh: '這段期間沒有警示。', en: 'No alarm was raised in this period.' },
  },
  alarmWaits: {
    title: { zh: '不滿意的民眾等了多久', en: 'How long dissatisfied citizens waited' },
    classes: {
      0: { zh: '未滿 15 秒', en: 'under 15 s' },
      1: { zh: '15–30 秒', en: '15–30 s' },
      2: { zh: '30–60 秒', en: '30–60 s' },
      3: { zh: '1–3 分', en: '1–3 min' },
      4: { zh: '3 分以上', en: '3 min or more' },
    },
    left: { zh: '無人到場，民眾已離開', en: 'left unattended' },
    waiting: { zh: '等候中', en: 'waiting' },
    met: {
      zh: (share: string, median: string) => `${share} 在民眾離開前有人處理；半數在 ${median}內。`,
      en: (share: string, median: string) =>
        `In ${share} somebody came before the citizen left, in half of those within ${median}.`,
    },
    unmet: { zh: '沒有一則在民眾離開前有人處理。', en: 'Nobody came before the citizens left.' },
  },
  alarmCauses: {
    title: { zh: '不滿意的原因與處理結果', en: 'Why citizens were unhappy, and what came of it' },
    most: {
      zh: (cause: string, count: string, of: string, share: string) =>
        `已結案 ${of} 則中，最多的原因是「${cause}」，${count} 則（${share}）。`,
      en: (cause: string, count: string, of: string, share: string) =>
        `Of ${of} closed alarms most were about “${cause}”: ${count} (${share}).`,
    },
    tied: {
      zh: (causes: string, count: string, of: string) =>
        `已結案 ${of} 則中，最多的原因是${causes}，各 ${count} 則。`,
      en: (causes: string, count: string, of: string) =>
        `Of ${of} closed alarms most were about ${causes}, ${count} each.`,
    },
    none: {
      zh: '這段期間的警示都還沒有結案，原因不明。',
      en: 'No alarm of this period is closed yet, so no cause is known.',
    },
  },
} as const satisfies PhraseTree;
