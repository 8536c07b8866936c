import { words } from './columnLists.js';
import { datum, type Inventory } from './personalData.js';

/** Offices, boxes, documents, windows and what boxes reported. */
export const ratingTables = {
  office: {
    title: { zh: '事務所', en: 'offices' },
    personal: {},
    plain: words('id name_zh name_en alarm_levels position'),
  },
  counter: {
    title: { zh: '櫃檯', en: 'counters' },
    personal: {},
    plain: words('office id name_zh name_en priority window_ms position'),
  },
  box: {
    title: { zh: '評分機', en: 'boxes' },
    personal: {},
    plain: words(
      'id office counter presence since_ms seen_ms boot software panel voice storage unacked set_aside idle_5 idle_4 idle_3 idle_2 idle_1 details settings_revision settings_refused heard_office declared_office declared_counter replaced_ms replaced_detail epoch',
    ),
  },
  assignment: {
    title: { zh: '評分機的位置沿革', en: 'where boxes were' },
    personal: {},
    plain: words('box office counter from_ms until_ms'),
  },
  rating_window: {
    title: { zh: '評分時段與結果', en: 'rating windows and their outcomes' },
    personal: { clerk: datum.clerk, visit: datum.visit },
    plain: words(
      'id office counter kind service box state issued_ms length_ms opened_ms closes_ms ended_ms outcome reason provisional level after_ms extra_presses flagged due_ms extended excluded source',
    ),
  },
  issuance: {
    title: { zh: '開立的文件', en: 'issued documents' },
    personal: { number: datum.document, clerk: datum.clerk, visit: datum.visit },
    plain: words('id office kind counter service issued_ms received_ms voided_ms offered window'),
  },
  event: {
    title: { zh: '評分機送來的紀錄', en: 'what boxes reported' },
    personal: { body: datum.sealed },
    plain: words('box epoch seq id received_ms'),
  },
  box_epoch: {
    title: { zh: '評分機紀錄的編號', en: 'numbering of each box' },
    personal: {},
    plain: words('box epoch contiguous highest replaced headed'),
  },
  set_aside: {
    title: { zh: '另存的訊息', en: 'messages kept aside' },
    personal: { payload: datum.sealed },
    plain: words('number office box reason received_ms'),
  },
  box_fault: {
    title: { zh: '評分機故障', en: 'faults of boxes' },
    personal: {},
    plain: words('box code level active detail since_ms epoch seq'),
  },
  self_test: {
    title: { zh: '評分機自我測試', en: 'self-tests of boxes' },
    personal: {},
    plain: words('box at_ms trigger checks epoch seq'),
  },
  box_settings: {
    title: { zh: '評分機設定', en: 'settings of boxes' },
    personal: {},
    plain: words('box revision body'),
  },
  enrolment: {
    title: { zh: '評分機登錄碼', en: 'codes of enrolment' },
    personal: {},
    plain: words('box code_hash office counter expires_ms'),
  },
  box_key: {
    title: { zh: '評分機公鑰', en: 'public keys of boxes' },
    personal: {},
    plain: words('box public_key from_ms until_ms seals'),
  },
  chain_head: {
    title: { zh: '評分機鏈的日雜湊值', en: 'daily heads of the chains of boxes' },
    personal: {},
    plain: words('day box epoch seq hash'),
  },
  unsealed_tail: {
    title: { zh: '未簽章的舊紀錄', en: 'old events without a seal' },
    personal: {},
    plain: words('box epoch through'),
  },
  seal_fault: {
    title: { zh: '簽章異常', en: 'faults of seals' },
    personal: {},
    plain: words('box reason count first_ms last_ms'),
  },
  box_certificate: {
    title: { zh: '評分機憑證', en: 'certificates of boxes' },
    personal: {},
    plain: words('serial box public_key certificate issued_ms until_ms revoked_ms'),
  },
} as const satisfies Inventory;
