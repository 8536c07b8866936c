import { systemClock } from '#platform/clock.js';
import { openPage } from '../session/openPage.js';
import { DeskPage } from './DeskPage.js';
import { DeskModel } from './deskModel.js';

openPage('desk', ({ window, hub, memory, session, choice }) => {
  const asked = new URLSearchParams(window.location.search);
  const model = new DeskModel({
    hub,
    clock: systemClock,
    memory,
    place: { office: asked.get('office') ?? '', counter: asked.get('counter') ?? '' },
    ...(session.name !== undefined && { signedIn: session.name }),
  });
  model.start();
  return <DeskPage model={model} choice={choice} />;
});
