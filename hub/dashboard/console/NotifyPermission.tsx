import type { Locale } from '../ui/locale.js';
import type { ConsoleModel } from './consoleModel.js';

interface Props {
  readonly model: ConsoleModel;
  readonly locale: Locale;
}

/** Asks the browser for notifications on the desktop, or says why there are none. */
export function NotifyPermission({ model: { notifier }, locale }: Props) {
  const { desktop } = locale.t.sound;
  const permission = notifier.permission.value;
  if (permission === 'ask')
    return (
      <button type="button" class="button tap" onClick={() => void notifier.allow()}>
        {desktop.ask}
      </button>
    );
  return <p class="muted">{desktop[permission]}</p>;
}
