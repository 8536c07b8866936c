import { useState } from 'preact/hooks';
import type { SurveyView } from '#contract/surveys.js';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import { Trouble } from '../records/Trouble.js';
import type { Locale } from '../ui/locale.js';
import { useModal } from '../ui/useModal.js';
import type { SurveysModel } from './surveysModel.js';

interface Props {
  readonly model: SurveysModel;
  readonly locale: Locale;
}

/** Asks once more, and for a name, before a survey goes. */
export function RemoveDialog({ model, locale }: Props) {
  const survey = model.removing.value;
  return survey === undefined ? null : <Opened survey={survey} model={model} locale={locale} />;
}

function Opened({ survey, model, locale }: Props & { readonly survey: SurveyView }) {
  const { remove } = locale.t.records.surveys;
  const dialog = useModal();
  const [by, setBy] = useState(model.person.name.value);
  const [faulty, setFaulty] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    const name = nameOf(by);
    setFaulty(name === undefined);
    if (name !== undefined) void model.remove(survey, name);
  };
  return (
    <dialog ref={dialog} class="task" aria-labelledby="task-title" onCancel={() => model.keep()}>
      <form class="task-form" onSubmit={submit} noValidate>
        <h2 id="task-title">{remove.heading(survey.title)}</h2>
        <p class="muted">{remove.note}</p>
        <Trouble problem={model.refused.value} locale={locale} />
        <NameField id="by" value={by} faulty={faulty} locale={locale} edit={setBy} />
        <div class="actions">
          <button type="submit" class="button main" aria-disabled={model.sending.value}>
            {remove.go}
          </button>
          <button type="button" class="button" onClick={() => model.keep()}>
            {locale.t.records.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
