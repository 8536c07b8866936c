import type { PhraseTree } from './language.js';

/** Texts of the virtual rating panel. The panel shows both languages at once, as the box on a counter does. */
export const panel = {
  title: { zh: '虛擬評分機', en: 'Virtual rating box' },
  lead: {
    zh: '每個櫃檯一台模擬評分機。按下臉孔，就像民眾在櫃檯前按鍵一樣。',
    en: 'One simulated rating box per counter. Press a face as a citizen at the counter would.',
  },
  hardware: {
    virtual: { zh: '虛擬面板', en: 'Virtual panel' },
    board: { zh: '真實韌體（模擬電路板）', en: 'Real firmware on a simulated board' },
  },
  scenes: {
    dark: { zh: '目前未開放評分', en: 'Nothing to rate at the moment' },
    invite: { zh: '請為本次服務評分', en: 'Please rate this service' },
    countdown: { zh: '即將結束', en: 'Closing soon' },
    accepted: { zh: '謝謝您', en: 'Thank you' },
    fault: { zh: '暫停服務', en: 'Out of service' },
    test: { zh: '自我測試中', en: 'Self-test' },
    stopped: { zh: '評分機程式已停止', en: 'The box’s program has stopped' },
    unplugged: { zh: '面板已拔除', en: 'The panel is unplugged' },
    unheard: { zh: '與模擬器失去連線', en: 'No connection to the simulator' },
  },
  seconds: { zh: '秒', en: 'seconds' },
  caption: { zh: '語音', en: 'Spoken' },
  sound: {
    heading: { zh: '語音播放', en: 'Sound' },
    off: { zh: '關閉', en: 'Off' },
    on: { zh: '開啟', en: 'On' },
    missing: { zh: '沒有這句話的錄音', en: 'No recording of this prompt' },
  },
  moreTime: { zh: '延長時間', en: 'More time' },
  language: { zh: '語言', en: 'Language' },
  hint: { zh: '也可用鍵盤上的 5 到 1、+ 和 L', en: 'Keys 5 to 1, + and L of the keyboard work too' },
  engineer: {
    heading: { zh: '工程測試', en: 'For the engineer' },
    why: { zh: '製造故障，看系統如何反應', en: 'Cause a fault and see what the system makes of it' },
    unplug: { zh: '拔除面板', en: 'Unplug the panel' },
    plug: { zh: '接回面板', en: 'Plug the panel in' },
    kill: { zh: '強制結束程式', en: 'Kill the program' },
    'cut-link': { zh: '切斷連線', en: 'Cut the link' },
    'restore-link': { zh: '恢復連線', en: 'Restore the link' },
    running: { zh: '程式執行中', en: 'Program running' },
    notRunning: { zh: '程式已停止', en: 'Program stopped' },
    plugged: { zh: '面板已接上', en: 'Panel plugged in' },
    notPlugged: { zh: '面板未接上', en: 'Panel unplugged' },
    linked: { zh: '連線正常', en: 'Link up' },
    notLinked: { zh: '連線中斷', en: 'Link cut' },
    refused: { zh: '模擬器沒有接受這個動作', en: 'The simulator did not accept this' },
  },
  back: { zh: '所有櫃檯', en: 'All counters' },
} as const satisfies PhraseTree;
