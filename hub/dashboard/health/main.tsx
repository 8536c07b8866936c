import { systemClock } from '#platform/clock.js';
import { openPage } from '../session/openPage.js';
import { HealthPage } from './HealthPage.js';
import { HealthModel } from './healthModel.js';

openPage('health', ({ hub, person, session, choice }) => {
  const roles = session.view.value?.roles ?? [];
  const mayBackUp = session.isDemonstration.value || roles.includes('machine-room');
  const model = new HealthModel({ hub, person, clock: systemClock, mayBackUp });
  model.start();
  return <HealthPage model={model} choice={choice} />;
});
