import type { PhraseTree } from './language.js';

/** Texts of signing in, of choosing a password and of applying for an account. */
export const signInPage = {
  title: { zh: '登入', en: 'Sign in' },
  silenced: {
    zh: '已登出：這個畫面不再發出警示聲，有民眾不滿意也不會響。請立即登入。',
    en: 'Signed out: this screen sounds no alarm any more, whoever is dissatisfied. Sign in now.',
  },
  silencedTitle: { zh: '已登出，不會響警示', en: 'Signed out, alarms are silent' },
  lead: { zh: '請用您的帳號登入。', en: 'Sign in with your account.' },
  account: { zh: '帳號', en: 'Account' },
  password: { zh: '密碼', en: 'Password' },
  show: { zh: '顯示密碼', en: 'Show password' },
  hide: { zh: '隱藏密碼', en: 'Hide password' },
  submit: { zh: '登入', en: 'Sign in' },
  busy: { zh: '處理中…', en: 'One moment…' },
  apply: { zh: '還沒有帳號？申請帳號', en: 'No account yet? Apply for one' },
  back: { zh: '回登入', en: 'Back to sign-in' },
  or: { zh: '或', en: 'or' },
  oidc: {
    zh: (provider: string) => `以「${provider}」登入`,
    en: (provider: string) => `Sign in with ${provider}`,
  },
  demonstration: {
    zh: '這台主機在示範模式中，不需要登入。',
    en: 'This hub runs as a demonstration; nobody needs to sign in.',
  },
  faults: {
    account: { zh: '請輸入帳號。', en: 'Enter your account.' },
    password: { zh: '請輸入密碼。', en: 'Enter your password.' },
    refused: {
      zh: '帳號或密碼不正確。連續錯誤五次會鎖定 15 分鐘。',
      en: 'Account or password is not right. Five failures in a row lock it for 15 minutes.',
    },
    locked: {
      zh: '這個帳號因為多次輸入錯誤，暫時鎖定 15 分鐘。',
      en: 'After several failures this account is locked for 15 minutes.',
    },
    lockedUntil: {
      zh: (time: string) => `這個帳號因為多次輸入錯誤而鎖定，${time} 之後才能再試。`,
      en: (time: string) => `After several failures this account is locked; try again after ${time}.`,
    },
    tooMany: {
      zh: '這台電腦嘗試登入的次數太多，請稍候幾分鐘再試。',
      en: 'Too many attempts from this computer; wait a few minutes and try again.',
    },
    hubBusy: { zh: '主機忙碌中，請稍候再試一次。', en: 'The hub is busy; try again in a moment.' },
    oidc: {
      zh: '以機關帳號登入沒有成功。請再試一次，或改用這裡的帳號。',
      en: 'Signing in with the office identity did not work. Try again, or use an account of this hub.',
    },
  },
  change: {
    title: { zh: '設定新密碼', en: 'Choose a new password' },
    must: {
      zh: '一次性密碼只用來進來這一次，或者您的密碼已經過期。請先設定自己的密碼，才能繼續。',
      en: 'A one-time password lets you in only once, or your password is too old. Choose your own to go on.',
    },
    own: {
      zh: '設定後，其他裝置上的登入會結束。',
      en: 'Afterwards, your sessions on other devices end.',
    },
    current: { zh: '目前的密碼', en: 'Present password' },
    next: { zh: '新密碼', en: 'New password' },
    rules: { zh: '新密碼要符合', en: 'The new password needs' },
    long: {
      zh: (least: number) => `至少 ${least} 個字元`,
      en: (least: number) => `at least ${least} characters`,
    },
    notAccount: { zh: '與您的帳號不同', en: 'to differ from your account name' },
    notSame: { zh: '與目前的密碼不同', en: 'to differ from the present one' },
    varied: {
      zh: (phrase: number) => `大寫、小寫、數字、符號中的三種，或至少 ${phrase} 個字元`,
      en: (phrase: number) =>
        `three of: capitals, small letters, digits, other signs; or at least ${phrase} characters`,
    },
    notUsed: { zh: '不是最近三次用過的密碼', en: 'not to be one of your last three' },
    met: { zh: '已符合', en: 'met' },
    notMet: { zh: '尚未符合', en: 'not met yet' },
    judged: { zh: '由主機檢查', en: 'checked by the hub' },
    submit: { zh: '設定新密碼', en: 'Set the new password' },
    cancel: { zh: '取消', en: 'Cancel' },
    missing: { zh: '請輸入目前的密碼。', en: 'Enter your present password.' },
    wrong: { zh: '目前的密碼不正確。', en: 'The present password is not right.' },
    unmet: { zh: '新密碼還不符合下面的要求。', en: 'The new password does not meet the rules below yet.' },
    short: { zh: '新密碼太短。', en: 'The new password is too short.' },
    simple: {
      zh: '新密碼太容易猜到，請換一個。',
      en: 'The new password is too easy to guess; choose another.',
    },
    young: {
      zh: '密碼設定後 24 小時內不能再變更；若有人知道了您的密碼，請主管重設。',
      en: 'A password stays for 24 hours; if somebody has learnt it, have a supervisor reset it.',
    },
    used: {
      zh: '這是您最近用過的密碼，請換一個。',
      en: 'You have used this password before; choose another.',
    },
  },
  application: {
    title: { zh: '申請帳號', en: 'Apply for an account' },
    lead: { zh: '由戶所主管核准後才能使用。', en: 'A supervisor of the office approves it first.' },
    accountHint: {
      zh: '2 至 32 個小寫英文字母、數字、點、底線或連字號，以英文字母開頭，例如 lin.meihua',
      en: '2 to 32 small letters, digits, dots, underscores or hyphens, beginning with a letter, such as lin.meihua',
    },
    name: { zh: '姓名', en: 'Name' },
    nameHint: {
      zh: '會出現在您處理的警示旁與操作紀錄中。',
      en: 'It stands beside the alarms you take and in the journal.',
    },
    roles: { zh: '身分', en: 'Roles' },
    offices: { zh: '戶所', en: 'Offices' },
    reason: { zh: '用途', en: 'What it is for' },
    reasonHint: { zh: '讓核准的人知道您的工作。', en: 'So that whoever approves it knows your work.' },
    submit: { zh: '送出申請', en: 'Send the application' },
    faults: {
      account: {
        zh: '帳號不符合格式，請依下方說明輸入。',
        en: 'This is no account name; see the hint below.',
      },
      name: { zh: '請輸入 1 至 64 個字的姓名。', en: 'Enter a name of 1 to 64 characters.' },
      roles: { zh: '請至少選一個身分。', en: 'Choose at least one role.' },
      offices: { zh: '請至少選一個戶所。', en: 'Choose at least one office.' },
      reason: { zh: '請用 1 至 300 個字說明用途。', en: 'Say what it is for, in 1 to 300 characters.' },
      taken: { zh: '這個帳號已有人使用，請換一個。', en: 'This account name is taken; choose another.' },
      unknownOffice: { zh: '主機沒有這個戶所。', en: 'The hub has no such office.' },
      tooMany: {
        zh: '今天從這台電腦送出的申請太多，請明天再試，或洽戶所主管。',
        en: 'Too many applications from this computer; try again tomorrow or ask your supervisor.',
      },
    },
    noOffices: {
      zh: '讀不到戶所清單，請稍候再試。',
      en: 'The list of offices cannot be read; try again later.',
    },
    sent: { zh: '申請已送出', en: 'The application is sent' },
    nextHeading: { zh: '接下來', en: 'What happens next' },
    next1: {
      zh: '戶所主管會確認您的身分與戶所。',
      en: 'A supervisor checks your roles and offices.',
    },
    next2: {
      zh: '核准後，主管當面交給您一次性密碼，72 小時內有效。',
      en: 'When it is approved, the supervisor hands you a one-time password, good for 72 hours.',
    },
    next3: {
      zh: '第一次登入時，設定自己的密碼。',
      en: 'At your first sign-in you choose a password of your own.',
    },
  },
} as const satisfies PhraseTree;
