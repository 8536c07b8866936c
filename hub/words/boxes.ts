import type { Check, FaultCode, SelfTestPart } from '../contract/events.js';
import type { Health } from '../contract/presence.js';
import type { VoiceLanguage } from '../contract/values.js';
import type { Phrase, PhraseTree } from './language.js';

const health = {
  ok: { zh: '正常', en: 'Well' },
  fault: { zh: '故障', en: 'Out of order' },
  absent: { zh: '未接', en: 'Not attached' },
} as const satisfies Record<Health, Phrase>;

const checks = {
  ok: { zh: '通過', en: 'Passed' },
  fault: { zh: '未通過', en: 'Failed' },
  skipped: { zh: '未測試', en: 'Not tested' },
} as const satisfies Record<Check['result'], Phrase>;

const parts = {
  lamps: { zh: '燈號', en: 'Lamps' },
  keys: { zh: '按鍵', en: 'Keys' },
  sound: { zh: '聲音', en: 'Sound' },
  clock: { zh: '時鐘', en: 'Clock' },
  disk: { zh: '儲存空間', en: 'Disk' },
  link: { zh: '與主機的連線', en: 'Link to the hub' },
} as const satisfies Record<SelfTestPart, Phrase>;

const faults = {
  'key-stuck': { zh: '按鍵卡住', en: 'Key stuck' },
  panel: { zh: '按鍵面板故障', en: 'Button panel out of order' },
  voice: { zh: '語音故障', en: 'Voice out of order' },
  storage: { zh: '無法儲存，已停止服務', en: 'Cannot store; out of service' },
  certificate: { zh: '憑證問題，連不上主機', en: 'Kept from the hub by a certificate' },
} as const satisfies Record<FaultCode, Phrase>;

/** Languages a box can speak, by their ISO 639 codes; not part of the tree, where `zh` and `en` name the page's own. */
export const voiceLanguages = {
  zh: { zh: '國語', en: 'Mandarin' },
  en: { zh: '英語', en: 'English' },
  nan: { zh: '臺語', en: 'Hokkien' },
  hak: { zh: '客語', en: 'Hakka' },
  vi: { zh: '越南語', en: 'Vietnamese' },
  id: { zh: '印尼語', en: 'Indonesian' },
  th: { zh: '泰語', en: 'Thai' },
} as const satisfies Record<VoiceLanguage, Phrase>;

