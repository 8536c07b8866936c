import { pageOptions } from '../alarms/pageOptions.js';
import { openPage } from '../session/openPage.js';
import { ConsolePage } from './ConsolePage.js';
import { ConsoleModel } from './consoleModel.js';

openPage('console', (page) => {
  const model = new ConsoleModel(pageOptions(page));
  model.start();
  return <ConsolePage model={model} choice={page.choice} />;
});
