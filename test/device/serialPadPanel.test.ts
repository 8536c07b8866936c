import { afterAll, beforeAll } from 'vitest';
import { boxOnPanel } from '../conformance/boxOnPanel.js';
import { panelConformance } from '../conformance/panel.js';
import { SerialPadRig } from '../support/serialPadRig.js';

const rig = new SerialPadRig();
beforeAll(() => rig.restore());
afterAll(() => rig.dispose());

panelConformance('serial button pad', async () => rig, 2);
boxOnPanel('serial button pad', async () => rig, 2);
