import { useState } from 'preact/hooks';
import type { Holiday } from '#contract/cases.js';
import { Answer } from '../records/Answer.js';
import { dayWords } from '../records/dayWords.js';
import { nameOf } from '../records/person.js';
import { Told } from '../records/Told.js';
import { Trouble } from '../records/Trouble.js';
import type { Locale } from '../ui/locale.js';
import type { AlarmSettingsModel } from './alarmSettingsModel.js';
import { HolidayForm } from './HolidayForm.js';

interface Props {
  readonly model: AlarmSettingsModel;
  readonly locale: Locale;
}

/** The days that are not as their weekday, year by year; one table for all offices (A9). */
export function HolidaySection({ model, locale }: Props) {
  const { holidays: words } = locale.t.alarmSettings;
  const [nameless, setNameless] = useState(false);
  const { holidays } = model;
  const remove = async (day: string): Promise<void> => {
    const by = nameOf(model.by.value);
    setNameless(by === undefined);
    if (by === undefined) {
      document.getElementById('holiday-by')?.focus();
      return;
    }
    model.person.call(by);
    if (await holidays.remove(day, by)) document.getElementById('holidays')?.focus();
  };
  const told = holidays.told.value;
  return (
    <section class="card" aria-labelledby="holidays">
      <h2 id="holidays" tabIndex={-1}>
        {words.heading}
      </h2>
      <p class="note">{words.note}</p>
      <Years model={model} locale={locale} />
      <Answer question={holidays.list} locale={locale}>
        {(days) => <Days days={days} locale={locale} remove={(day) => void remove(day)} />}
      </Answer>
      <HolidayForm
        model={model}
        locale={locale}
        nameless={nameless && nameOf(model.by.value) === undefined}
      />
      <Told text={told && words[told.kind](dayWords(told.day, locale))} />
      <Trouble problem={holidays.refused.value} locale={locale} />
    </section>
  );
}

function Years({ model: { holidays }, locale }: Props) {
  const { holidays: words } = locale.t.alarmSettings;
  return (
    <fieldset class="years">
      <legend class="unseen">{words.year}</legend>
      <button type="button" class="button small" onClick={() => holidays.turn(-1)}>
        <span aria-hidden="true">‹</span> {words.before}
      </button>
      <p role="status">
        <strong>{words.yearValue(holidays.year.value)}</strong>
      </p>
      <button type="button" class="button small" onClick={() => holidays.turn(1)}>
        {words.after} <span aria-hidden="true">›</span>
      </button>
    </fieldset>
  );
}

interface DaysProps {
  readonly days: readonly Holiday[];
  readonly locale: Locale;
  readonly remove: (day: string) => void;
}

function Days({ days, locale, remove }: DaysProps) {
  const { holidays: words, kinds } = locale.t.alarmSettings;
  if (days.length === 0) return <p>{words.none}</p>;
  return (
    <ul class="days">
      {days.map(({ day, kind, name }) => (
        <li key={day}>
          <span class="day">{dayWords(day, locale)}</span>
          <span class={kind === 'worked' ? 'kind worked' : 'kind'}>{kinds[kind]}</span>
          <span class="day-name">{name}</span>
          <button
            type="button"
            class="button small"
            aria-label={words.remove(dayWords(day, locale))}
            onClick={() => remove(day)}
          >
            {words.shortRemove}
          </button>
        </li>
      ))}
    </ul>
  );
}
