import { startFrame } from '../figures/startFrame.js';
import { openPage } from '../session/openPage.js';
import { DetailsPage } from './DetailsPage.js';
import { DetailsModel } from './detailsModel.js';

openPage('details', (page) => {
  const model = new DetailsModel({ frame: startFrame(page), person: page.person });
  model.start();
  return <DetailsPage model={model} choice={page.choice} />;
});
