import { startFrame } from '../figures/startFrame.js';
import { openPage } from '../session/openPage.js';
import { AlarmSettingsPage } from './AlarmSettingsPage.js';
import { AlarmSettingsModel } from './alarmSettingsModel.js';

openPage('alarm-settings', (page) => {
  const model = new AlarmSettingsModel({ frame: startFrame(page), person: page.person });
  model.start();
  return <AlarmSettingsPage model={model} choice={page.choice} />;
});
