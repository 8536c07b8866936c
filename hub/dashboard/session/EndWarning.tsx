import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import type { Session } from './session.js';

interface Props {
  readonly session: Session;
  readonly locale: Locale;
}

/**
 * Warns in time that the session ends, with the button to stay where that is possible (WCAG 2.2.1). A screen reader is
 * told once; the seconds run outside the `alert`.
 */
export function EndWarning({ session, locale }: Props) {
  const end = session.ending.value;
  const warned = end !== undefined && end.kind !== 'over';
  const { t } = locale;
  const words = t.access.ending;
  return (
    <div class="ending-place">
      <p class="unseen" role="alert">
        {warned ? words.soon : ''}
      </p>
      {warned && (
        <section class="ending" aria-label={words.soon}>
          <Icon name="expired" />
          <p>{words[end.kind](t.pages.duration(end.leftMs))}</p>
          {session.sounds && <p class="ending-silence">{words.silence}</p>}
          {end.kind === 'idle' && (
            <button type="button" class="button main" onClick={() => void session.stay()}>
              {words.stay}
            </button>
          )}
        </section>
      )}
    </div>
  );
}
