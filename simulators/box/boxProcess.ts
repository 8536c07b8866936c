import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { systemIds } from '#platform/identity.js';
import { createLogger } from '#platform/logger.js';
import { MqttUplink } from '../../device/adapters/mqttUplink.js';
import { SqliteOutbox } from '../../device/adapters/sqliteOutbox.js';
import { Box } from '../../device/box.js';
import type { Panel } from '../../device/ports/panel.js';
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
const panel = order.serial === undefined ? memoryPanel : await boardPanel(order.serial);

const box = new Box({
  panel: new WatchedPanel(panel, (scene) => report({ kind: 'scene', scene })),
  voice: new MemoryVoice({
    clock: systemClock,
    listener: { began: (prompt) => report({ kind: 'spoken', prompt }), ended: () => undefined },
  }),
  outbox: new SqliteOutbox(join(directory.path, 'outbox.db'), systemIds),
  uplink: new MqttUplink({
    url: order.hub,
    office: order.office,
    box: order.box,
    boot,
    software: 'simulated',
    clock: systemClock,
    random,
    logger,
  }),
  clock: systemClock,
  logger,
  random,
  boot,
  maxAgeMs: 10_000,
});

process.on('message', (input: BoxInput) => {
  if (input.kind === 'key') memoryPanel.key(input.level, input.down);
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
