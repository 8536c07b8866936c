import { render } from 'preact';
import { systemClock } from '#platform/clock.js';
import { HubClient } from '../api/hubClient.js';
import { Loudspeaker } from '../sound/loudspeaker.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { WallPage } from './WallPage.js';
import { WallModel } from './wallModel.js';

const base = new URL('api/v1/', document.baseURI).href;
const office = new URLSearchParams(window.location.search).get('office') ?? '';
const memory = browserMemory();
const speaker = new Loudspeaker(() => new AudioContext());
const fetch = window.fetch.bind(window);
const model = new WallModel({
  hub: new HubClient({ fetch, clock: systemClock, base }),
  fetch,
  streamUrl: `${base}stream?office=${encodeURIComponent(office)}`,
  clock: systemClock,
  random: Math.random,
  speaker,
  memory,
});
model.start();
render(
  <WallPage model={model} speaker={speaker} choice={new LocaleChoice(window, memory)} />,
  pageRoot(document),
);
