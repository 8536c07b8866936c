import { useEffect, useState } from 'preact/hooks';
import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { alarmLine, alarmText } from './alarmText.js';

interface Props {
  readonly alarms: readonly AlarmView[];
  readonly office: OfficeView;
  readonly now: number;
  readonly locale: Locale;
}

/** So much of the banners must be in sight for them to be seen, px. */
const IN_SIGHT_PX = 64;

/**
 * While the banners are scrolled out of sight, the first of them along the lower edge of the window, with the way back.
 * A screen reader was told of each alarm by its banner and is not told again.
 */
export function StillCalling({ alarms, office, now, locale }: Props) {
  const away = useAway('.alarms');
  const first = alarms[0];
  if (!away || first === undefined) return null;
  const { t } = locale;
  return (
    <aside class={`still-calling ${first.priority}`} aria-label={t.wall.alarms.heading}>
      <Icon name="bell" />
      <p>
        <strong>{t.wall.alarms.stillCalling(alarms.length)}</strong>{' '}
        <span>{alarmLine(alarmText(first, office, locale))}</span>{' '}
        <span role="timer" aria-live="off">
          {t.wall.alarms.waiting} {t.pages.duration(now - Date.parse(first.raisedAt))}
        </span>
      </p>
      <button type="button" class="come" onClick={showBanners}>
        {t.wall.alarms.show}
      </button>
    </aside>
  );
}

function showBanners(): void {
  window.scrollTo({ top: 0 });
  document.querySelector<HTMLElement>('.alarms .come')?.focus();
}

function useAway(selector: string): boolean {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const place = document.querySelector(selector);
    if (place === null) return undefined;
    const observer = new IntersectionObserver(([seen]) => setAway(seen?.isIntersecting === false), {
      rootMargin: `-${IN_SIGHT_PX}px 0px`,
    });
    observer.observe(place);
    return () => observer.disconnect();
  }, [selector]);
  return away;
}
