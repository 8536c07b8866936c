import { connectAsync } from 'mqtt';
import { inFolder, pause } from '../ground.js';
import { withPeer } from './nodeRed.js';
import { type PressTimes, timePresses } from './presses.js';
import { WatchedPage } from './watchedPage.js';

const PAUSE_MS = 300;
const TOPIC = 'rating/presses';

/**
 * The same presses told to the Node-RED flow. They begin as a message to its broker: it has no box that would wait for
 * a second key (W8), nothing is stored, and nobody is called.
 */
export const pressAtPeer = (program: string, presses: number): Promise<PressTimes> =>
  inFolder((folder) =>
    withPeer(program, folder, async ({ page, mqtt }) => {
      const client = await connectAsync(mqtt);
      try {
        return await WatchedPage.with(page, async (watched) => {
          await watched.page.locator('body[data-live=yes]').waitFor({ state: 'attached' });
          return timePresses(presses, async (number, pressed) => {
            const sight = await watched.sight(() => {
              const press = JSON.stringify({ id: `alarm-${number}`, counter: 1, level: 1 });
              pressed();
              client.publish(TOPIC, press, { qos: 1 });
            });
            await pause(PAUSE_MS);
            client.publish(TOPIC, JSON.stringify({ over: true }), { qos: 1 });
            await watched.page.locator('article.alarm').waitFor({ state: 'detached' });
            return sight;
          });
        });
      } finally {
        await client.endAsync(true);
      }
    }),
  );
