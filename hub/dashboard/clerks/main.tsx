import { startFrame } from '../figures/startFrame.js';
import { AddressParam } from '../records/addressParam.js';
import { openPage } from '../session/openPage.js';
import { ClerksPage } from './ClerksPage.js';
import { ClerksModel } from './clerksModel.js';

openPage('clerks', (page) => {
  const model = new ClerksModel({
    frame: startFrame(page),
    person: page.person,
    clerk: new AddressParam(page.window, 'clerk'),
  });
  model.start();
  return <ClerksPage model={model} choice={page.choice} />;
});
