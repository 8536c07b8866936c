import { FiguresFrame } from '../figures/FiguresFrame.js';
import { Told } from '../records/Told.js';
import type { LocaleChoice } from '../ui/locale.js';
import { ImportSection } from './ImportSection.js';
import { OneSurvey } from './OneSurvey.js';
import { RemoveDialog } from './RemoveDialog.js';
import { SurveyList } from './SurveyList.js';
import type { SurveysModel } from './surveysModel.js';

interface Props {
  readonly model: SurveysModel;
  readonly choice: LocaleChoice;
}

/** Survey tables from elsewhere, by the same charts as the ratings and never mixed with them. */
export function SurveysPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { surveys } = locale.t.records;
  const survey = model.survey.value.value;
  const { removed } = model;
  return (
    <FiguresFrame
      page="surveys"
      model={model.frame}
      choice={choice}
      pickers={{ office: false, period: false }}
    >
      <p class="muted">{surveys.lead}</p>
      <Told text={removed.value === undefined ? undefined : surveys.remove.done(removed.value)} />
      {survey === '' ? (
        <>
          <SurveyList model={model} locale={locale} />
          <ImportSection model={model} locale={locale} />
        </>
      ) : (
        <OneSurvey key={survey} model={model} locale={locale} />
      )}
      <RemoveDialog model={model} locale={locale} />
    </FiguresFrame>
  );
}
