import { Answer } from '../records/Answer.js';
import { OfficeFrame } from '../records/OfficeFrame.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useUnsaved } from '../ui/useUnsaved.js';
import type { AlarmSettingsModel } from './alarmSettingsModel.js';
import { HolidaySection } from './HolidaySection.js';
import { NowSection } from './NowSection.js';
import { SettingsForm } from './SettingsForm.js';

interface Props {
  readonly model: AlarmSettingsModel;
  readonly choice: LocaleChoice;
}

/** Where an office decides who is called, when, and how its due days are counted (A3, A5, A6, A7, A9). */
export function AlarmSettingsPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { alarmSettings } = locale.t;
  const { frame } = model;
  const office = frame.office.value;
  useUnsaved(model.unsaved.value);
  return (
    <OfficeFrame
      page="alarm-settings"
      model={frame}
      choice={choice}
      heading={alarmSettings.title}
      {...(office !== '' && { scope: frame.nameOf(office, locale.language) })}
    >
      <p class="muted">{alarmSettings.lead}</p>
      <div class="pickers">
        <OfficeField model={model} locale={locale} />
      </div>
      {office !== '' && (
        <>
          <Answer question={model.read} locale={locale}>
            {() => <SettingsForm model={model} locale={locale} />}
          </Answer>
          <NowSection model={model} locale={locale} />
        </>
      )}
      <HolidaySection model={model} locale={locale} />
    </OfficeFrame>
  );
}

/** Locked while there are changes that choosing another office would lose. */
function OfficeField({ model, locale }: { readonly model: AlarmSettingsModel; readonly locale: Locale }) {
  const { alarmSettings, statistics } = locale.t;
  const offices = model.frame.offices.value ?? [];
  const chosen = model.frame.office.value;
  const locked = model.changed.value;
  const unknown = chosen !== '' && !offices.some(({ id }) => id === chosen);
  return (
    <div class="field">
      <label for="office">{statistics.office}</label>
      <select
        id="office"
        value={chosen}
        disabled={locked}
        aria-describedby="office-hint"
        onChange={(event) => model.choose(event.currentTarget.value)}
      >
        {chosen === '' && <option value="">{alarmSettings.choose}</option>}
        {unknown && <option value={chosen}>{statistics.unknownOffice(chosen)}</option>}
        {offices.map(({ id, name }) => (
          <option key={id} value={id}>
            {locale.say(name)}
          </option>
        ))}
      </select>
      <small id="office-hint">{locked ? alarmSettings.officeLocked : ''}</small>
    </div>
  );
}
