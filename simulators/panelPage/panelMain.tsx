import { render } from 'preact';
import { systemClock } from '#platform/clock.js';
import { PanelPage } from './PanelPage.js';
import { pageRoot } from './pageRoot.js';
import { PanelModel } from './panelModel.js';

const [, , counter = ''] = window.location.pathname.split('/');
const model = new PanelModel({
  counter: decodeURIComponent(counter),
  fetch: window.fetch.bind(window),
  listen: (address) => new EventSource(address),
  audio: (address) => new Audio(address),
  clock: systemClock,
});
model.start();
render(<PanelPage model={model} />, pageRoot(document));
