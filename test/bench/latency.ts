import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import type { BoardClient } from '../../simulators/board/boardClient.js';
import { BoxClient } from '../../simulators/box/boxClient.js';
import { type Random, seededRandom } from '../../simulators/random.js';
import { serveCitizens } from './citizens.js';
import { lampsShow, Moment, OFFICE, oneCounter, panelWorks, withBoard, withStream } from './counterRig.js';
import { type BenchOptions, inFolder, withHub } from './ground.js';
import { pressFigures } from './pressFigures.js';
import { type Figure, quantile } from './report.js';

const PRESSES = 100;
const LEVEL = 1;

interface Press {
  readonly lampMs: number;
  readonly alarmMs: number;
}

/** From the press of a key of the real firmware to its accepted lamp, and to the alarm at a supervisor's page. */
export async function measureLatency(options: BenchOptions): Promise<Figure[]> {
  const lamp: number[][] = [];
  const alarm: number[][] = [];
  for (let run = 0; run < options.runs; run++) {
    const presses = await inFolder((folder) => oneRun(folder, options.quick ? PRESSES / 5 : PRESSES, run));
    lamp.push(presses.map(({ lampMs }) => lampMs));
    alarm.push(presses.map(({ alarmMs }) => alarmMs));
    const words = [lamp, alarm].map((each) => quantile(each.at(-1) ?? [], 0.99).toFixed(1));
    options.say(`  ${presses.length} presses: p99 lamp ${words[0]} ms, alarm ${words[1]} ms`);
  }
  return [
    ...pressFigures('press → accepted lamp', lamp, 40),
    ...pressFigures('press → alarm on a page', alarm, 60),
  ];
}

function oneRun(folder: string, presses: number, seed: number): Promise<Press[]> {
  const siteFile = oneCounter(folder);
  return withHub({ folder, siteFile }, ({ http, mqtt }) =>
    withBoard(folder, async (board) => {
      const order = { office: OFFICE, box: 'box-1', logLevel: 'silent', seed } as const;
      const data = join(folder, 'box');
      const box = new BoxClient({ ...order, hub: mqtt, data, serial: board.link }, () => undefined);
      try {
        return await pressAll({ board, box, http, presses, random: seededRandom(seed) });
      } finally {
        await box.stop();
      }
    }),
  );
}

interface Desk {
  readonly board: BoardClient;
  readonly box: BoxClient;
  readonly http: string;
  readonly presses: number;
  readonly random: Random;
}

/** Every citizen raises an alarm. */
async function pressAll({ board, box, http, presses, random }: Desk): Promise<Press[]> {
  const ready = panelWorks();
  let alarm = new Moment('the first alarm');
  const seen = (event: string, data: unknown): void => {
    if (event === 'alarm') alarm.now();
    ready.seen(event, data);
  };
  return withStream(http, seen, async () => {
    box.start();
    await ready.moment.happened;
    const found: Press[] = [];
    const invited = () => lampsShow(board, 'invitation', ({ keys }) => keys.length === 5);
    await serveCitizens(presses, { http, random, invited }, async (citizen) => {
      alarm = new Moment(`alarm ${citizen}`);
      const lamp = lampsShow(board, 'accepted lamp', ({ accepted }) => accepted);
      const begun = systemClock.monotonic();
      const pressed = board.press(LEVEL);
      found.push({ lampMs: (await lamp) - begun, alarmMs: (await alarm.happened) - begun });
      await pressed;
      await board.release(LEVEL);
    });
    return found;
  });
}
