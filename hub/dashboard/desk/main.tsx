import { render } from 'preact';
import { systemClock } from '#platform/clock.js';
import { HubClient } from '../api/hubClient.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { DeskPage } from './DeskPage.js';
import { DeskModel } from './deskModel.js';

const asked = new URLSearchParams(window.location.search);
const memory = browserMemory();
const model = new DeskModel({
  hub: new HubClient({
    fetch: window.fetch.bind(window),
    clock: systemClock,
    base: new URL('api/v1/', document.baseURI).href,
  }),
  clock: systemClock,
  memory,
  place: { office: asked.get('office') ?? '', counter: asked.get('counter') ?? '' },
});
model.start();
render(<DeskPage model={model} choice={new LocaleChoice(window, memory)} />, pageRoot(document));
