import { AnsweringModel } from '../alarms/answeringModel.js';
import { pageOptions } from '../alarms/pageOptions.js';
import { openPage } from '../session/openPage.js';
import { WallPage } from './WallPage.js';

openPage('wall', (page) => {
  const model = new AnsweringModel(pageOptions(page));
  model.start();
  return <WallPage model={model} choice={page.choice} />;
});
