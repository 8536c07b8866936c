import { render } from 'preact';
import { systemClock } from '#platform/clock.js';
import { watchHands } from './keyboard.js';
import { lockDown } from './kiosk.js';
import { pageRoot } from './pageRoot.js';
import { ScreenPage } from './ScreenPage.js';
import { ScreenModel } from './screenModel.js';

const model = new ScreenModel({
  listen: (path) => new EventSource(path),
  post: async (path, body) => {
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return status;
  },
  clock: systemClock,
  random: Math.random,
  moreContrast: window.matchMedia('(prefers-contrast: more)').matches,
  outdated: () => window.location.reload(),
});
lockDown(window);
watchHands(window, model.fingers);
model.start();
render(<ScreenPage model={model} />, pageRoot(document));
