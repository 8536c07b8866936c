import { afterAll, beforeAll } from 'vitest';
import { boxOnPanel } from '../conformance/boxOnPanel.js';
import { panelConformance } from '../conformance/panel.js';
import { BoardRig } from '../support/boardRig.js';

const rig = new BoardRig();
beforeAll(() => rig.restore());
afterAll(() => rig.dispose());

panelConformance('Firmata board', async () => rig, 2);
boxOnPanel('Firmata board', async () => rig, 2);
