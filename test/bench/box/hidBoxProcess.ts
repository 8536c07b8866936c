import { systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { systemIds } from '#platform/identity.js';
import { createLogger } from '#platform/logger.js';
import { freeBytes } from '../../../device/adapters/diskSpace.js';
import { FileMemory } from '../../../device/adapters/fileMemory.js';
import type { HidBus } from '../../../device/adapters/hid/hidBus.js';
import { HidPanel } from '../../../device/adapters/hid/hidPanel.js';
import { NodeHidBus } from '../../../device/adapters/hid/nodeHidBus.js';
import { MqttUplink } from '../../../device/adapters/mqttUplink.js';
import { openOutbox } from '../../../device/adapters/openOutbox.js';
import { createSilentVoice } from '../../../device/adapters/silentVoice.js';
import { Box } from '../../../device/box.js';
import type { BoxInput } from '../../../simulators/box/boxMessages.js';
import { SimulatedHidBus } from '../../../simulators/hid/simulatedHidBus.js';
import { SimulatedPad } from '../../../simulators/hid/simulatedPad.js';
import { Xk8Firmware } from '../../../simulators/hid/xk8Firmware.js';
import type { HidBoxOrder, HidBoxOutput } from './hidBoxMessages.js';

/** The box as `rating-box` assembles it, on a simulated XK-8 that its parent presses. */
const { hub, office, box: id, data } = JSON.parse(process.argv[2] ?? '{}') as HidBoxOrder;
const logger = createLogger(id, 'warn');
const directory = claimDirectory(data);
const boot = systemIds.uuid();
const clock = systemClock;
const random = Math.random;
const pad = new SimulatedPad(new Xk8Firmware(), clock);

const box = new Box({
  panel: new HidPanel({ model: 'xk-8', clock, logger, bus: besideRealOne(new SimulatedHidBus([pad])) }),
  voice: createSilentVoice(),
  outbox: openOutbox(directory.path, systemIds, clock).outbox,
  uplink: new MqttUplink({ url: hub, office, box: id, boot, software: 'bench', clock, random, logger }),
  memory: new FileMemory({ folder: directory.path, box: id, office, logger }),
  office,
  clock,
  logger,
  random,
  boot,
  freeBytes: () => freeBytes(directory.path),
});

pad.watch(() => {
  const lamps: HidBoxOutput = pad.lamps();
  process.send?.(lamps);
});
process.on('message', (input: BoxInput) => {
  if (input.kind === 'key') pad[input.down ? 'press' : 'release'](input.key);
});
const stop = (): void => void box.stop().finally(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('disconnect', stop);

await box.start();

/** Lists simulated pads, but with the time and the memory that the real library takes; rejects without it. */
function besideRealOne(simulated: HidBus): HidBus {
  const real = new NodeHidBus();
  return {
    list: async () => [...(await simulated.list()), ...(await real.list().then(() => []))],
    open: (path, listener) => simulated.open(path, listener),
  };
}
