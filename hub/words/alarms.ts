import type {
  AlarmCause,
  AlarmOutcome,
  AlarmPriority,
  AlarmSource,
  AlarmState,
  AlarmStepName,
  EquipmentCode,
} from '../contract/alarms.js';
import type { LampShows } from '../contract/signals.js';
import type { Phrase, PhraseTree } from './language.js';

/** Words for alarms that every screen and report shares. */

export const alarmPriorities = {
  high: { zh: '高', en: 'High' },
  medium: { zh: '中', en: 'Medium' },
  low: { zh: '低', en: 'Low' },
} as const satisfies Record<AlarmPriority, Phrase>;

export const alarmStates = {
  unacknowledged: { zh: '未確認', en: 'Unacknowledged' },
  acknowledged: { zh: '已確認', en: 'Acknowledged' },
  departed: { zh: '已離開未確認', en: 'Left unattended' },
  closed: { zh: '結案', en: 'Closed' },
} as const satisfies Record<AlarmState, Phrase>;

export const alarmOutcomes = {
  solved: { zh: '已解決', en: 'Solved' },
  'citizen-left': { zh: '民眾已離開', en: 'Citizen left' },
  'mis-press': { zh: '誤觸', en: 'Mis-press' },
  complaint: { zh: '轉陳情案件', en: 'Referred as complaint' },
} as const satisfies Record<AlarmOutcome, Phrase>;

export const alarmCauses = {
  staff: { zh: '服務態度', en: 'Staff' },
  rule: { zh: '法令規定', en: 'Rule' },
  waiting: { zh: '等候時間', en: 'Waiting' },
  documents: { zh: '證件文件', en: 'Documents' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<AlarmCause, Phrase>;

export const alarmSources = {
  rating: { zh: '不滿意評分', en: 'Dissatisfied rating' },
  rate: { zh: '不滿意比率', en: 'Rate of dissatisfaction' },
  equipment: { zh: '設備', en: 'Equipment' },
} as const satisfies Record<AlarmSource, Phrase>;

export const alarmSteps = {
  raised: { zh: '發生', en: 'Raised' },
  called: { zh: '通知', en: 'Called' },
  acknowledged: { zh: '確認', en: 'Acknowledged' },
  departed: { zh: '民眾離開', en: 'Citizen left' },
  closed: { zh: '結案', en: 'Closed' },
  shelved: { zh: '擱置', en: 'Shelved' },
  returned: { zh: '恢復', en: 'Returned' },
} as const satisfies Record<AlarmStepName, Phrase>;

export const equipmentCodes = {
  'box-silent': { zh: '評分機失去連線', en: 'Box silent' },
  'box-fault': { zh: '評分機故障', en: 'Box out of order' },
  'box-forged': { zh: '評分機資料簽章不符', en: 'Records not sealed by their box' },
  'key-stuck': { zh: '按鍵卡住', en: 'Key stuck' },
  'key-covered': { zh: '按鍵可能被遮蔽', en: 'Key may be covered' },
  'outbox-growing': { zh: '評分機待送資料增加', en: 'Unsent records growing' },
  'alarm-flood': { zh: '警示過多，已隔離', en: 'Too many alarms, held apart' },
  'hub-disk': { zh: '主機磁碟空間不足', en: 'Hub disk nearly full' },
  'backup-late': { zh: '主機備份失敗或逾時', en: 'Hub backup failed or late' },
  'backup-copy-failed': { zh: '備份未能複製到第二處', en: 'Backup not copied to the second place' },
  'chime-untested': { zh: '警示音測試未確認', en: 'Chime test not confirmed' },
  'lamp-unplugged': { zh: '警示燈未連接', en: 'Signal lamp unplugged' },
  'lamp-silent': { zh: '警示燈程式沒有回應', en: 'Signal lamp program silent' },
} as const satisfies Record<EquipmentCode, Phrase>;

export const lampShows = {
  off: { zh: '熄滅', en: 'Off' },
  medium: { zh: '不滿意', en: 'Dissatisfied' },
  high: { zh: '非常不滿意', en: 'Very dissatisfied' },
  acknowledged: { zh: '處理中', en: 'Being attended to' },
  disconnected: { zh: '與主機失去連線', en: 'No connection to the hub' },
} as const satisfies Record<LampShows, Phrase>;

export const alarmWords = {
  alarmPriorities,
  alarmStates,
  alarmOutcomes,
  alarmCauses,
  alarmSources,
  alarmSteps,
  equipmentCodes,
  lampShows,
} as const satisfies PhraseTree;
