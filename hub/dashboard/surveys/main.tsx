import { startFrame } from '../figures/startFrame.js';
import { AddressParam } from '../records/addressParam.js';
import { openPage } from '../session/openPage.js';
import { SurveysPage } from './SurveysPage.js';
import { SurveysModel } from './surveysModel.js';

openPage('surveys', (page) => {
  const model = new SurveysModel({
    frame: startFrame(page),
    person: page.person,
    survey: new AddressParam(page.window, 'survey'),
  });
  model.start();
  return <SurveysPage model={model} choice={page.choice} />;
});
