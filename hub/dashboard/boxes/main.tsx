import { render } from 'preact';
import { systemClock } from '#platform/clock.js';
import { HubClient } from '../api/hubClient.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { BoxesPage } from './BoxesPage.js';
import { BoxesModel } from './boxesModel.js';

const asked = new URLSearchParams(window.location.search);
const model = new BoxesModel({
  hub: new HubClient({
    fetch: window.fetch.bind(window),
    clock: systemClock,
    base: new URL('api/v1/', document.baseURI).href,
  }),
  clock: systemClock,
  office: asked.get('office') ?? '',
});
model.start();
render(<BoxesPage model={model} choice={new LocaleChoice(window, browserMemory())} />, pageRoot(document));
