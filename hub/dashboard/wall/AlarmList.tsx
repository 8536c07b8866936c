import { useEffect, useRef } from 'preact/hooks';
import type { AlarmView } from '#contract/views.js';
import type { OfficeState } from '../live/officeState.js';
import type { Locale } from '../ui/locale.js';
import { AlarmBanner } from './AlarmBanner.js';

interface Props {
  readonly alarms: readonly AlarmView[];
  readonly office: OfficeState['office'];
  readonly now: number;
  readonly quiet: boolean;
  readonly sending: ReadonlySet<string>;
  readonly locale: Locale;
  readonly acknowledge: (alarm: string) => void;
}

/** The alarms that call, first on the page and first in the order of focus. F8 takes the first from anywhere. */
export function AlarmList({ alarms, office, locale, acknowledge, ...rest }: Props) {
  const list = useRef<HTMLElement>(null);
  const ids = alarms.map((alarm) => alarm.id).join(' ');
  useKey('F8', () => {
    const first = alarms[0];
    if (first !== undefined) acknowledge(first.id);
  });
  useFocusKept(list, ids);
  return (
    <section ref={list} class="alarms" aria-labelledby="alarms-heading" data-alarms={alarms.length}>
      <h2 id="alarms-heading" class="unseen">
        {locale.t.wall.alarms.heading}
      </h2>
      {alarms.map((alarm, index) => (
        <AlarmBanner
          key={alarm.id}
          alarm={alarm}
          counter={office.counters.find((counter) => counter.id === alarm.counter)?.name}
          first={index === 0}
          now={rest.now}
          quiet={rest.quiet}
          sending={rest.sending.has(alarm.id)}
          locale={locale}
          acknowledge={() => acknowledge(alarm.id)}
        />
      ))}
    </section>
  );
}

/** A function key: single letters would fire while somebody types (WCAG 2.1.4). */
function useKey(key: string, action: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== key || event.repeat || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}

/** When the banner under the focus goes, the focus moves on to the next one, or to the page's heading. */
function useFocusKept(list: { readonly current: HTMLElement | null }, ids: string): void {
  const before = useRef(ids);
  useEffect(() => {
    const left = before.current.split(' ').some((id) => id !== '' && !ids.includes(id));
    before.current = ids;
    if (!left || document.activeElement !== document.body) return;
    const next = list.current?.querySelector('button') ?? document.querySelector<HTMLElement>('h1');
    next?.focus();
  }, [list, ids]);
}
