import type { AlarmView } from '#contract/alarms.js';
import type { Words } from '#words/catalogue.js';

/** Who was called so far and who is next (A3), each named once however often called. */
export function calls({ called, toCall }: AlarmView, t: Words): string {
  const { alarms } = t.wall;
  const [next] = toCall;
  const names = [...new Set(called)];
  if (names.length === 0 && next === undefined) return alarms.calledAll;
  const done = names.length === 0 ? [] : [alarms.called(names)];
  return [...done, ...(next === undefined ? [] : [alarms.next(next)])].join(' · ');
}
