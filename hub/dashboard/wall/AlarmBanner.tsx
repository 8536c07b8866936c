import type { Level } from '#contract/values.js';
import type { AlarmView, Words as Name } from '#contract/views.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly alarm: AlarmView;
  readonly counter: Name | undefined;
  /** The shortcut key takes this one. */
  readonly first: boolean;
  readonly now: number;
  readonly quiet: boolean;
  readonly sending: boolean;
  readonly locale: Locale;
  readonly acknowledge: () => void;
}

/**
 * One alarm, impossible to miss. What is announced never changes while it waits: the running seconds stand
 * outside the `alert`, or a screen reader would read the whole of it every second.
 */
export function AlarmBanner({ alarm, counter, first, now, quiet, sending, locale, acknowledge }: Props) {
  const { t } = locale;
  const { alarms } = t.wall;
  const name = counter === undefined ? alarm.counter : locale.say(counter);
  const level = t.levels[alarm.level as Level];
  return (
    <article class={`alarm ${alarm.priority}`} data-quiet={quiet} data-alarm={alarm.id}>
      <p class="waiting" role="timer" aria-live="off">
        <Icon name={quiet ? 'muted' : 'bell'} />
        <small>{alarms.waiting}</small>
        <strong>{t.pages.duration(now - Date.parse(alarm.raisedAt))}</strong>
      </p>
      <div class="what" role="alert" id={`alarm-${alarm.id}`}>
        <p class="priority">{alarms.priority(t.alarmPriorities[alarm.priority])}</p>
        <p class="headline">
          <span>{name}</span> <span>{level}</span>
        </p>
        <p class="details">
          <Detail name={alarms.clerk} value={alarm.clerk} />
          <Detail name={alarms.document} value={t.documentKinds[alarm.kind]} />
          {alarm.service !== undefined && <Detail name={alarms.service} value={alarm.service} />}
        </p>
      </div>
      <div class="take">
        <button
          type="button"
          aria-disabled={sending}
          aria-keyshortcuts={first ? 'F8' : undefined}
          aria-describedby={`alarm-${alarm.id}`}
          onClick={acknowledge}
        >
          {sending ? alarms.acknowledging : alarms.acknowledge}
        </button>
        {first && <small>{alarms.shortcut}</small>}
      </div>
    </article>
  );
}

function Detail({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <span>
      <small>{name}</small> {value}
    </span>
  );
}
