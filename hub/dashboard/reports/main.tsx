import { systemClock } from '#platform/clock.js';
import { startFrame } from '../figures/startFrame.js';
import { openPage } from '../session/openPage.js';
import { ReportsPage } from './ReportsPage.js';
import { ReportsModel } from './reportsModel.js';

openPage('reports', (page) => {
  const model = new ReportsModel({ frame: startFrame(page), person: page.person, clock: systemClock });
  model.start();
  return <ReportsPage model={model} choice={page.choice} />;
});
