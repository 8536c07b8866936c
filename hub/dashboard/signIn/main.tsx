import { render } from 'preact';
import { systemClock } from '#platform/clock.js';
import { HubClient } from '../api/hubClient.js';
import { LocaleChoice } from '../ui/locale.js';
import { browserMemory } from '../ui/memory.js';
import { pageRoot } from '../ui/pageRoot.js';
import { SignInPage } from './SignInPage.js';
import { SignInModel } from './signInModel.js';

const model = new SignInModel({
  hub: new HubClient({
    fetch: window.fetch.bind(window),
    clock: systemClock,
    base: new URL('api/v1/', document.baseURI).href,
  }),
  clock: systemClock,
  location: window.location,
});
model.start();
render(<SignInPage model={model} choice={new LocaleChoice(window, browserMemory())} />, pageRoot(document));
