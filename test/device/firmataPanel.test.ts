import { afterAll, beforeAll } from 'vitest';
import { panelConformance } from '../conformance/panel.js';
import { BoardRig } from '../support/boardRig.js';

const rig = new BoardRig();
beforeAll(() => rig.restore());
afterAll(() => rig.dispose());

panelConformance('Firmata board', async () => rig, 2);
