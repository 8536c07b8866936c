import { formatTimeWithSeconds } from '#words/dates.js';
import type { LinkState } from '../live/streamClient.js';
import type { SoundState } from '../sound/loudspeaker.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';

interface LinkProps {
  readonly link: LinkState;
  /** When the hub was last heard, Unix ms. */
  readonly heardAt: number;
  readonly locale: Locale;
}

/** Says loudly that what stands below may no longer be true. */
export function LinkBar({ link, heardAt, locale }: LinkProps) {
  const { t } = locale;
  if (link === 'live' || link === 'connecting') return null;
  return (
    <div class="bar" role="alert">
      <Icon name="offline" />
      {link === 'lost' ? (
        <>
          <strong>{t.wall.link.lost}</strong>
          <span>{t.wall.link.lostDetail(formatTimeWithSeconds(heardAt))}</span>
        </>
      ) : (
        <>
          <strong>{t.pages.problems.unknownOffice}</strong>
          <a class="button" href="./">
            {t.pages.home}
          </a>
        </>
      )}
    </div>
  );
}

interface SoundProps {
  readonly state: SoundState;
  readonly locale: Locale;
  readonly arm: () => void;
}

/** Red until the browser lets the page be heard (A7). */
export function SoundBar({ state, locale, arm }: SoundProps) {
  const { sound } = locale.t.wall;
  if (state === 'on') return null;
  return (
    <div class="bar sound" role="status">
      <Icon name="muted" />
      <strong>{state === 'blocked' ? sound.blocked : sound.unavailable}</strong>
      {state === 'blocked' && (
        <button type="button" class="button" onClick={arm}>
          {sound.arm}
        </button>
      )}
    </div>
  );
}
