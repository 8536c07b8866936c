import type { PhraseTree } from './language.js';

/** Texts of the issuing desk. A clerk reads of windows and outcomes here, never of a level (P5). */
export const desk = {
  title: { zh: '開立作業', en: 'Issuing desk' },
  lead: {
    zh: '開立後，評分機自動邀請民眾評分。',
    en: 'Issuing a document makes the box invite the citizen to rate.',
  },
  form: {
    heading: { zh: '開立新文件', en: 'Issue a document' },
    kind: { zh: '文件種類', en: 'Document' },
    number: { zh: '文件編號', en: 'Number' },
    numberHint: {
      zh: '1 至 40 個字：數字、英文字母、中文，以及 . _ # -',
      en: '1 to 40 characters: digits, letters, Chinese characters, and . _ # -',
    },
    clerk: { zh: '服務人員', en: 'Clerk' },
    clerkHint: {
      zh: '開立這份文件的人；評分歸屬於此人（最多 64 個字）',
      en: 'Who issues this document; the rating belongs to them (at most 64 characters)',
    },
    service: { zh: '服務項目', en: 'Service' },
    serviceHint: {
      zh: '可從清單選擇或自行輸入（可留空）',
      en: 'From the list or in your own words; may stay empty',
    },
    visit: { zh: '來訪編號', en: 'Visit reference' },
    visitHint: {
      zh: '同一位民眾的多份文件填相同編號，只評一次分（可留空，例如叫號 A031）',
      en: 'The same for all documents of one citizen, who then rates once; may stay empty, e.g. ticket A031',
    },
    issue: { zh: '開立', en: 'Issue' },
    issuing: { zh: '開立中…', en: 'Issuing…' },
    faulty: {
      zh: '有欄位需要修正，尚未開立。',
      en: 'Nothing was issued: some fields need mending.',
    },
  },
  services: {
    household: { zh: '戶籍謄本', en: 'Household transcript' },
    seal: { zh: '印鑑證明', en: 'Seal certificate' },
    identity: { zh: '國民身分證', en: 'National ID card' },
    move: { zh: '遷徙登記', en: 'Change of residence' },
    birth: { zh: '出生登記', en: 'Birth registration' },
    marriage: { zh: '結婚登記', en: 'Marriage registration' },
    name: { zh: '姓名變更', en: 'Change of name' },
  },
  result: {
    heading: { zh: '結果', en: 'Result' },
    opening: {
      zh: (number: string) => `${number} 已開立，評分機即將邀請民眾評分。`,
      en: (number: string) => `${number} is issued; the box is about to invite the citizen.`,
    },
    open: {
      zh: (number: string) => `${number} 已開立，民眾正在評分。`,
      en: (number: string) => `${number} is issued; the citizen may rate now.`,
    },
    joined: {
      zh: (number: string, n: number) => `${number} 已併入同一評分時段（共 ${n} 份文件，只評一次）。`,
      en: (number: string, n: number) => `${number} joined the same window: ${n} documents, one rating.`,
    },
    same: {
      zh: (number: string) => `${number} 先前已開立，內容相同；不會再邀請評分。`,
      en: (number: string) =>
        `${number} was issued before with the same content; the citizen is not asked again.`,
    },
    ended: {
      zh: (number: string, outcome: string) => `${number} 的評分時段已結束：${outcome}。`,
      en: (number: string, outcome: string) => `The window of ${number} has ended: ${outcome}.`,
    },
    missed: {
      zh: (number: string, reason: string) => `${number} 已開立，但無法邀請評分：${reason}。文件仍然有效。`,
      en: (number: string, reason: string) =>
        `${number} is issued, but the citizen could not be asked: ${reason}. The document is valid all the same.`,
    },
    voided: { zh: (number: string) => `${number} 已刪單。`, en: (number: string) => `${number} is voided.` },
    code: { zh: '代碼', en: 'Code' },
  },
  problems: {
    conflict: {
      zh: '這個編號已用於內容不同的文件。請核對編號，或改用下一號。',
      en: 'This number already belongs to a document with other content. Check it, or take the next number.',
    },
    invalid: {
      zh: '主機不接受欄位內容，請依提示修正。',
      en: 'The hub does not accept the content; mend the fields marked below.',
    },
    time: {
      zh: '開立時間超出範圍，請確認這台電腦的時間。',
      en: 'The time of issue is out of range; check the clock of this computer.',
    },
    unknown: {
      zh: '主機沒有這份文件，無法刪單。',
      en: 'The hub does not know this document; it cannot be voided.',
    },
  },
  window: {
    heading: { zh: '評分狀態', en: 'Rating window' },
    none: { zh: '目前沒有評分時段', en: 'No window at the moment' },
    pending: { zh: '等待評分機開放…', en: 'Waiting for the box…' },
    open: { zh: '民眾評分中', en: 'The citizen may rate' },
    closing: { zh: '等待結果…', en: 'Waiting for the outcome…' },
    left: { zh: (s: number) => `剩 ${s} 秒`, en: (s: number) => `${s} s left` },
    stale: {
      zh: '連不上主機，以下狀態可能已過時。',
      en: 'The hub cannot be reached; what you see may be out of date.',
    },
  },
  last: {
    heading: { zh: '本櫃檯最近開立', en: 'Last issued at this counter' },
    none: { zh: '本櫃檯尚未開立文件。', en: 'Nothing has been issued at this counter yet.' },
    time: { zh: '時間', en: 'Time' },
    document: { zh: '文件', en: 'Document' },
    clerk: { zh: '服務人員', en: 'Clerk' },
    state: { zh: '評分時段', en: 'Window' },
    action: { zh: '動作', en: 'Action' },
    voided: { zh: '已刪單', en: 'Voided' },
    void: { zh: '刪單', en: 'Void' },
    voidLabel: { zh: (document: string) => `刪除 ${document}`, en: (document: string) => `Void ${document}` },
    confirm: {
      zh: (document: string) => `確定刪除 ${document}？編號不能再用於其他文件。`,
      en: (document: string) => `Void ${document}? Its number cannot be used for another document.`,
    },
    confirmYes: { zh: '確定刪單', en: 'Yes, void it' },
    confirmNo: { zh: '保留', en: 'Keep it' },
  },
} as const satisfies PhraseTree;
