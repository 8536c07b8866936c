import type { AlarmView } from '#contract/alarms.js';
import type { Locale } from '../ui/locale.js';
import type { ConsoleModel } from './consoleModel.js';

interface Props {
  readonly alarm: AlarmView;
  readonly model: ConsoleModel;
  readonly locale: Locale;
}

/** Begins to silence the alarm's counter (A4); absent where there is none, or it is silent already. */
export function ShelveButton({ alarm, model, locale }: Props) {
  const silent = model.calls.shelves.value.some(({ counter }) => counter === alarm.counter);
  if (alarm.counter === undefined || silent) return null;
  return (
    <button type="button" class="button plain shelve" onClick={() => model.shelving.open(alarm)}>
      {locale.t.consolePage.shelve.open}
    </button>
  );
}
