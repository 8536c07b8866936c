import { FieldFault } from '../records/FieldFault.js';
import type { Locale } from '../ui/locale.js';
import { faultWords } from './faultWords.js';
import { type Faults, fieldId } from './settingsCheck.js';
import {
  type DutyDraft,
  MOST_DUTY_TIMES,
  type RungDraft,
  toggledDay,
  withDutyTime,
} from './settingsDraft.js';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

interface Props {
  readonly rung: RungDraft;
  readonly name: string;
  readonly faults: Faults;
  readonly locale: Locale;
  readonly edit: (duty: readonly DutyDraft[]) => void;
}

/** When a person is called; always, where no time is named. */
export function DutyFields({ rung, name, faults, locale, edit }: Props) {
  const words = locale.t.alarmSettings.duty;
  const { duty } = rung;
  const full = duty.length >= MOST_DUTY_TIMES;
  return (
    <div class="duty">
      {duty.length === 0 && <p class="muted">{words.always}</p>}
      {duty.map((time, n) => (
        <DutyTimeFields
          key={time.key}
          time={time}
          n={n + 1}
          rung={rung}
          name={name}
          faults={faults}
          locale={locale}
          edit={(change) => edit(duty.map((one) => (one === time ? { ...time, ...change } : one)))}
          remove={() => edit(duty.filter((one) => one !== time))}
        />
      ))}
      <div>
        <button
          type="button"
          class="button small"
          aria-label={words.addOf(name)}
          aria-disabled={full}
          onClick={() => !full && edit(withDutyTime(duty))}
        >
          {words.add}
        </button>
      </div>
    </div>
  );
}

interface TimeProps extends Omit<Props, 'edit'> {
  readonly time: DutyDraft;
  /** From 1. */
  readonly n: number;
  readonly edit: (change: Partial<DutyDraft>) => void;
  readonly remove: () => void;
}

function DutyTimeFields({ time, n, rung, name, faults, locale, edit, remove }: TimeProps) {
  const { alarmSettings } = locale.t;
  const days = fieldId.days(rung, time);
  const times = fieldId.times(rung, time);
  const wrongDays = faultWords(faults.get(days), locale);
  const wrongTimes = faultWords(faults.get(times), locale);
  return (
    <fieldset class="duty-time">
      <legend class="unseen">{alarmSettings.duty.time(name, n)}</legend>
      <div class="weekdays">
        {WEEKDAYS.map((day) => (
          <label key={day} class="tick">
            <input
              type="checkbox"
              checked={time.days.includes(day)}
              aria-invalid={wrongDays !== ''}
              aria-describedby={`${days}-fault`}
              onChange={() => edit({ days: toggledDay(time.days, day) })}
            />
            {alarmSettings.weekdays[day]}
          </label>
        ))}
      </div>
      <FieldFault id={`${days}-fault`} text={wrongDays} />
      <div class="duty-hours">
        {(['from', 'to'] as const).map((end) => (
          <div key={end} class="field">
            <label for={`${times}-${end}`}>{alarmSettings.duty[end]}</label>
            <input
              id={`${times}-${end}`}
              type="time"
              value={time[end]}
              aria-invalid={wrongTimes !== ''}
              aria-describedby={`${times}-fault`}
              onInput={(event) => edit({ [end]: event.currentTarget.value })}
            />
          </div>
        ))}
        <button
          type="button"
          class="button small"
          aria-label={alarmSettings.duty.remove(name, n)}
          onClick={remove}
        >
          {alarmSettings.chain.shortRemove}
        </button>
      </div>
      <FieldFault id={`${times}-fault`} text={wrongTimes} />
    </fieldset>
  );
}
