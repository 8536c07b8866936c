import type { WindowView } from '#contract/views.js';
import { phaseOf, type WindowPhase } from '../live/windowPhase.js';
import { Icon, type IconName } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly window: WindowView | undefined;
  readonly now: number;
  readonly lengthMs: number;
  readonly locale: Locale;
}

/** How the counter's window stands, without a word about the answer (P5). */
export function WindowPanel({ window, now, lengthMs, locale }: Props) {
  const { t } = locale;
  const phase = phaseOf(window, now, lengthMs);
  return (
    <section class={`card window ${phase.kind}`} aria-labelledby="window-heading">
      <h2 id="window-heading">{t.desk.window.heading}</h2>
      <p class="state">
        <Icon name={ICONS[phase.kind]} /> <strong>{phaseWords(phase, locale)}</strong>
        {phase.kind === 'open' && (
          <span class="left" role="timer" aria-live="off">
            {t.desk.window.left(phase.secondsLeft)}
          </span>
        )}
      </p>
      {window !== undefined && <p class="muted">{window.issuances.map(({ number }) => number).join('、')}</p>}
    </section>
  );
}

const ICONS: Readonly<Record<WindowPhase['kind'], IconName>> = {
  none: 'none',
  pending: 'waiting',
  open: 'rated',
  closing: 'waiting',
  ended: 'well',
};

export function phaseWords(phase: WindowPhase, { t }: Locale): string {
  if (phase.kind !== 'ended') return t.desk.window[phase.kind];
  const reason = phase.reason === undefined ? '' : ` · ${t.missedReasons[phase.reason]}`;
  return `${t.outcomes[phase.outcome]}${reason}`;
}
