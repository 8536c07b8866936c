import type { Role, TokenPurpose } from '../contract/access.js';
import { accountsPage } from './accessAccounts.js';
import { signInPage } from './accessSignIn.js';
import type { Phrase, PhraseTree } from './language.js';

const roles = {
  clerk: { zh: '櫃檯人員', en: 'Clerk' },
  supervisor: { zh: '主管', en: 'Supervisor' },
  officer: { zh: '業務承辦人員', en: 'Officer in charge' },
  'machine-room': { zh: '機房人員', en: 'Machine room' },
} as const satisfies Record<Role, Phrase>;

/** What each of them does here, for whoever applies or approves (P1). */
const roleHints = {
  clerk: { zh: '開立文件；看不到評分', en: 'Issues documents; sees no ratings' },
  supervisor: {
    zh: '收警示、看統計與明細、核准帳號',
    en: 'Takes alarms, sees figures and details, approves accounts',
  },
  officer: { zh: '查詢、列印與報表；沒有警示', en: 'Queries, prints and reports; no alarms' },
  'machine-room': {
    zh: '評分機、備份與系統狀態；看不到評分',
    en: 'Boxes, backups and health; sees no ratings',
  },
} as const satisfies Record<Role, Phrase>;

const purposes = {
  issuing: { zh: '開單系統', en: 'Issuing system' },
  lamp: { zh: '警示燈程式', en: 'Lamp program' },
  metrics: { zh: '監控系統', en: 'Monitoring' },
} as const satisfies Record<TokenPurpose, Phrase>;

/** Who may come in, as whom: the strip and menu of every page, signing in, accounts and tokens (P1, P2). */
export const access = {
  roles,
  roleHints,
  purposes,
  allOffices: { zh: '全市所有戶所', en: 'Every office of the city' },
  demonstration: {
    label: { zh: '示範模式', en: 'Demonstration' },
    text: {
      zh: '示範模式：未登入、未加密，只有這台電腦連得到',
      en: 'Demonstration: no sign-in, no encryption; only this computer can reach it',
    },
  },
  opening: {
    unreachable: {
      zh: '連不上主機，五秒後再試。',
      en: 'The hub cannot be reached; trying again in 5 s.',
    },
  },
  menu: {
    title: { zh: '您的帳號', en: 'Your account' },
    open: {
      zh: (name: string) => `${name}，您的帳號`,
      en: (name: string) => `${name}, your account`,
    },
    account: { zh: '帳號', en: 'Account' },
    roles: { zh: '身分', en: 'Roles' },
    offices: { zh: '戶所', en: 'Offices' },
    passwordUntil: { zh: '密碼使用期限', en: 'Password good until' },
    change: { zh: '變更密碼', en: 'Change password' },
    signOut: { zh: '登出', en: 'Sign out' },
    signOutEverywhere: { zh: '登出所有裝置', en: 'Sign out on all devices' },
    close: { zh: '關閉', en: 'Close' },
  },
  ending: {
    idle: {
      zh: (left: string) => `您已有一段時間沒有動作，${left}後會自動登出。`,
      en: (left: string) => `Nothing has been done here for a while; you will be signed out in ${left}.`,
    },
    stay: { zh: '繼續使用', en: 'Stay signed in' },
    end: {
      zh: (left: string) => `這次登入的時間將盡，${left}後會登出。請先存好手上的工作，再重新登入。`,
      en: (left: string) => `This session ends in ${left}. Save what you are doing, then sign in again.`,
    },
    soon: { zh: '即將自動登出。', en: 'You will be signed out soon.' },
    silence: {
      zh: '登出後，這個畫面不會再發出警示聲。',
      en: 'Once signed out, this screen sounds no alarm.',
    },
  },
  refused: {
    title: { zh: '這一頁不在您的權限內', en: 'This page is not for your role' },
    why: {
      zh: (needed: string, own: string) => `這一頁供${needed}使用；您的身分是${own}。`,
      en: (needed: string, own: string) => `It is for: ${needed}. Your role: ${own}.`,
    },
    ask: {
      zh: '如果您的工作需要它，請向戶所主管申請。',
      en: 'If your work needs it, ask your supervisor.',
    },
    instead: { zh: '您可以使用', en: 'You may use' },
    role: { zh: '您的身分不能做這件事。', en: 'Your role may not do this.' },
    office: {
      zh: '這不是您的戶所，您的帳號看不到它。',
      en: 'This office is not among those of your account.',
    },
  },
  links: {
    accounts: { zh: '帳號與權杖', en: 'Accounts and tokens' },
    health: { zh: '系統狀態', en: 'System health' },
    boxes: { zh: '評分機', en: 'Rating boxes' },
    wall: { zh: '主管看板', en: 'Supervisor wall' },
  },
  signIn: signInPage,
  accounts: accountsPage,
} as const satisfies PhraseTree;
