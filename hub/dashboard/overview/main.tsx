import { startFrame } from '../figures/startFrame.js';
import { openPage } from '../session/openPage.js';
import { OverviewPage } from './OverviewPage.js';
import { OverviewModel } from './overviewModel.js';

openPage('overview', (page) => {
  const model = new OverviewModel(startFrame(page));
  model.start();
  return <OverviewPage model={model} choice={page.choice} />;
});
