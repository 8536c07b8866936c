import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { SurveysModel } from '../../../../hub/dashboard/surveys/surveysModel.js';
import { PageHub, settled } from '../../../support/pageHub.js';
import { surveyView } from '../../../support/recordViews.js';

function opened() {
  const rig = new PageHub('');
  const survey = surveyView();
  rig.answers.set('/surveys', () => ({ items: [survey] }));
  rig.answers.set(`/surveys/${survey.id}`, () => survey);
  const value = signal('');
  const model = new SurveysModel({
    frame: rig.frame,
    person: rig.person,
    survey: {
      value,
      go: (id) => {
        value.value = id;
      },
      href: (id) => id,
    },
  });
  model.start();
  return { rig, model, survey };
}

describe('the page of surveys', () => {
  it('reads the list once, and a survey when it is shown', async () => {
    const { rig, model, survey } = opened();
    await settled();
    expect(rig.asks.map(({ path }) => path)).toEqual(['/surveys']);
    model.show(survey.id);
    await settled();
    expect(model.one.answer.value.value?.title).toBe(survey.title);
  });

  it('removes one under a name, goes back to the list and reads it anew', async () => {
    const { rig, model, survey } = opened();
    model.show(survey.id);
    await settled();
    rig.answers.set(`/surveys/${survey.id}/remove`, () => survey);
    model.askRemoval(survey);
    await model.remove(survey, '李主任');
    await settled();
    expect(rig.asks.find(({ method }) => method === 'POST')?.body).toEqual({ by: '李主任' });
    expect([model.removing.value, model.removed.value, model.survey.value.value]).toEqual([
      undefined,
      survey.title,
      '',
    ]);
    expect(rig.of('/surveys')).toHaveLength(2);
  });

  it('asks to remove again when the hub was out of reach', async () => {
    const { model, survey } = opened();
    model.askRemoval(survey);
    await model.remove(survey, '李主任');
    expect(model.refused.value?.code).toBe('page/unreachable');
    expect(model.removing.value).toBe(survey);
  });
});
