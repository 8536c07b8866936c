import { OfficeHeader } from '../alarms/OfficeHeader.js';
import type { LocaleChoice } from '../ui/locale.js';
import type { ConsoleModel } from './consoleModel.js';

interface Props {
  readonly model: ConsoleModel;
  readonly choice: LocaleChoice;
}

/** With the way to the pages beside this one. */
export function ConsoleHeader({ model, choice }: Props) {
  const { t } = choice.locale.value;
  const { links, title } = t.consolePage;
  const office = model.link.office.value;
  const query = office === undefined ? '' : `?office=${encodeURIComponent(office)}`;
  return (
    <OfficeHeader
      model={model}
      choice={choice}
      title={title}
      before={
        <nav class="beside" aria-label={links.label}>
          <a href={`./wall.html${query}`}>{links.wall}</a>
          <a href={`./cases.html${query}`}>{links.cases}</a>
          <a href={`./alarm-settings.html${query}`}>{links.settings}</a>
          <a href="./">{t.pages.home}</a>
        </nav>
      }
    />
  );
}
