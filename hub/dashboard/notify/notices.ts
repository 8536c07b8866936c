import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import type { Locale } from '../ui/locale.js';
import type { Notice } from './notifier.js';

/**
 * What is said of each alarm on a desktop, where anybody may look: the counter, or the office where it concerns all of it,
 * and how urgent it is. Nobody's name, no document and no level (P4, P5).
 */
export const noticesOf = (alarms: readonly AlarmView[], office: OfficeView, { t, say }: Locale): Notice[] =>
  alarms.map(({ id, counter, priority }) => {
    const place = office.counters.find((candidate) => candidate.id === counter)?.name ?? office.name;
    return {
      alarm: id,
      heading: t.sound.notice.heading(say(place)),
      body: t.sound.notice.body(t.alarmPriorities[priority]),
    };
  });
