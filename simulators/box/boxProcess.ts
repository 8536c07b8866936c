import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { systemIds } from '#platform/identity.js';
import { createLogger } from '#platform/logger.js';
import { packageRoot } from '#platform/packageFacts.js';
import { freeBytes, isWantOfRoom } from '../../device/adapters/diskSpace.js';
import { FileMemory } from '../../device/adapters/fileMemory.js';
import { sealKeys } from '../../device/adapters/identityFile.js';
import { MqttUplink } from '../../device/adapters/mqttUplink.js';
import { openOutbox } from '../../device/adapters/openOutbox.js';
import { Box } from '../../device/box.js';
import { CombinedPanel } from '../../device/combinedPanel.js';
import { PatientBox } from '../../device/patientBox.js';
import type { Panel } from '../../device/ports/panel.js';
import type { ScreenPanel } from '../../device/screen/screenPanel.js';
import { sealerOf, sealingFacts } from '../../device/sealing.js';
import { MemoryPanel } from '../panel/memoryPanel.js';
import { seededRandom } from '../random.js';
import { MemoryVoice } from '../voice/memoryVoice.js';
import type { BoxInput, BoxOrder, BoxOutput } from './boxMessages.js';
import { WatchedPanel } from './watchedPanel.js';

/**
 * The real box service as a process of its own on a simulated panel and voice, so that it can be killed like one.
 * Its parent presses keys and sees lamps through messages.
 */
const order = JSON.parse(process.argv[2] ?? '{}') as BoxOrder;
const logger = createLogger(order.box, order.logLevel);
const directory = claimDirectory(order.data);
const boot = systemIds.uuid();
const random = seededRandom(order.seed);
const report = (output: BoxOutput): void => void process.send?.(output);
const memoryPanel = new MemoryPanel();
const memory = new FileMemory({ folder: directory.path, box: order.box, office: order.office, logger });
const office = memory.place()?.office ?? order.office;
const keys = order.serial === undefined ? memoryPanel : await boardPanel(order.serial);
const screen = order.screenPort === undefined ? undefined : await touchScreen(order.screenPort);
const panel =
  screen === undefined
    ? keys
    : new CombinedPanel([
        { name: 'keys', panel: keys },
        { name: 'screen', panel: screen },
      ]);

const box = new PatientBox({
  panel: new WatchedPanel(panel, (scene) => report({ kind: 'scene', scene })),
  assemble,
  isWantOfRoom,
  clock: systemClock,
  logger,
});

process.on('message', (input: BoxInput) => {
  if (input.kind === 'key') memoryPanel.key(input.key, input.down);
  else if (input.kind === 'unplug') memoryPanel.unplug();
  else memoryPanel.plug();
});

const stop = (): void => void box.stop().finally(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', () => undefined);
process.on('disconnect', stop);

await box.start();
report({ kind: 'started' });

/** Loaded only where a board is: its libraries take longer to load than all the rest. */
async function boardPanel(path: string): Promise<Panel> {
  const { FirmataPanel } = await import('../../device/adapters/firmataPanel.js');
  return new FirmataPanel({ path, clock: systemClock, logger });
}

async function touchScreen(port: number): Promise<ScreenPanel> {
  const { ScreenPanel } = await import('../../device/screen/screenPanel.js');
  const pages = join(packageRoot(), '.build/device/screenPage');
  return new ScreenPanel({ port, pages, clock: systemClock, logger });
}

function assemble(shown: Panel): Box {
  const sealing = sealKeys(directory.path);
  const sealer = sealerOf(order.box, sealing);
  const { outbox, replaced } = openOutbox(directory.path, systemIds, systemClock, sealer);
  return new Box({
    panel: shown,
    voice: new MemoryVoice({
      clock: systemClock,
      listener: { began: (_prompt, speech) => report({ kind: 'spoken', speech }), ended: () => undefined },
    }),
    outbox,
    replaced,
    uplink: new MqttUplink({
      url: order.hub,
      office,
      box: order.box,
      boot,
      software: 'simulated',
      seal: sealingFacts(sealing, outbox),
      clock: systemClock,
      random,
      logger,
    }),
    clock: systemClock,
    logger,
    random,
    boot,
    memory,
    office,
    freeBytes: () => freeBytes(directory.path),
    caption: screen === undefined ? undefined : (utterance) => screen.caption(utterance),
    settled: ({ languages }) => screen?.offer(languages),
  });
}
