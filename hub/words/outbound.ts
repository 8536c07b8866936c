import type { PhraseTree } from './language.js';

/** Names of what other systems are shown. */
export const outbound = {
  waiting: { zh: '待處理警示', en: 'Waiting alarms' },
  highest: { zh: '最高優先等級', en: 'Highest priority' },
  alarm: { zh: '警示', en: 'alarm' },
  box: { zh: '評分機連線', en: 'rating box' },
} as const satisfies PhraseTree;
