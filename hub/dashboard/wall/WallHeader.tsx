import { formatDate, formatTimeWithSeconds } from '#words/dates.js';
import type { AnsweringModel } from '../alarms/answeringModel.js';
import { Icon } from '../ui/Icon.js';
import { LanguageSwitch } from '../ui/LanguageSwitch.js';
import type { LocaleChoice } from '../ui/locale.js';

interface Props {
  readonly model: AnsweringModel;
  readonly choice: LocaleChoice;
}

export function WallHeader({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const { link, supervisor, announcer } = model;
  const office = link.state.value?.office;
  const now = link.now.value;
  return (
    <header class="top">
      <div>
        <h1 tabIndex={-1}>{office === undefined ? t.wall.title : locale.say(office.name)}</h1>
        <p class="muted">
          {t.wall.title} · {formatDate(now, locale.language)} <time>{formatTimeWithSeconds(now)}</time>
        </p>
      </div>
      <p class="who">
        <span class="muted">{t.wall.name.supervisor}</span> {supervisor.name.value ?? t.wall.name.unknown}{' '}
        <button type="button" class="button plain" onClick={() => supervisor.change()}>
          {t.wall.name.change}
        </button>
      </p>
      {announcer.state.value === 'on' && (
        <p class="who">
          <Icon name="bell" /> {t.wall.sound.on}{' '}
          <button type="button" class="button plain" onClick={() => announcer.test()}>
            {t.wall.sound.test}
          </button>
        </p>
      )}
      {link.link.value === 'live' && (
        <p class="who" role="status">
          <Icon name="well" /> {t.wall.link.live}
        </p>
      )}
      <LanguageSwitch choice={choice} />
    </header>
  );
}
