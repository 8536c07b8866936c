import { systemClock } from '#platform/clock.js';
import { openPage } from '../session/openPage.js';
import { BoxesPage } from './BoxesPage.js';
import { BoxesModel } from './boxesModel.js';

openPage('boxes', ({ window, hub, session, choice }) => {
  const asked = new URLSearchParams(window.location.search);
  const model = new BoxesModel({
    hub,
    clock: systemClock,
    office: asked.get('office') ?? '',
    scope: session.scope,
  });
  model.start();
  return <BoxesPage model={model} choice={choice} />;
});
