import { useState } from 'preact/hooks';
import type { Holiday } from '#contract/cases.js';
import { dayWords } from '../records/dayWords.js';
import { FieldFault } from '../records/FieldFault.js';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import { SelectField } from '../records/SelectField.js';
import { focusFirstFault } from '../ui/focusFirstFault.js';
import type { Locale } from '../ui/locale.js';
import type { AlarmSettingsModel } from './alarmSettingsModel.js';
import { holidayFaults } from './holidayModel.js';

interface Props {
  readonly model: AlarmSettingsModel;
  readonly locale: Locale;
  /** Something was tried without a name. */
  readonly nameless: boolean;
}

/** Notes a day that is not as its weekday. */
export function HolidayForm({ model, locale, nameless }: Props) {
  const { holidays: words } = locale.t.alarmSettings;
  const [tried, setTried] = useState(false);
  const { holidays } = model;
  const faults = holidayFaults(holidays.draft.value);
  const by = nameOf(model.by.value);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (faults.size > 0 || by === undefined) return focusFirstFault(event.currentTarget);
    model.person.call(by);
    if (await holidays.add(by)) setTried(false);
  };
  return (
    <form class="noting" onSubmit={(event) => void submit(event)} noValidate aria-labelledby="note-day">
      <h3 id="note-day">{words.addHeading}</h3>
      <div class="limit-grid">
        <DayFields model={model} locale={locale} faulty={tried} />
        <NameField
          id="holiday-by"
          value={model.by.value}
          faulty={(tried || nameless) && by === undefined}
          locale={locale}
          edit={(typed) => {
            model.by.value = typed;
          }}
        />
      </div>
      <div class="actions">
        <button type="submit" class="button" aria-disabled={holidays.sending.value}>
          {words.add}
        </button>
      </div>
    </form>
  );
}

function DayFields({
  model: { holidays },
  locale,
  faulty,
}: Omit<Props, 'nameless'> & { readonly faulty: boolean }) {
  const { holidays: words, kinds, faults: told } = locale.t.alarmSettings;
  const draft = holidays.draft.value;
  const faults = faulty ? holidayFaults(draft) : new Set();
  return (
    <>
      <div class="field">
        <label for="holiday-day">{words.day}</label>
        <input
          id="holiday-day"
          type="date"
          min="1912-01-01"
          max="9999-12-31"
          value={draft.day}
          aria-invalid={faults.has('day')}
          aria-describedby="holiday-day-words holiday-day-fault"
          onInput={(event) => holidays.edit({ day: event.currentTarget.value })}
        />
        <small id="holiday-day-words">{draft.day === '' ? '' : dayWords(draft.day, locale)}</small>
        <FieldFault id="holiday-day-fault" text={faults.has('day') ? told.day : ''} />
      </div>
      <SelectField<Holiday['kind']>
        id="holiday-kind"
        label={words.kind}
        value={draft.kind}
        options={[
          { value: 'off', label: kinds.off },
          { value: 'worked', label: kinds.worked },
        ]}
        change={(kind) => holidays.edit({ kind })}
      />
      <div class="field">
        <label for="holiday-name">{words.name}</label>
        <input
          id="holiday-name"
          maxLength={64}
          value={draft.name}
          aria-invalid={faults.has('name')}
          aria-describedby="holiday-name-hint holiday-name-fault"
          onInput={(event) => holidays.edit({ name: event.currentTarget.value })}
        />
        <small id="holiday-name-hint">{words.nameHint}</small>
        <FieldFault id="holiday-name-fault" text={faults.has('name') ? told.dayName : ''} />
      </div>
    </>
  );
}
