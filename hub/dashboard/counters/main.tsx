import { startFrame } from '../figures/startFrame.js';
import { openPage } from '../session/openPage.js';
import { CountersPage } from './CountersPage.js';
import { CountersModel } from './countersModel.js';

openPage('counters', (page) => {
  const model = new CountersModel(startFrame(page));
  model.start();
  return <CountersPage model={model} choice={page.choice} />;
});
