import { systemClock } from '#platform/clock.js';
import { openPage } from '../session/openPage.js';
import { StartPage } from './StartPage.js';
import { StartModel } from './startModel.js';

openPage('index', ({ hub, session, choice }) => {
  const model = new StartModel({ hub, clock: systemClock });
  model.start();
  return <StartPage model={model} session={session} choice={choice} />;
});
