import type { IssuanceKind, MissedReason, Outcome } from '../contract/values.js';
import type { Presence } from '../contract/views.js';
import { access } from './access.js';
import { alarmSettings } from './alarmSettings.js';
import { alarmWords } from './alarms.js';
import { boxes } from './boxes.js';
import { cases } from './cases.js';
import { charts } from './charts.js';
import { consolePage } from './consolePage.js';
import { desk } from './desk.js';
import { health } from './health.js';
import { imports } from './imports.js';
import type { Phrase, PhraseTree } from './language.js';
import { outbound } from './outbound.js';
import { pages } from './pages.js';
import { panel } from './panel.js';
import { records } from './records.js';
import { reports } from './reports.js';
import { screen } from './screen.js';
import { sound } from './sound.js';
import { statistics } from './statistics.js';
import { wall } from './wall.js';

const outcomes = {
  rated: { zh: '已評分', en: 'Rated' },
  expired: { zh: '逾時未評', en: 'No answer' },
  cancelled: { zh: '已刪單', en: 'Voided' },
  missed: { zh: '未能評分', en: 'Missed' },
} as const satisfies Record<Outcome, Phrase>;

const missedReasons = {
  'box-offline': { zh: '評分機離線', en: 'Box offline' },
  late: { zh: '指令太晚送達', en: 'Reached the box too late' },
  'box-fault': { zh: '評分機故障', en: 'Box out of order' },
  'no-box': { zh: '櫃檯未配置評分機', en: 'No box at this counter' },
  interrupted: { zh: '評分中斷', en: 'Interrupted' },
} as const satisfies Record<MissedReason, Phrase>;

const boxStates = {
  unknown: { zh: '尚未連線', en: 'Not heard yet' },
  online: { zh: '連線中', en: 'Online' },
  offline: { zh: '已關機', en: 'Switched off' },
  lost: { zh: '失去連線', en: 'Lost' },
} as const satisfies Record<Presence, Phrase>;

const documentKinds = {
  receipt: { zh: '規費收據', en: 'Fee receipt' },
  notice: { zh: '一次告知單', en: 'One-time notice' },
} as const satisfies Record<IssuanceKind, Phrase>;

/** Texts of the screens; those of a single page live in a file of that page and are joined here. */
export const screens = {
  access,
  outcomes,
  missedReasons,
  boxStates,
  ...alarmWords,
  documentKinds,
  outbound,
  pages,
  wall,
  consolePage,
  sound,
  cases,
  alarmSettings,
  desk,
  boxes,
  health,
  panel,
  records,
  reports,
  screen,
  charts,
  statistics,
  imports,
} as const satisfies PhraseTree;
