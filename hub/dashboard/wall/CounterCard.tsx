import type { ShelfView } from '#contract/alarms.js';
import type { BoxView, CounterView, WindowView } from '#contract/views.js';
import { formatTime } from '#words/dates.js';
import { phaseOf, type WindowPhase } from '../live/windowPhase.js';
import { Icon, type IconName } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { boxNotes } from './boxNotes.js';
import { CountdownRing } from './CountdownRing.js';

export interface CounterProps {
  readonly counter: CounterView;
  readonly box: BoxView | undefined;
  readonly window: WindowView | undefined;
  /** Its alarms make no sound now (A4). */
  readonly shelf: ShelfView | undefined;
  readonly now: number;
  readonly locale: Locale;
}

/** One counter: its box, its window or the last outcome. Never a level (P5). */
export function CounterCard({ counter, box, window, shelf, now, locale }: CounterProps) {
  const { t } = locale;
  const phase = phaseOf(window, now, counter.windowMs);
  return (
    <li class={`card counter ${phase.kind}`} data-counter={counter.id}>
      <h3>
        {locale.say(counter.name)}
        {counter.priority && (
          <span class="badge">
            <Icon name="priority" /> {t.wall.counters.priority}
          </span>
        )}
      </h3>
      <div class="phase">
        <Phase phase={phase} window={window} now={now} locale={locale} />
      </div>
      <ul class="notes">
        {shelf !== undefined && (
          <li class="note dim">
            <Icon name="muted" />{' '}
            <span>{t.wall.alarms.shelved(t.pages.duration(Date.parse(shelf.until) - now))}</span>
          </li>
        )}
        {boxNotes(box, t).map(({ icon, tone, text }) => (
          <li key={text} class={`note ${tone}`}>
            <Icon name={icon} /> <span>{text}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}

interface PhaseProps {
  readonly phase: WindowPhase;
  readonly window: WindowView | undefined;
  readonly now: number;
  readonly locale: Locale;
}

function Phase({ phase, window, now, locale }: PhaseProps) {
  const { counters } = locale.t.wall;
  switch (phase.kind) {
    case 'none':
      return <p class="muted">{counters.idle}</p>;
    case 'pending':
      return <Line icon="waiting" strong={counters.pending} pieces={[window?.clerk]} />;
    case 'closing':
      return <Line icon="waiting" strong={counters.closing} pieces={[window?.clerk]} />;
    case 'open':
      return (
        <>
          <CountdownRing seconds={phase.secondsLeft} share={phase.share} unit={counters.secondsLeft} />
          <OpenWords window={window} locale={locale} />
        </>
      );
    case 'ended':
      return <LastOutcome phase={phase} window={window} now={now} locale={locale} />;
  }
}

function OpenWords({ window, locale }: Pick<PhaseProps, 'window' | 'locale'>) {
  const { counters } = locale.t.wall;
  const documents = window?.issuances.length ?? 0;
  return (
    <p class="line">
      <strong>{counters.open}</strong>
      <small class="muted">{window?.clerk}</small>
      {documents > 1 && <small class="muted">{counters.joined(documents)}</small>}
    </p>
  );
}

interface LastProps extends PhaseProps {
  readonly phase: Extract<WindowPhase, { kind: 'ended' }>;
}

function LastOutcome({ phase, window, now, locale }: LastProps) {
  const { t } = locale;
  const endedAt = window?.endedAt;
  const reason = phase.reason === undefined ? '' : ` · ${t.missedReasons[phase.reason]}`;
  const when =
    endedAt === undefined ? undefined : `${formatTime(endedAt)} · ${t.pages.ago(now - Date.parse(endedAt))}`;
  return (
    <>
      <Line
        icon={phase.outcome}
        strong={`${t.outcomes[phase.outcome]}${reason}`}
        pieces={[window?.clerk, when]}
        label={t.wall.counters.last}
      />
      {window?.flagged === true && <small class="muted">{t.wall.counters.flagged}</small>}
    </>
  );
}

interface LineProps {
  readonly icon: IconName;
  readonly strong: string;
  /** Set apart, and each kept whole as long as it fits. */
  readonly pieces: readonly (string | undefined)[];
  readonly label?: string;
}

function Line({ icon, strong, pieces, label }: LineProps) {
  return (
    <>
      <span class="picture">
        <Icon name={icon} />
      </span>
      <p class="line">
        {label !== undefined && <small class="muted">{label}</small>}
        <strong>{strong}</strong>
        <small class="muted pieces">
          {pieces.map((piece) => piece !== undefined && <span key={piece}>{piece}</span>)}
        </small>
      </p>
    </>
  );
}
