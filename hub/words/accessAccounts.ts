import type { AccountState } from '../contract/access.js';
import type { Phrase, PhraseTree } from './language.js';

const states = {
  pending: { zh: '等待核准', en: 'Waiting for approval' },
  approved: { zh: '已核准，尚未登入', en: 'Approved, not signed in yet' },
  active: { zh: '使用中', en: 'In use' },
  disabled: { zh: '已停用', en: 'Disabled' },
  declined: { zh: '未核准', en: 'Declined' },
} as const satisfies Record<AccountState, Phrase>;

/** Texts of the page of accounts and tokens. */
export const accountsPage = {
  title: { zh: '帳號與權杖', en: 'Accounts and tokens' },
  lead: {
    zh: '核准、變更與停用帳號；這裡做的每件事都記在操作紀錄中。',
    en: 'Approve, change and disable accounts; everything done here is journalled.',
  },
  tokensLead: {
    zh: '讓開單系統、警示燈與監控程式連線；這裡做的每件事都記在操作紀錄中。',
    en: 'Lets issuing systems, lamps and monitoring connect; everything done here is journalled.',
  },
  states,
  waiting: {
    heading: { zh: '等待核准', en: 'Waiting for approval' },
    none: { zh: '沒有等待核准的申請。', en: 'No application is waiting.' },
    appliedAt: { zh: '申請時間', en: 'Applied' },
    reason: { zh: '用途', en: 'For' },
    roles: { zh: '核准的身分', en: 'Roles to approve' },
    offices: { zh: '核准的戶所', en: 'Offices to approve' },
    narrowed: {
      zh: '可以少於申請的內容，不能多於您自己的戶所。',
      en: 'They may be fewer than applied for, and no more than your own offices.',
    },
    approve: { zh: '核准', en: 'Approve' },
    decline: { zh: '不核准', en: 'Decline' },
    declined: {
      zh: (name: string) => `已不核准「${name}」的申請。`,
      en: (name: string) => `The application of ${name} is declined.`,
    },
  },
  list: {
    heading: { zh: '帳號', en: 'Accounts' },
    none: { zh: '沒有帳號。', en: 'There are no accounts.' },
    filter: { zh: '狀態', en: 'State' },
    every: { zh: '全部狀態', en: 'Every state' },
    signedInAt: { zh: '上次登入', en: 'Last sign-in' },
    never: { zh: '從未登入', en: 'never' },
    lockedUntil: {
      zh: (time: string) => `鎖定至 ${time}`,
      en: (time: string) => `locked until ${time}`,
    },
    more: { zh: '更早的帳號', en: 'Earlier accounts' },
    change: { zh: '變更權限', en: 'Change' },
    reset: { zh: '重設密碼', en: 'Reset password' },
    disable: { zh: '停用', en: 'Disable' },
    of: {
      zh: (deed: string, name: string) => `${deed}：${name}`,
      en: (deed: string, name: string) => `${deed}: ${name}`,
    },
  },
  task: {
    change: { zh: '變更身分與戶所', en: 'Change roles and offices' },
    changeNote: {
      zh: '立刻生效，也適用於已登入的裝置。',
      en: 'In force at once, for open sessions too.',
    },
    reset: { zh: '重設密碼', en: 'Reset the password' },
    resetNote: {
      zh: '會產生新的一次性密碼，解除鎖定或停用，並結束所有登入。',
      en: 'Makes a new one-time password, lifts a lock or a disabling, and ends every session.',
    },
    disable: { zh: '停用帳號', en: 'Disable the account' },
    disableNote: {
      zh: '立刻不能登入，所有登入都會結束；之後可用「重設密碼」恢復。',
      en: 'It lets nobody in from now on and its sessions end; resetting the password brings it back.',
    },
    save: { zh: '儲存變更', en: 'Save the change' },
    cancel: { zh: '取消', en: 'Cancel' },
    changed: {
      zh: (name: string) => `已變更「${name}」的權限。`,
      en: (name: string) => `The account of ${name} is changed.`,
    },
    disabled: {
      zh: (name: string) => `已停用「${name}」的帳號。`,
      en: (name: string) => `The account of ${name} is disabled.`,
    },
  },
  slip: {
    heading: { zh: '一次性密碼', en: 'One-time password' },
    once: {
      zh: '只顯示這一次。請當面交給本人，第一次登入時必須更改。',
      en: 'Shown this once. Hand it over in person; it must be changed at the first sign-in.',
    },
    account: { zh: '登入帳號', en: 'Account name' },
    password: { zh: '密碼', en: 'Password' },
    expires: { zh: '有效至', en: 'Good until' },
    copy: { zh: '複製', en: 'Copy' },
    copied: { zh: '已複製。', en: 'Copied.' },
    notCopied: {
      zh: '瀏覽器不允許複製，請自行選取。',
      en: 'The browser does not allow it; select the text.',
    },
    print: { zh: '列印', en: 'Print' },
    done: { zh: '已交付，不再顯示', en: 'Handed over; show it no more' },
  },
  tokens: {
    heading: { zh: '程式的權杖', en: 'Tokens of programs' },
    none: { zh: '還沒有權杖。', en: 'There are no tokens.' },
    make: { zh: '製作權杖', en: 'Make a token' },
    purpose: { zh: '用途', en: 'Purpose' },
    office: { zh: '戶所', en: 'Office' },
    label: { zh: '給哪個程式', en: 'For which program' },
    labelHint: { zh: '例如：規費系統', en: 'Such as: fee system' },
    labelMissing: { zh: '請輸入 1 至 64 個字。', en: 'Enter 1 to 64 characters.' },
    days: { zh: '有效天數', en: 'Days it is good for' },
    daysHint: { zh: '1 至 1100 天', en: '1 to 1,100 days' },
    daysWrong: { zh: '請輸入 1 至 1100 的整數。', en: 'Enter a whole number from 1 to 1,100.' },
    madeHeading: { zh: '新的權杖', en: 'The new token' },
    once: {
      zh: '只顯示這一次。請現在就放進程式的設定檔；遺失時請撤銷並重新製作。',
      en: 'Shown this once. Put it into the program’s settings now; if it is lost, revoke it and make another.',
    },
    token: { zh: '權杖', en: 'Token' },
    done: { zh: '已放好，不再顯示', en: 'Put away; show it no more' },
    madeBy: {
      zh: (who: string, when: string) => `${who} 於 ${when} 製作`,
      en: (who: string, when: string) => `Made by ${who}, ${when}`,
    },
    ends: { zh: (day: string) => `有效至 ${day}`, en: (day: string) => `good until ${day}` },
    ended: { zh: (day: string) => `已於 ${day} 到期`, en: (day: string) => `ended on ${day}` },
    revoked: { zh: (when: string) => `已於 ${when} 撤銷`, en: (when: string) => `revoked ${when}` },
    used: { zh: (when: string) => `上次使用 ${when}`, en: (when: string) => `last used ${when}` },
    unused: { zh: '尚未使用', en: 'not used yet' },
    revoke: { zh: '撤銷', en: 'Revoke' },
    revokeHeading: { zh: '撤銷權杖', en: 'Revoke the token' },
    revokeNote: {
      zh: '用它連線的程式會立刻被拒絕，而且無法恢復。',
      en: 'The program that uses it is refused at once, and this cannot be undone.',
    },
    revokedNow: {
      zh: (label: string) => `已撤銷「${label}」的權杖。`,
      en: (label: string) => `The token of ${label} is revoked.`,
    },
    more: { zh: '更早的權杖', en: 'Earlier tokens' },
  },
  problems: {
    beyondOwn: {
      zh: '這超出您自己的權限或戶所，請由全市主管處理。',
      en: 'This goes beyond your own role or offices; ask a supervisor of the city.',
    },
    decided: {
      zh: '這件申請已由其他人處理，清單已更新。',
      en: 'Somebody else has decided this application; the list is up to date now.',
    },
    unknown: {
      zh: '主機沒有這個帳號，清單已更新。',
      en: 'The hub has no such account; the list is up to date now.',
    },
    lastAdministrator: {
      zh: '這是最後一個能核准帳號的人，不能停用或變更。',
      en: 'This is the last account that can approve others; it cannot be disabled or changed.',
    },
    notApproved: {
      zh: '這個帳號還沒有核准，請先核准申請。',
      en: 'This account is not approved yet; approve its application first.',
    },
    tokenUnknown: {
      zh: '主機沒有這個權杖，清單已更新。',
      en: 'The hub has no such token; the list is up to date now.',
    },
  },
} as const satisfies PhraseTree;
