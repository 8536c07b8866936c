import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { AlarmView, ShelfView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import type { Locale } from '../ui/locale.js';
import { AlarmBanner } from './AlarmBanner.js';
import { alarmText } from './alarmText.js';
import { useFocusKept } from './useFocusKept.js';

interface Props {
  readonly alarms: readonly AlarmView[];
  readonly office: OfficeView;
  readonly shelves: readonly ShelfView[];
  readonly now: number;
  readonly quiet: boolean;
  readonly sending: ReadonlySet<string>;
  readonly locale: Locale;
  readonly acknowledge: (alarm: string) => void;
  readonly more?: ((alarm: AlarmView) => ComponentChildren) | undefined;
}

/** The alarms that call, first on the page and first in the order of focus. F8 takes the first from anywhere. */
export function AlarmList({ alarms, office, shelves, locale, acknowledge, more, ...rest }: Props) {
  const list = useRef<HTMLElement>(null);
  useKey('F8', () => {
    const first = alarms[0];
    if (first !== undefined) acknowledge(first.id);
  });
  useFocusKept(list, alarms.map((alarm) => alarm.id).join(' '));
  return (
    <section ref={list} class="alarms" aria-labelledby="alarms-heading" data-alarms={alarms.length}>
      <h2 id="alarms-heading" class="unseen">
        {locale.t.wall.alarms.heading}
      </h2>
      {alarms.map((alarm, index) => (
        <AlarmBanner
          key={alarm.id}
          alarm={alarm}
          text={alarmText(alarm, office, locale)}
          first={index === 0}
          now={rest.now}
          quiet={rest.quiet}
          shelf={shelves.find(({ counter }) => counter === alarm.counter)}
          sending={rest.sending.has(alarm.id)}
          locale={locale}
          acknowledge={() => acknowledge(alarm.id)}
          more={more?.(alarm)}
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
