import { afterAll, beforeAll } from 'vitest';
import { boxOnPanel } from '../conformance/boxOnPanel.js';
import { panelConformance } from '../conformance/panel.js';
import { ScreenRig } from '../support/screenRig.js';

let rig: ScreenRig;
beforeAll(async () => {
  rig = await ScreenRig.make();
});
afterAll(() => rig.dispose());

panelConformance('touch screen', async () => rig);
boxOnPanel('touch screen', async () => rig);
