import { systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { HidPanel } from '../../device/adapters/hid/hidPanel.js';
import type { Key } from '../../device/ports/panel.js';
import { SimulatedHidBus } from '../../simulators/hid/simulatedHidBus.js';
import { type PadFirmware, SimulatedPad } from '../../simulators/hid/simulatedPad.js';
import { StreamDeckMiniFirmware } from '../../simulators/hid/streamDeckMiniFirmware.js';
import { Xk8Firmware } from '../../simulators/hid/xk8Firmware.js';
import { boxOnPanel } from '../conformance/boxOnPanel.js';
import { type PanelRig, panelConformance } from '../conformance/panel.js';

interface PadFacts {
  readonly extraKeys: readonly Key[];
  /** Whether the pad tells which keys are held when it is opened. */
  readonly tellsHeld: boolean;
}

async function rigOf(firmware: PadFirmware, facts: PadFacts): Promise<PanelRig & PadFacts> {
  const pad = new SimulatedPad(firmware, systemClock);
  const bus = new SimulatedHidBus([pad]);
  return {
    ...facts,
    hands: pad,
    makePanel: () => new HidPanel({ model: 'auto', clock: systemClock, logger: silentLogger, bus }),
    restore: () => pad.restore(),
  };
}

const makeXk8 = () => rigOf(new Xk8Firmware(), { extraKeys: ['more-time', 'language'], tellsHeld: true });
const makeStreamDeck = () =>
  rigOf(new StreamDeckMiniFirmware(), { extraKeys: ['more-time'], tellsHeld: false });

panelConformance('X-keys XK-8', makeXk8);
boxOnPanel('X-keys XK-8', makeXk8);
panelConformance('Stream Deck Mini', makeStreamDeck);
boxOnPanel('Stream Deck Mini', makeStreamDeck);
