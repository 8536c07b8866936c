import { formatDate, formatTimeWithSeconds } from '#words/dates.js';
import { Icon } from '../ui/Icon.js';
import { LanguageSwitch } from '../ui/LanguageSwitch.js';
import type { LocaleChoice } from '../ui/locale.js';
import type { WallModel } from './wallModel.js';

interface Props {
  readonly model: WallModel;
  readonly choice: LocaleChoice;
  readonly soundOn: boolean;
  readonly test: () => void;
}

export function WallHeader({ model, choice, soundOn, test }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const office = model.state.value?.office;
  const now = model.now.value;
  return (
    <header class="top">
      <div>
        <h1 tabIndex={-1}>{office === undefined ? t.wall.title : locale.say(office.name)}</h1>
        <p class="muted">
          {t.wall.title} · {formatDate(now, locale.language)} <time>{formatTimeWithSeconds(now)}</time>
        </p>
      </div>
      <p class="who">
        <span class="muted">{t.wall.name.supervisor}</span> {model.supervisor.value ?? t.wall.name.unknown}{' '}
        <button
          type="button"
          class="button plain"
          onClick={() => {
            model.nameRequest.value = { kind: 'change' };
          }}
        >
          {t.wall.name.change}
        </button>
      </p>
      {soundOn && (
        <p class="who">
          <Icon name="bell" /> {t.wall.sound.on}{' '}
          <button type="button" class="button plain" onClick={test}>
            {t.wall.sound.test}
          </button>
        </p>
      )}
      {model.link.value === 'live' && (
        <p class="who" role="status">
          <Icon name="well" /> {t.wall.link.live}
        </p>
      )}
      <LanguageSwitch choice={choice} />
    </header>
  );
}
