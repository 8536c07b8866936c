import { useState } from 'preact/hooks';
import type { PlaceRequest } from '#contract/enrolment.js';
import type { BoxView } from '#contract/views.js';
import type { Locale } from '../ui/locale.js';
import type { BoxesModel } from './boxesModel.js';
import { PlaceFields } from './PlaceFields.js';

interface Props {
  readonly box: BoxView;
  readonly model: BoxesModel;
  readonly locale: Locale;
}

export function MoveForm({ box, model, locale }: Props) {
  const { move, actions } = locale.t.boxes;
  const [place, choose] = useState<PlaceRequest>(
    box.counter === undefined ? { office: box.office } : { office: box.office, counter: box.counter },
  );
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void model.move(box.id, place);
  };
  return (
    <form class="task" onSubmit={submit} noValidate>
      <h2 id="task-title">{move.heading(box.id)}</h2>
      <PlaceFields offices={model.offices.value} place={place} box={box.id} locale={locale} choose={choose} />
      <p class="muted">{move.note}</p>
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={model.busy.value}>
          {move.go}
        </button>
        <button type="button" class="button" onClick={() => model.close()}>
          {actions.cancel}
        </button>
      </div>
    </form>
  );
}
