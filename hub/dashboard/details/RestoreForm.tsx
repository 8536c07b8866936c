import { useState } from 'preact/hooks';
import type { RatingView } from '#contract/records.js';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import type { Locale } from '../ui/locale.js';
import type { DetailsModel } from './detailsModel.js';

interface Props {
  readonly rating: RatingView;
  readonly model: DetailsModel;
  readonly locale: Locale;
}

export function RestoreForm({ rating, model, locale }: Props) {
  const { restore } = locale.t.records.details;
  const [by, setBy] = useState(model.person.name.value);
  const [faulty, setFaulty] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    const name = nameOf(by);
    setFaulty(name === undefined);
    if (name !== undefined) void model.restore(rating, name);
  };
  return (
    <form class="task-form" onSubmit={submit} noValidate>
      <NameField id="by" value={by} faulty={faulty} locale={locale} edit={setBy} />
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={model.sending.value}>
          {restore.go}
        </button>
        <button type="button" class="button" onClick={() => model.close()}>
          {locale.t.records.cancel}
        </button>
      </div>
    </form>
  );
}
