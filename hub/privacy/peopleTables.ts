import { words } from './columnLists.js';
import { datum, type Inventory } from './personalData.js';

/** What people did and decided, and who they are. */
export const peopleTables = {
  exclusion: {
    title: { zh: '排除的評分', en: 'excluded ratings' },
    personal: { by: datum.doer, remark: datum.remark },
    plain: words('window at_ms reason'),
  },
  journal: {
    title: { zh: '日誌', en: 'journal' },
    personal: { by: datum.doer, subject: datum.subject, detail: datum.journalDetail },
    plain: words('number at_ms action office prev hash'),
  },
  import: {
    title: { zh: '匯入', en: 'imports' },
    personal: { by: datum.doer },
    plain: words('id at_ms kind rows digest'),
  },
  survey: {
    title: { zh: '問卷', en: 'surveys' },
    personal: {},
    plain: words('id title middle asked responded'),
  },
  survey_cell: {
    title: { zh: '問卷件數', en: 'counts of surveys' },
    personal: {},
    plain: words('survey position item wave c5 c4 c3 c2 c1'),
  },
  report: {
    title: { zh: '報表', en: 'reports' },
    personal: { by: datum.doer },
    plain: words('id office from_ms to_ms occasion asked_ms state made_ms failure'),
  },
  improvement: {
    title: { zh: '改善作為', en: 'improvement actions' },
    personal: { by: datum.doer, text: datum.remark },
    plain: words('id office at_ms'),
  },
  alarm: {
    title: { zh: '警示', en: 'alarms' },
    personal: {
      facts: datum.facts,
      acknowledged_by: datum.doer,
      closed_by: datum.doer,
      remark: datum.remark,
    },
    plain: words(
      'id source office counter window level priority condition state raised_ms acknowledged_ms departed_ms closed_ms outcome cause rung due_ms isolated escalated',
    ),
  },
  alarm_step: {
    title: { zh: '警示的處理步驟', en: 'steps of alarms' },
    personal: { by: datum.doer, detail: datum.remark },
    plain: words('number alarm at_ms step'),
  },
  alarm_settings: {
    title: { zh: '警示設定', en: 'settings of alarms' },
    personal: { body: datum.duty },
    plain: words('office'),
  },
  duty_absence: {
    title: { zh: '主管離席', en: 'who is signed out of duty' },
    personal: { person: datum.duty },
    plain: words('office since_ms'),
  },
  shelf: {
    title: { zh: '擱置中的櫃檯', en: 'shelved counters' },
    personal: { by: datum.doer, reason: datum.remark },
    plain: words('office counter alarm from_ms until_ms'),
  },
  signal_lamp: {
    title: { zh: '警示燈', en: 'signal lamps' },
    personal: {},
    plain: words('id office light state shows seen_ms detail'),
  },
  chime_test: {
    title: { zh: '警示音測試', en: 'tests of the chime' },
    personal: { by: datum.doer },
    plain: words('id office at_ms due_ms state console confirmed_ms peak volume'),
  },
  case_file: {
    title: { zh: '陳情案件', en: 'complaints' },
    personal: {
      opened_by: datum.doer,
      owner: datum.owner,
      corrective: datum.remark,
      preventive: datum.remark,
      released_by: datum.doer,
      release_remark: datum.remark,
    },
    plain: words('id office roc_year number alarm opened_ms due state released_ms'),
  },
  holiday: {
    title: { zh: '假日', en: 'holidays' },
    personal: {},
    plain: words('day kind name'),
  },
  outbound_target: {
    title: { zh: '對外通知進度', en: 'progress of what is told outside' },
    personal: {},
    plain: words('name delivered failures next_ms'),
  },
  journal_head: {
    title: { zh: '日誌的日雜湊值', en: 'daily heads of the journal' },
    personal: {},
    plain: words('day number hash'),
  },
  account: {
    title: { zh: '帳號', en: 'accounts' },
    personal: {
      account: datum.name,
      name: datum.name,
      reason: datum.application,
      decided_by: datum.doer,
      failures: datum.activity,
      locked_until_ms: datum.activity,
      signed_in_ms: datum.activity,
      password_hash: datum.password,
    },
    plain: words('id roles offices state applied_ms decided_ms password_ms one_time_ms'),
  },
  account_password: {
    title: { zh: '用過的密碼', en: 'former passwords' },
    personal: { hash: datum.password },
    plain: words('number account'),
  },
  session: {
    title: { zh: '簽入狀態', en: 'sessions' },
    personal: { digest: datum.sessionSecret, account: datum.session, used_ms: datum.session },
    plain: words('id way begun_ms ends_ms'),
  },
  api_token: {
    title: { zh: '程式權杖', en: 'tokens of programs' },
    personal: { digest: datum.tokenSecret, made_by: datum.doer, label: datum.remark },
    plain: words('id purpose office made_ms ends_ms used_ms revoked_ms'),
  },
  backup: {
    title: { zh: '備份', en: 'backups' },
    personal: { by: datum.doer },
    plain: words('id started_ms finished_ms state bytes windows events folder copy problem copy_problem'),
  },
  backup_since: {
    title: { zh: '備份起始', en: 'since when backups are made' },
    personal: {},
    plain: words('one at_ms'),
  },
  restoration: {
    title: { zh: '復原', en: 'restorations' },
    personal: {},
    plain: words('number at_ms backup backup_ms'),
  },
} as const satisfies Inventory;
