import type { AlarmView } from '#contract/alarms.js';
import type { Words } from '#contract/views.js';
import { alarmPriorities, alarmSources, alarmSteps, equipmentCodes } from '#words/alarms.js';
import type { Language } from '#words/language.js';
import type { OutboundNews } from './outboundTarget.js';

/** Names of an office, and of its counter where there is one. */
export interface PlaceNames {
  readonly office: Words;
  readonly counter?: Words;
}

/** One line about what happened, zh-TW before English; names nobody (P5). */
export const alarmText = ({ step, alarm }: OutboundNews, place: PlaceNames): string => {
  const one = (language: Language): string =>
    [
      alarmSteps[step.step][language],
      matter(alarm)[language],
      place.office[language],
      ...(place.counter === undefined ? [] : [place.counter[language]]),
      alarmPriorities[alarm.priority][language],
    ].join(language === 'zh' ? '，' : ', ');
  return `${one('zh')} / ${one('en')}`;
};

const matter = ({ about }: AlarmView): Words =>
  about.source === 'equipment' ? equipmentCodes[about.code] : alarmSources[about.source];
