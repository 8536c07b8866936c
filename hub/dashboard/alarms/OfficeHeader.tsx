import type { ComponentChildren } from 'preact';
import { formatDate, formatTimeWithSeconds } from '#words/dates.js';
import { PageTools } from '../session/PageTools.js';
import { Icon } from '../ui/Icon.js';
import type { LocaleChoice } from '../ui/locale.js';
import type { AnsweringModel } from './answeringModel.js';

interface Props {
  readonly model: AnsweringModel;
  readonly choice: LocaleChoice;
  /** Of the page. */
  readonly title: string;
  /** Before and after who sits here. */
  readonly before?: ComponentChildren;
  readonly after?: ComponentChildren;
}

/** Which office at what time, who sits here, and that the line to the hub lives. */
export function OfficeHeader({ model, choice, title, before, after }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const { link, supervisor } = model;
  const office = link.state.value?.office;
  const now = link.now.value;
  return (
    <header class="top">
      <div>
        <h1 tabIndex={-1}>{office === undefined ? title : locale.say(office.name)}</h1>
        <p class="muted">
          {title} · {formatDate(now, locale.language)} <time>{formatTimeWithSeconds(now)}</time>
        </p>
      </div>
      {before}
      {supervisor.signedIn === undefined && (
        <p class="who">
          <span class="muted">{t.wall.name.supervisor}</span> {supervisor.name.value ?? t.wall.name.unknown}{' '}
          <button type="button" class="button plain" onClick={() => supervisor.change()}>
            {t.wall.name.change}
          </button>
        </p>
      )}
      {after}
      {link.link.value === 'live' && (
        <p class="who" role="status">
          <Icon name="well" /> {t.wall.link.live}
        </p>
      )}
      <PageTools choice={choice} />
    </header>
  );
}
