import { afterAll, beforeAll } from 'vitest';
import { panelConformance } from '../conformance/panel.js';
import { ScreenRig } from '../support/screenRig.js';

let rig: ScreenRig;
beforeAll(async () => {
  rig = await ScreenRig.make();
});
afterAll(() => rig.dispose());

panelConformance('touch screen', async () => rig);
