import { formatTimeWithSeconds } from '#words/dates.js';
import type { LinkState } from '../../watcher/streamClient.js';
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

/** Chromium's own names; no language translates them. */
const KIOSK_FLAG = '--autoplay-policy=no-user-gesture-required';
const POLICIES = ['AutoplayAllowed', 'AutoplayAllowlist'];

/** Red until the browser lets the page be heard (A7), with what to set so that it need not be asked again. */
export function SoundBar({ state, locale, arm }: SoundProps) {
  const { sound } = locale.t.wall;
  const { help } = locale.t.sound;
  if (state === 'on') return null;
  return (
    <div class="bar sound">
      <Icon name="muted" />
      <strong role="status">{state === 'blocked' ? sound.blocked : sound.unavailable}</strong>
      {state === 'blocked' && (
        <>
          <button type="button" class="button" onClick={arm}>
            {sound.arm}
          </button>
          <details>
            <summary>{help.heading}</summary>
            <p>{help.once}</p>
            <p>
              {help.policy} <code>{POLICIES.join(' / ')}</code>
            </p>
            <p>
              {help.flag} <code>{KIOSK_FLAG}</code>
            </p>
            <p>{help.firefox}</p>
          </details>
        </>
      )}
    </div>
  );
}
