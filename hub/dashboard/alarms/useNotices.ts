import { useEffect } from 'preact/hooks';
import { noticesOf } from '../notify/notices.js';
import type { Locale } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import type { AnsweringModel } from './answeringModel.js';

/** Tells of alarms beside the page: on the desktop where the browser may, and in the title of window or tab. */
export function useNotices(model: AnsweringModel, locale: Locale, title: string): void {
  const { link, calls, notifier } = model;
  const office = link.state.value?.office;
  const waiting = calls.calling.value.length;
  const mine = calls.mine.value;
  useEffect(() => {
    const notices = office === undefined ? [] : noticesOf(mine, office, locale);
    const calling = waiting > 0 ? locale.t.sound.notice.titleCalling(waiting) : title;
    notifier.tell(notices, { calm: notices.length > 0 ? title : calling, calling });
  }, [mine, waiting, office, locale, title]);
  useTitle(notifier.title.value);
}
