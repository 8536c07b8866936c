import type { Locale } from '../ui/locale.js';
import type { FrameModel } from './frameModel.js';

interface Props {
  readonly model: FrameModel;
  readonly locale: Locale;
}

/** One office or the whole city. An office the hub does not list stays chosen and is named as unknown. */
export function OfficePicker({ model, locale }: Props) {
  const { statistics } = locale.t;
  const chosen = model.office.value;
  const offices = model.offices.value ?? [];
  const unknown = chosen !== '' && !offices.some(({ id }) => id === chosen);
  return (
    <div class="field">
      <label for="office">{statistics.office}</label>
      <select id="office" value={chosen} onChange={(event) => model.chooseOffice(event.currentTarget.value)}>
        {!model.isScoped && <option value="">{statistics.city}</option>}
        {unknown && <option value={chosen}>{statistics.unknownOffice(chosen)}</option>}
        {offices.map(({ id, name }) => (
          <option key={id} value={id}>
            {locale.say(name)}
          </option>
        ))}
      </select>
    </div>
  );
}
