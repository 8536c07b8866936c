import { render } from 'preact';
import { systemClock } from '#platform/clock.js';
import { HubClient } from '../api/hubClient.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { StartPage } from './StartPage.js';
import { StartModel } from './startModel.js';

const hub = new HubClient({
  fetch: window.fetch.bind(window),
  clock: systemClock,
  base: new URL('api/v1/', document.baseURI).href,
});
const model = new StartModel({ hub, clock: systemClock });
model.start();
render(<StartPage model={model} choice={new LocaleChoice(window, browserMemory())} />, pageRoot(document));
