import type { SurveySummary } from '#contract/surveys.js';
import { formatDate } from '#words/dates.js';
import { Answer } from '../records/Answer.js';
import type { Locale } from '../ui/locale.js';
import type { SurveysModel } from './surveysModel.js';

interface Props {
  readonly model: SurveysModel;
  readonly locale: Locale;
}

export function SurveyList({ model, locale }: Props) {
  const { list } = locale.t.records.surveys;
  return (
    <section class="listing" aria-labelledby="list-heading">
      <h2 id="list-heading">{list.heading}</h2>
      <Answer question={model.list} locale={locale}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="card">{list.none}</p>
          ) : (
            <ul class="survey-list">
              {items.map((survey) => (
                <Entry key={survey.id} survey={survey} model={model} locale={locale} />
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  );
}

function Entry({ survey, model, locale }: Props & { readonly survey: SurveySummary }) {
  const { list } = locale.t.records.surveys;
  const { id, title, items, waves, importedAt, importedBy } = survey;
  return (
    <li class="card">
      <a
        class="target"
        href={model.survey.href(id)}
        onClick={(event) => {
          event.preventDefault();
          model.show(id);
        }}
      >
        {title}
      </a>
      <p>{list.about(items.length, waves.length)}</p>
      <p class="muted">{list.imported(importedBy, formatDate(importedAt, locale.language))}</p>
    </li>
  );
}
