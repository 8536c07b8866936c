import type { PlaceRequest } from '#contract/enrolment.js';
import type { OfficeView } from '#contract/views.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly offices: readonly OfficeView[];
  readonly place: PlaceRequest;
  /** The box to be placed; its own counter is not taken for it. */
  readonly box: string | undefined;
  readonly locale: Locale;
  readonly choose: (place: PlaceRequest) => void;
}

/** Office and counter; counters where another box stands cannot be chosen. */
export function PlaceFields({ offices, place, box, locale, choose }: Props) {
  const { t } = locale;
  const counters = offices.find(({ id }) => id === place.office)?.counters ?? [];
  return (
    <>
      <div class="field">
        <label for="to-office">{t.boxes.move.office}</label>
        <select
          id="to-office"
          value={place.office}
          onChange={(event) => choose({ office: event.currentTarget.value })}
        >
          {offices.map(({ id, name }) => (
            <option key={id} value={id}>
              {locale.say(name)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="to-counter">{t.boxes.move.counter}</label>
        <select
          id="to-counter"
          value={place.counter ?? ''}
          onChange={(event) => choose(withCounter(place.office, event.currentTarget.value))}
        >
          <option value="">{t.boxes.place.store}</option>
          {counters.map((counter) => {
            const other = counter.box === box ? undefined : counter.box;
            const name = locale.say(counter.name);
            return (
              <option key={counter.id} value={counter.id} disabled={other !== undefined}>
                {other === undefined ? name : t.boxes.move.taken(name, other)}
              </option>
            );
          })}
        </select>
      </div>
    </>
  );
}

const withCounter = (office: string, counter: string): PlaceRequest =>
  counter === '' ? { office } : { office, counter };
