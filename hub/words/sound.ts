import type { PhraseTree } from './language.js';

/** Texts of everything about being heard: chime, volume, tests, notifications. */
export const sound = {
  volume: { zh: '音量', en: 'Volume' },
  volumeOf: { zh: (tenths: number) => `${tenths}／10`, en: (tenths: number) => `${tenths} of 10` },
  volumeNote: {
    zh: '只調整這台電腦；最小音量仍聽得到，不能關閉。',
    en: 'For this computer only; the lowest is still heard, there is no off.',
  },
  elsewhere: {
    zh: '警示音由這個瀏覽器的另一個分頁發出',
    en: 'Another tab of this browser sounds the chime',
  },
  help: {
    heading: { zh: '讓警示音自動開啟', en: 'How to let the chime sound by itself' },
    once: {
      zh: '每次開啟頁面後，在畫面上按一下，瀏覽器就允許發出聲音。',
      en: 'After each start, click once anywhere on the page: the browser then allows sound.',
    },
    policy: {
      zh: '看板專用的電腦可由管理人員設定 Chrome 或 Edge 的政策 AutoplayAllowlist，加入本頁網址，之後不必再按：',
      en: 'On a wall computer, let its administrator add this page to the policy AutoplayAllowlist of Chrome or Edge; no click is needed then:',
    },
    flag: {
      zh: '或在啟動瀏覽器的指令加上：',
      en: 'Or add this to the command that starts the browser:',
    },
    firefox: {
      zh: 'Firefox：在政策 Permissions 的 Autoplay 之下將本頁網址加入 Allow。',
      en: 'Firefox: add this page under Allow of Autoplay in the policy Permissions.',
    },
  },
  tests: {
    heading: { zh: '警示音測試', en: 'Chime test' },
    none: { zh: '尚未測試', en: 'Not tested yet' },
    pending: { zh: '測試中，等候任一台電腦回報', en: 'Under way; waiting for any console to confirm' },
    confirmed: {
      zh: (time: string, console: string) => `${time} 由 ${console} 確認有聲音`,
      en: (time: string, console: string) => `Heard by ${console} at ${time}`,
    },
    failed: {
      zh: '沒有任何電腦確認發出警示音，請檢查喇叭與瀏覽器設定。',
      en: 'No console confirmed that the chime sounds. Check loudspeakers and browser settings.',
    },
    run: { zh: '立即測試', en: 'Test now' },
    proves: {
      zh: '測試確認瀏覽器送出聲音；喇叭是否接好，請按「試聽」用耳朵確認。',
      en: 'The test proves that the browser puts out sound. Whether the loudspeaker is connected, judge by ear.',
    },
  },
  desktop: {
    ask: { zh: '允許桌面通知', en: 'Allow desktop notifications' },
    granted: { zh: '桌面通知已開啟', en: 'Desktop notifications on' },
    denied: {
      zh: '瀏覽器已封鎖桌面通知，請在網址列的網站設定中允許。',
      en: 'The browser blocks desktop notifications; allow them in its settings for this site.',
    },
    unavailable: {
      zh: '桌面通知需要以 HTTPS 開啟本頁；警示音與分頁標題不受影響。',
      en: 'Desktop notifications need this page to be opened by HTTPS; chime and tab title work without.',
    },
  },
  notice: {
    heading: { zh: (place: string) => `警示：${place}`, en: (place: string) => `Alarm: ${place}` },
    body: {
      zh: (priority: string) => `優先順序：${priority}`,
      en: (priority: string) => `Priority: ${priority}`,
    },
    titleCalling: {
      zh: (n: number) => `● ${n} 則警示待確認`,
      en: (n: number) => (n === 1 ? '● 1 alarm to acknowledge' : `● ${n} alarms to acknowledge`),
    },
  },
} as const satisfies PhraseTree;
