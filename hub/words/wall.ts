import type { PhraseTree } from './language.js';

/** A range that is never broken at its dash: U+2060 joins it. */
const range = (low: string, high: string): string => `${low}\u2060–\u2060${high}%`;

/** Texts of the supervisor's wall. */
export const wall = {
  title: { zh: '主管看板', en: 'Supervisor wall' },
  link: {
    connecting: { zh: '正在連線到主機…', en: 'Connecting to the hub…' },
    live: { zh: '即時連線中', en: 'Live' },
    lost: { zh: '與主機失去連線', en: 'No connection to the hub' },
    lostDetail: {
      zh: (time: string) => `畫面停在 ${time}。重新連上之前，新的警示不會出現。`,
      en: (time: string) =>
        `This is how things stood at ${time}. No new alarm appears until the line is back.`,
    },
  },
  sound: {
    blocked: {
      zh: '警示音尚未開啟：瀏覽器要求先按一下，才允許發出聲音。',
      en: 'Sound is off: the browser wants one click before it lets this page chime.',
    },
    arm: { zh: '開啟警示音', en: 'Switch the chime on' },
    unavailable: { zh: '這台電腦無法發出警示音。', en: 'This computer cannot sound the chime.' },
    on: { zh: '警示音已開啟', en: 'Chime on' },
    test: { zh: '試聽', en: 'Test' },
    quiet: { zh: '暫停聲音與閃爍 2 分鐘', en: 'Pause sound and flashing for 2 min' },
    quietLeft: {
      zh: (left: string) => `聲音與閃爍已暫停，${left}後恢復`,
      en: (left: string) => `Sound and flashing paused; back in ${left}`,
    },
    resume: { zh: '立即恢復', en: 'Resume now' },
  },
  alarms: {
    heading: { zh: '待確認的警示', en: 'Alarms to acknowledge' },
    priority: {
      zh: (priority: string) => `${priority}優先`,
      en: (priority: string) => `${priority} priority`,
    },
    clerk: { zh: '服務人員', en: 'Clerk' },
    document: { zh: '開立文件', en: 'Document' },
    service: { zh: '服務項目', en: 'Service' },
    waiting: { zh: '已等候', en: 'Waiting' },
    acknowledge: { zh: '我來處理', en: 'Acknowledge' },
    acknowledging: { zh: '送出中…', en: 'Sending…' },
    stillCalling: {
      zh: (count: number) => `${count} 則警示待確認`,
      en: (count: number) => (count === 1 ? '1 alarm is waiting' : `${count} alarms are waiting`),
    },
    show: { zh: '回到警示', en: 'Back to the alarms' },
    shortcut: { zh: '按 F8 確認第一則', en: 'F8 acknowledges the first' },
    already: {
      zh: '這則警示已由其他人確認。',
      en: 'Somebody else has acknowledged this alarm already.',
    },
    alreadyBy: {
      zh: (name: string) => `${name} 已先確認這則警示。`,
      en: (name: string) => `${name} was first and has acknowledged this alarm already.`,
    },
    closed: { zh: '這則警示已經結案。', en: 'This alarm is closed already.' },
    closedBy: {
      zh: (name: string) => `${name} 已將這則警示結案。`,
      en: (name: string) => `${name} has closed this alarm already.`,
    },
    left: {
      zh: '民眾已離開，這則警示請直接結案。',
      en: 'The citizen has left; this alarm wants closing now.',
    },
    gone: { zh: '主機已無這則警示。', en: 'The hub no longer knows this alarm.' },
    foreign: {
      zh: '這則警示屬於其他事務所。',
      en: 'This alarm belongs to another office.',
    },
    rate: { zh: '不滿意比率偏高', en: 'Many dissatisfied ratings' },
    within: {
      zh: (minutes: number) => `${minutes} 分鐘內`,
      en: (minutes: number) => `Within ${minutes} min`,
    },
    rateShare: {
      zh: (share: string, count: number, of: number) => `${of} 件評分中 ${count} 件不滿意（${share}）`,
      en: (share: string, count: number, of: number) => `${count} of ${of} ratings dissatisfied (${share})`,
    },
    box: { zh: '評分機', en: 'Box' },
    key: { zh: '按鍵', en: 'Key' },
    lamp: { zh: '警示燈', en: 'Lamp' },
    detail: { zh: '說明', en: 'Detail' },
    calledAll: { zh: '已通知所有主管', en: 'Every supervisor is called' },
    called: {
      zh: (names: readonly string[]) => `已通知 ${names.join('、')}`,
      en: (names: readonly string[]) => `Called ${names.join(', ')}`,
    },
    next: { zh: (name: string) => `下一位 ${name}`, en: (name: string) => `next ${name}` },
    shelved: {
      zh: (left: string) => `聲音擱置中，剩 ${left}`,
      en: (left: string) => `Sound shelved, ${left} left`,
    },
    closeAtConsole: {
      zh: '請在主管警示台結案。',
      en: 'To be closed at the supervisor’s console.',
    },
  },
  taken: {
    heading: { zh: '今日已回應的警示', en: 'What became of today’s alarms' },
    raised: { zh: '發生', en: 'Raised' },
    counter: { zh: '櫃檯', en: 'Counter' },
    matter: { zh: '事由', en: 'Matter' },
    state: { zh: '狀態', en: 'State' },
    office: { zh: '全所', en: 'Whole office' },
    by: { zh: '確認人', en: 'Acknowledged by' },
    after: { zh: '費時', en: 'After' },
  },
  name: {
    title: { zh: '請輸入您的姓名', en: 'Your name, please' },
    why: {
      zh: '警示會記下是誰前往處理。這台電腦只問一次。',
      en: 'Each alarm keeps who went to attend to it. This computer asks only once.',
    },
    label: { zh: '主管姓名', en: 'Supervisor’s name' },
    missing: { zh: '請輸入 1 至 64 個字的姓名。', en: 'Enter a name of 1 to 64 characters.' },
    save: { zh: '儲存', en: 'Save' },
    saveAndAcknowledge: { zh: '儲存並確認警示', en: 'Save and acknowledge' },
    cancel: { zh: '取消', en: 'Cancel' },
    change: { zh: '更改', en: 'Change' },
    unknown: { zh: '尚未輸入姓名', en: 'No name yet' },
    supervisor: { zh: '主管', en: 'Supervisor' },
  },
  figures: {
    heading: { zh: '今日', en: 'Today' },
    tableHeading: { zh: '今日數據明細', en: 'Today’s figures in detail' },
    satisfaction: { zh: '滿意率', en: 'Satisfaction' },
    dissatisfaction: { zh: '不滿意率', en: 'Dissatisfaction' },
    responseRate: { zh: '回收率', en: 'Response rate' },
    coverage: { zh: '涵蓋率', en: 'Coverage' },
    mean: { zh: '平均分數', en: 'Mean' },
    meanOf: { zh: '滿分 5 分', en: 'of 5' },
    index: { zh: '指數（0–100）', en: 'Index (0–100)' },
    interval: {
      zh: (low: string, high: string) => `95% 信賴區間 ${range(low, high)}`,
      en: (low: string, high: string) => `95% interval ${range(low, high)}`,
    },
    share: {
      zh: (count: number, of: number) => `${of} 件中 ${count} 件`,
      en: (count: number, of: number) => `${count} of ${of}`,
    },
    none: { zh: '尚無資料', en: 'None yet' },
    counts: { zh: '件數', en: 'Counts' },
    windows: { zh: '評分時段', en: 'Windows' },
    running: { zh: '進行中', en: 'Running' },
    measure: { zh: '項目', en: 'Measure' },
    value: { zh: '數值', en: 'Value' },
    intervalColumn: { zh: '95% 信賴區間', en: '95% interval' },
    basis: { zh: '計算基礎', en: 'Counted' },
    answers: { zh: '各項評分件數', en: 'Answers by level' },
    missedFor: {
      zh: (reason: string) => `未能評分：${reason}`,
      en: (reason: string) => `Missed: ${reason}`,
    },
  },
  counters: {
    heading: { zh: '櫃檯現況', en: 'Counters' },
    priority: { zh: '愛心櫃檯', en: 'Priority counter' },
    box: {
      zh: (state: string) => `評分機${state}`,
      en: (state: string) => `Box ${state.toLowerCase()}`,
    },
    noBox: { zh: '未配置評分機', en: 'No rating box' },
    idle: { zh: '今日尚無評分', en: 'No window today yet' },
    pending: { zh: '等待評分機開放', en: 'Waiting for the box' },
    open: { zh: '評分中', en: 'Rating open' },
    closing: { zh: '等待結果', en: 'Closing' },
    secondsLeft: { zh: '秒', en: 's left' },
    joined: {
      zh: (n: number) => `合併 ${n} 份文件`,
      en: (n: number) => `${n} documents in one window`,
    },
    last: { zh: '上一件', en: 'Last' },
    flagged: { zh: '文件已刪單，評分保留', en: 'Document voided, rating kept' },
    panelFault: { zh: '按鍵面板故障', en: 'Button panel out of order' },
    panelAbsent: { zh: '未接按鍵面板', en: 'No button panel attached' },
    voiceFault: { zh: '語音故障', en: 'Voice out of order' },
    voiceAbsent: { zh: '未接語音裝置', en: 'No voice attached' },
    storageFault: { zh: '儲存裝置故障', en: 'Storage out of order' },
    storageAbsent: { zh: '沒有儲存裝置', en: 'No storage' },
    stuck: { zh: (keys: string) => `按鍵卡住：${keys}`, en: (keys: string) => `Key stuck: ${keys}` },
    unsent: { zh: (n: number) => `${n} 筆待送`, en: (n: number) => `${n} waiting to be sent` },
    missing: {
      zh: (n: number) => `缺 ${n} 筆紀錄，已要求補送`,
      en: (n: number) => `${n} records missing, asked for`,
    },
    setAside: { zh: (n: number) => `${n} 筆另存待查`, en: (n: number) => `${n} records set aside` },
    since: { zh: (time: string) => `${time} 起`, en: (time: string) => `since ${time}` },
  },
} as const satisfies PhraseTree;
