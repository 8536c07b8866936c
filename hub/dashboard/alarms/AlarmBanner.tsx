import type { ComponentChildren } from 'preact';
import type { AlarmView, ShelfView } from '#contract/alarms.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import type { AlarmText } from './alarmText.js';
import { calls } from './calls.js';

export interface BannerProps {
  readonly alarm: AlarmView;
  readonly text: AlarmText;
  /** The shortcut key takes this one. */
  readonly first: boolean;
  readonly now: number;
  readonly quiet: boolean;
  /** Its counter makes no sound (A4). */
  readonly shelf: ShelfView | undefined;
  readonly sending: boolean;
  readonly locale: Locale;
  readonly acknowledge: () => void;
  /** What else may be done about it here. */
  readonly more?: ComponentChildren;
}

/**
 * One alarm, impossible to miss. What is announced never changes while it waits: the running seconds and who was called
 * stand outside the `alert`, or a screen reader would read the whole of it again with each of them.
 */
export function AlarmBanner(props: BannerProps) {
  const { alarm, text, now, quiet, shelf, locale } = props;
  const { t } = locale;
  const { alarms } = t.wall;
  return (
    <article
      class={`alarm ${alarm.priority}`}
      data-quiet={quiet || shelf !== undefined}
      data-alarm={alarm.id}
    >
      <Waiting {...props} />
      <div class="what">
        <div role="alert" id={`alarm-${alarm.id}`}>
          <p class="priority">{alarms.priority(t.alarmPriorities[alarm.priority])}</p>
          <p class="headline">
            {text.place !== undefined && <span>{text.place}</span>} <span>{text.matter}</span>
          </p>
          <p class="details">
            {text.facts.map(({ name, value }) => (
              <span key={name}>
                <small>{name}</small> {value}
              </span>
            ))}
          </p>
        </div>
        <p class="calls">
          {calls(alarm, t)}
          {shelf !== undefined && ` · ${alarms.shelved(t.pages.duration(Date.parse(shelf.until) - now))}`}
        </p>
      </div>
      <Take {...props} />
    </article>
  );
}

function Waiting({ alarm, now, quiet, shelf, locale }: BannerProps) {
  const { t } = locale;
  const { alarms } = t.wall;
  const silent = quiet || shelf !== undefined;
  return (
    <p class="waiting" role="timer" aria-live="off">
      <Icon name={silent ? 'muted' : 'bell'} />
      <small>{alarms.waiting}</small>
      <strong>{t.pages.duration(now - Date.parse(alarm.raisedAt))}</strong>
    </p>
  );
}

function Take({ alarm, first, sending, locale, acknowledge, more }: BannerProps) {
  const { alarms } = locale.t.wall;
  return (
    <div class="take">
      <button
        type="button"
        class="come"
        aria-disabled={sending}
        aria-keyshortcuts={first ? 'F8' : undefined}
        aria-describedby={`alarm-${alarm.id}`}
        onClick={acknowledge}
      >
        {sending ? alarms.acknowledging : alarms.acknowledge}
      </button>
      {first && <small>{alarms.shortcut}</small>}
      {more}
    </div>
  );
}
