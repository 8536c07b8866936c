import { useEffect, useRef } from 'preact/hooks';
import type { SurveyView } from '#contract/surveys.js';
import type { Words } from '#words/catalogue.js';
import { formatDate } from '#words/dates.js';
import { distributionChart } from '../../charts/distribution.js';
import { whole } from '../../charts/text.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { Answer } from '../records/Answer.js';
import { CHART_LEAST_WIDTH } from '../records/chartWidth.js';
import type { Locale } from '../ui/locale.js';
import { CellTable, SurveyTable } from './SurveyTable.js';
import { OVERALL_DECIMALS, responseOf, surveyRow, WAVE_DECIMALS } from './surveyRows.js';
import type { SurveysModel } from './surveysModel.js';

interface Props {
  readonly model: SurveysModel;
  readonly locale: Locale;
}

export function OneSurvey({ model, locale }: Props) {
  const { surveys } = locale.t.records;
  return (
    <>
      <p>
        <a
          class="button"
          href={model.survey.href('')}
          onClick={(event) => {
            event.preventDefault();
            model.show('');
          }}
        >
          {surveys.back}
        </a>
      </p>
      <Answer question={model.one} locale={locale}>
        {(survey) =>
          survey.id === model.survey.value.value && <View survey={survey} model={model} locale={locale} />
        }
      </Answer>
    </>
  );
}

interface ViewProps extends Props {
  readonly survey: SurveyView;
}

/** The focus goes to the title, so that a screen reader begins there. */
function View({ survey, model, locale }: ViewProps) {
  const { surveys } = locale.t.records;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <article class="one-survey" aria-labelledby="survey-heading">
      <div class="section-head">
        <h2 id="survey-heading" ref={heading} tabIndex={-1}>
          {survey.title}
        </h2>
        <button type="button" class="button" onClick={() => model.askRemoval(survey)}>
          {surveys.remove.action}
        </button>
      </div>
      <About survey={survey} locale={locale} />
      <Charts survey={survey} model={model} locale={locale} />
      <Tables survey={survey} locale={locale} />
    </article>
  );
}

function About({ survey, locale }: Omit<ViewProps, 'model'>) {
  const { surveys } = locale.t.records;
  const rate = responseOf(survey);
  return (
    <div>
      {rate !== undefined && (
        <p class="response">
          {surveys.response(rate, whole(survey.responded ?? 0), whole(survey.asked ?? 0))}
        </p>
      )}
      <p>{surveys.middle(survey.middle)}</p>
      <p class="muted">
        {surveys.list.imported(survey.importedBy, formatDate(survey.importedAt, locale.language))}
      </p>
    </div>
  );
}

/** The middle answer goes by its own name in the charts too (requirements §6.2). */
function Charts({ survey, model, locale }: ViewProps) {
  const { charts } = locale.t.records.surveys;
  const ctx = model.frame.chartContext(locale);
  const levels = { ...ctx.words.levels, 3: survey.middle };
  const own = { ...ctx, words: { ...ctx.words, levels } as Words };
  const items = survey.byItem.map(({ item, opinion }) => ({ name: item, opinion }));
  const waves = survey.byWave.map(({ wave, opinion }) => ({ name: wave, opinion }));
  return (
    <>
      <section class="card">
        <ChartFigure
          locale={locale}
          minWidth={CHART_LEAST_WIDTH}
          chart={{ ...distributionChart(items, own), title: charts.items }}
        />
      </section>
      <section class="card">
        <ChartFigure
          locale={locale}
          minWidth={CHART_LEAST_WIDTH}
          chart={{ ...distributionChart(waves, own), title: charts.waves }}
        />
      </section>
    </>
  );
}

function Tables({ survey, locale }: Omit<ViewProps, 'model'>) {
  const { tables } = locale.t.records.surveys;
  const total = surveyRow(tables.total, survey.total, OVERALL_DECIMALS);
  const items = survey.byItem.map(({ item, opinion }) => surveyRow(item, opinion, OVERALL_DECIMALS));
  const waves = survey.byWave.map(({ wave, opinion }) => surveyRow(wave, opinion, WAVE_DECIMALS));
  const { middle } = survey;
  return (
    <>
      <SurveyTable
        heading={tables.items}
        first={tables.item}
        rows={[...items, total]}
        middle={middle}
        locale={locale}
      />
      <SurveyTable
        heading={tables.waves}
        first={tables.wave}
        rows={[...waves, total]}
        middle={middle}
        locale={locale}
      />
      <p class="muted">{tables.rounding}</p>
      <CellTable survey={survey} locale={locale} />
    </>
  );
}
