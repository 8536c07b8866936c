import { useState } from 'preact/hooks';
import { formatDate } from '#words/dates.js';
import { startOfDay } from '../figures/calendar.js';
import type { Locale } from '../ui/locale.js';
import type { DetailsModel } from './detailsModel.js';

interface Props {
  readonly model: DetailsModel;
  readonly locale: Locale;
}

/** Leads to a day somewhere in a long period without paging there. */
export function JumpForm({ model, locale }: Props) {
  const { jump } = locale.t.records.details;
  const [day, setDay] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    model.jump(day);
  };
  const from = startOfDay(model.day.value);
  return (
    <form class="jump" onSubmit={submit} noValidate>
      <div class="field">
        <label for="day">{jump.label}</label>
        <input
          id="day"
          type="date"
          value={day}
          aria-invalid={model.dayOutside.value}
          aria-describedby="day-fault"
          onInput={(event) => setDay(event.currentTarget.value)}
        />
      </div>
      <button type="submit" class="button">
        {jump.go}
      </button>
      <p id="day-fault" role="status" class={model.dayOutside.value ? 'faulty' : 'muted'}>
        {model.dayOutside.value && jump.outside}
        {!model.dayOutside.value && from !== undefined && jump.at(formatDate(from, locale.language))}
      </p>
    </form>
  );
}
