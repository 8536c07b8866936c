import { useState } from 'preact/hooks';
import { FieldFault } from '../records/FieldFault.js';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import { Told } from '../records/Told.js';
import { Trouble } from '../records/Trouble.js';
import { focusFirstFault } from '../ui/focusFirstFault.js';
import type { Locale } from '../ui/locale.js';
import type { AlarmSettingsModel } from './alarmSettingsModel.js';
import { ChainFields } from './ChainFields.js';
import { EscalationFields } from './EscalationFields.js';
import { LimitFields } from './LimitFields.js';
import { faultsOf, settingsOf } from './settingsCheck.js';

interface Props {
  readonly model: AlarmSettingsModel;
  readonly locale: Locale;
}

/** All of an office's settings; they are saved together or not at all. */
export function SettingsForm({ model, locale }: Props) {
  const { alarmSettings } = locale.t;
  const [tried, setTried] = useState(false);
  const draft = model.draft.value;
  if (draft === undefined) return null;
  const found = faultsOf(draft);
  const name = nameOf(model.by.value);
  const shown = tried ? found : new Map();
  const wrong = found.size + Number(name === undefined);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!model.changed.value) return;
    setTried(true);
    const settings = settingsOf(draft);
    if (settings === undefined || name === undefined) return focusFirstFault(event.currentTarget);
    await model.save(settings, name);
    setTried(false);
  };
  const part = { draft, faults: shown, edit: model.edit.bind(model), locale };
  return (
    <form
      class="settings"
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-label={alarmSettings.title}
    >
      <ChainFields {...part} />
      <EscalationFields {...part} />
      <LimitFields {...part} />
      <section class="card saving">
        <NameField
          id="settings-by"
          value={model.by.value}
          faulty={tried && name === undefined}
          locale={locale}
          edit={(typed) => {
            model.by.value = typed;
          }}
        />
        <FieldFault id="settings-faults" text={tried && wrong > 0 ? alarmSettings.faults.some(wrong) : ''} />
        <SaveRow model={model} locale={locale} />
        <Told text={model.saved.value ? alarmSettings.saved : undefined} />
        <Trouble problem={model.refused.value} locale={locale} />
      </section>
    </form>
  );
}

function SaveRow({ model, locale }: Props) {
  const { alarmSettings } = locale.t;
  const changed = model.changed.value;
  return (
    <div class="actions">
      <button type="submit" class="button main" aria-disabled={model.sending.value || !changed}>
        {alarmSettings.save}
      </button>
      {changed && (
        <button type="button" class="button" onClick={() => model.discard()}>
          {alarmSettings.discard}
        </button>
      )}
      <p role="status" class="muted">
        {changed ? alarmSettings.unsaved : alarmSettings.unchanged}
      </p>
    </div>
  );
}
