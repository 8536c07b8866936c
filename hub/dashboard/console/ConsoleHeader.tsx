import { formatDate, formatTimeWithSeconds } from '#words/dates.js';
import { Icon } from '../ui/Icon.js';
import { LanguageSwitch } from '../ui/LanguageSwitch.js';
import type { LocaleChoice } from '../ui/locale.js';
import type { ConsoleModel } from './consoleModel.js';

interface Props {
  readonly model: ConsoleModel;
  readonly choice: LocaleChoice;
}

/** Which office, who sits here, and the way to the pages beside this one. */
export function ConsoleHeader({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const { link, supervisor } = model;
  const office = link.state.value?.office;
  const now = link.now.value;
  const query = office === undefined ? '' : `?office=${encodeURIComponent(office.id)}`;
  return (
    <header class="top">
      <div>
        <h1 tabIndex={-1}>{office === undefined ? t.consolePage.title : locale.say(office.name)}</h1>
        <p class="muted">
          {t.consolePage.title} · {formatDate(now, locale.language)} <time>{formatTimeWithSeconds(now)}</time>
        </p>
      </div>
      <nav class="beside" aria-label={t.consolePage.links.label}>
        <a href={`./wall.html${query}`}>{t.consolePage.links.wall}</a>
        <a href={`./cases.html${query}`}>{t.consolePage.links.cases}</a>
        <a href={`./alarm-settings.html${query}`}>{t.consolePage.links.settings}</a>
        <a href="./">{t.pages.home}</a>
      </nav>
      <p class="who">
        <span class="muted">{t.wall.name.supervisor}</span> {supervisor.name.value ?? t.wall.name.unknown}{' '}
        <button type="button" class="button plain" onClick={() => supervisor.change()}>
          {t.wall.name.change}
        </button>
      </p>
      {link.link.value === 'live' && (
        <p class="who" role="status">
          <Icon name="well" /> {t.wall.link.live}
        </p>
      )}
      <LanguageSwitch choice={choice} />
    </header>
  );
}