/** Texts of the page for those who look after the boxes. They see no ratings (P1). */
export const boxes = {
  title: { zh: '評分機管理', en: 'Rating boxes' },
  lead: {
    zh: '每台評分機的位置、狀況與設定。這裡不顯示評分。',
    en: 'Where every box is, how it is, and its settings. No ratings are shown here.',
  },
  summary: {
    zh: (all: number, online: number, ailing: number) =>
      `共 ${all} 台，${online} 台連線中，${ailing} 台需要處理`,
    en: (all: number, online: number, ailing: number) =>
      `${all} in all, ${online} online, ${ailing} in need of attention`,
  },
  filter: { zh: '事務所', en: 'Office' },
  everyOffice: { zh: '全部事務所', en: 'Every office' },
  none: { zh: '這裡沒有評分機。', en: 'There are no boxes here.' },
  loading: { zh: '讀取評分機…', en: 'Loading the boxes…' },
  stale: {
    zh: '連不上主機，以下狀況可能已過時。',
    en: 'The hub cannot be reached; what you see may be out of date.',
  },
  attention: { zh: '需要處理', en: 'Needs attention' },
  place: {
    counter: { zh: '櫃檯', en: 'Counter' },
    store: { zh: '庫房（未配置櫃檯）', en: 'Store-room, at no counter' },
    onTheWay: {
      zh: (office: string) => `仍以「${office}」的名義連線，已通知它改名`,
      en: (office: string) => `Still speaks as one of ${office}; it was told of its new place`,
    },
  },
  state: {
    heading: { zh: '狀況', en: 'Condition' },
    before: { zh: '最後回報的狀況', en: 'Condition when last heard' },
    since: { zh: (time: string) => `${time} 起`, en: (time: string) => `since ${time}` },
    panel: { zh: '按鍵面板', en: 'Button panel' },
    voice: { zh: '語音', en: 'Voice' },
    storage: { zh: '儲存', en: 'Storage' },
    unknown: { zh: '尚未回報', en: 'Not reported yet' },
    stuck: { zh: '卡住的按鍵', en: 'Stuck keys' },
    faults: { zh: '持續中的故障', en: 'Lasting faults' },
    software: { zh: '軟體版本', en: 'Software' },
    enrolled: { zh: '註冊', en: 'Enrolled' },
    byFile: { zh: '僅由設定檔宣告', en: 'Only named in the site file' },
    revoked: {
      zh: (time: string) => `${time} 起停用，須重新註冊`,
      en: (time: string) => `Revoked on ${time}; to be enrolled anew`,
    },
    certificate: { zh: '憑證有效至', en: 'Certificate until' },
    certificateEnded: {
      ended: {
        zh: (time: string) => `${time}，已到期；到期後 30 天內，評分機開機並連上網路即自行換發`,
        en: (time: string) =>
          `${time}, ended; within 30 days the box gets another by itself once it is switched on`,
      },
      tooLate: {
        zh: (time: string) => `${time}，已到期逾 30 天；須重新註冊`,
        en: (time: string) => `${time}, ended more than 30 days ago; to be enrolled anew`,
      },
    },
  },
  records: {
    heading: { zh: '紀錄', en: 'Records' },
    received: { zh: '已收到', en: 'Received' },
    upTo: { zh: (n: number) => `連續至第 ${n} 號`, en: (n: number) => `without a gap up to no. ${n}` },
    unsent: { zh: '評分機待送', en: 'Waiting in the box' },
    missing: { zh: '缺號，已要求補送', en: 'Missing, asked for' },
    lost: { zh: '永久遺失', en: 'Lost for good' },
    setAside: { zh: '另存待查', en: 'Set aside' },
    count: { zh: (n: number) => `${n} 筆`, en: (n: number) => (n === 1 ? '1 record' : `${n} records`) },
    replaced: {
      zh: (time: string, why: string) => `${time} 紀錄檔損毀或還原成舊版，已重新編號（${why}）`,
      en: (time: string, why: string) =>
        `Its records were damaged or set back; it began anew on ${time} (${why})`,
    },
  },
  selfTest: {
    heading: { zh: '最近一次自我測試', en: 'Last self-test' },
    never: { zh: '尚無結果', en: 'No result yet' },
    start: { zh: '開機時', en: 'at its start' },
    request: { zh: '應要求', en: 'on request' },
  },
  settings: {
    heading: { zh: '設定', en: 'Settings' },
    inForce: { zh: '已生效', en: 'In force' },
    pending: {
      zh: (wanted: number) => `第 ${wanted} 版尚未生效，評分機連線後送達`,
      en: (wanted: number) => `Revision ${wanted} is not in force yet; the box gets it when it is there`,
    },
    refused: {
      zh: (why: string) => `評分機拒絕了新設定：${why}`,
      en: (why: string) => `The box refused the new settings: ${why}`,
    },
    revision: { zh: (n: number) => `第 ${n} 版`, en: (n: number) => `revision ${n}` },
    formHeading: { zh: (box: string) => `${box} 的設定`, en: (box: string) => `Settings of ${box}` },
    volume: { zh: '音量', en: 'Volume' },
    percent: { zh: (n: number) => `${n}%`, en: (n: number) => `${n}%` },
    silent: { zh: '0 為靜音', en: '0 is silence' },
    quiet: { zh: '安靜時段', en: 'Quiet hours' },
    quietHint: {
      zh: '這些時段不出聲，可跨夜；最多四段，不用的留空。',
      en: 'Nothing is spoken then; may last past midnight. At most four; leave the others empty.',
    },
    from: { zh: (n: number) => `第 ${n} 段開始`, en: (n: number) => `From, period ${n}` },
    to: { zh: (n: number) => `第 ${n} 段結束`, en: (n: number) => `To, period ${n}` },
    languages: { zh: '語言', en: 'Languages' },
    languagesHint: {
      zh: '依勾選順序播放，也供民眾選用。',
      en: 'Spoken in the order in which they were ticked, and offered to the citizen.',
    },
    unchecked: { zh: '未經母語人士校對', en: 'not checked by a native speaker' },
    moreTime: { zh: '「延長時間」鍵有作用', en: 'The key for more time works' },
    waitPrompt: {
      zh: '主管確認警示後，播放「請您稍候」',
      en: 'Say “please wait for the supervisor” once an alarm is acknowledged',
    },
    waitWarning: {
      zh: '注意：旁人會因此知道民眾按了不滿意。',
      en: 'Warning: bystanders will know that the citizen was dissatisfied.',
    },
    maxAge: { zh: '開立後多久內才邀請（秒）', en: 'Invite only within so many seconds of issue' },
    maxAgeHint: {
      zh: '2 至 60；較久的文件不再邀請評分。',
      en: '2 to 60; for older documents nobody is asked.',
    },
    save: { zh: '儲存設定', en: 'Save settings' },
    saved: {
      zh: (box: string) => `${box} 的設定已儲存。`,
      en: (box: string) => `The settings of ${box} are saved.`,
    },
  },
  actions: {
    selfTest: { zh: '自我測試', en: 'Self-test' },
    move: { zh: '移機', en: 'Move' },
    settings: { zh: '更改設定', en: 'Change settings' },
    enrol: { zh: '新註冊碼', en: 'New code' },
    revoke: { zh: '停用', en: 'Revoke' },
    add: { zh: '新增評分機', en: 'Add a box' },
    cancel: { zh: '取消', en: 'Cancel' },
    close: { zh: '關閉', en: 'Close' },
    of: {
      zh: (action: string, box: string) => `${action}：${box}`,
      en: (action: string, box: string) => `${action}: ${box}`,
    },
    asked: {
      zh: (box: string) => `已要求 ${box} 自我測試，結果稍後出現。`,
      en: (box: string) => `${box} was asked to test itself; the result appears soon.`,
    },
  },
  move: {
    heading: { zh: (box: string) => `將 ${box} 移到`, en: (box: string) => `Move ${box} to` },
    note: {
      zh: '先前的評分與紀錄仍屬原來的櫃檯。',
      en: 'Ratings and records until now stay with the place it leaves.',
    },
    office: { zh: '設置的事務所', en: 'Office it stands in' },
    counter: { zh: '設置的櫃檯', en: 'Counter it stands at' },
    taken: {
      zh: (counter: string, box: string) => `${counter}（已有 ${box}）`,
      en: (counter: string, box: string) => `${counter} (taken by ${box})`,
    },
    go: { zh: '移機至此', en: 'Move it there' },
    done: {
      zh: (box: string, place: string) => `${box} 現在屬於${place}。`,
      en: (box: string, place: string) => `${box} now belongs to ${place}.`,
    },
  },
  revoke: {
    heading: { zh: (box: string) => `停用 ${box}？`, en: (box: string) => `Revoke ${box}?` },
    note: {
      zh: '立即切斷連線，憑證作廢，直到重新註冊為止。遺失或被竊時使用。已存的評分與紀錄保留；評分機裡尚未送出的紀錄要重新註冊後才送得出來。',
      en: 'It is cut off at once and its certificate is void until it is enrolled anew. For a box that was lost or stolen. What was stored stays; what it has not sent it can send only once it is enrolled anew.',
    },
    go: { zh: '停用這台評分機', en: 'Revoke this box' },
    done: {
      zh: (box: string) => `${box} 已停用，要再使用請重新註冊。`,
      en: (box: string) => `${box} is revoked; enrol it anew to use it again.`,
    },
  },
  enrolment: {
    heading: { zh: '註冊評分機', en: 'Enrol a box' },
    note: {
      zh: '在評分機上輸入註冊碼，它就成為這一台。若這台已註冊過，新機會取代它的金鑰。',
      en: 'The box at which the code is entered becomes this one. If this one was enrolled before, its key is replaced.',
    },
    box: { zh: '評分機代號', en: 'Name of the box' },
    boxHint: {
      zh: '1 至 32 個小寫英文字母、數字與連字號，例如 box-017',
      en: '1 to 32 lower-case letters, digits and hyphens, e.g. box-017',
    },
    boxWrong: {
      zh: '代號只能用小寫英文字母、數字與連字號。',
      en: 'Only lower-case letters, digits and hyphens, please.',
    },
    make: { zh: '產生註冊碼', en: 'Make a code' },
    codeOf: { zh: (box: string) => `${box} 的註冊碼`, en: (box: string) => `Code for ${box}` },
    left: {
      zh: (minutes: number) => `還可使用 ${minutes} 分鐘，只能用一次`,
      en: (minutes: number) => `Works for ${minutes} more min, and once`,
    },
    over: { zh: '註冊碼已過期，請重新產生。', en: 'The code is too old; make a new one.' },
    how: { zh: '在評分機上執行', en: 'Run on the box' },
    fingerprint: {
      zh: '主機指紋：評分機顯示的必須與此相同',
      en: 'Fingerprint of the hub: what the box shows must be the same',
    },
  },
  problems: {
    taken: {
      zh: '那個櫃檯已有評分機，請先把它移開。',
      en: 'Another box stands at that counter; move it away first.',
    },
    offline: { zh: '這台評分機目前沒有連線。', en: 'This box is not connected now.' },
    unknown: { zh: '主機沒有這台評分機。', en: 'The hub does not know this box.' },
    notEnrolled: {
      zh: '這台評分機沒有註冊，不必停用。',
      en: 'This box is not enrolled, so there is nothing to revoke.',
    },
    place: { zh: '沒有這個事務所或櫃檯。', en: 'There is no such office or counter.' },
    invalid: { zh: '主機不接受內容，請檢查各欄位。', en: 'The hub does not accept this; check the fields.' },
  },
  health,
  checks,
  parts,
  faults,
} as const satisfies PhraseTree;
