import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import type { BoardClient } from '../../simulators/board/boardClient.js';
import { BoxClient } from '../../simulators/box/boxClient.js';
import { type Random, seededRandom } from '../../simulators/random.js';
import { Moment, OFFICE, oneCounter, withBoard, withStream } from './counterRig.js';
import { type BenchOptions, inFolder, withHub } from './ground.js';
import { issueReceipt } from './issuing.js';
import { type Figure, quantile } from './report.js';

const PRESSES = 100;
/** The box waits this long for a second key before it takes a press (W8); no goal can be judged without it. */
const W8_WAIT_MS = 50;
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
  return [...describe('press → accepted lamp', lamp, 40), ...describe('press → alarm on a page', alarm, 60)];
}

function describe(name: string, runs: readonly number[][], goalMs: number): Figure[] {
  const at = (share: number, less: number): number[] => runs.map((values) => quantile(values, share) - less);
  const own = `${name} without the ${W8_WAIT_MS} ms of W8`;
  return [
    { name: `${name}, p50`, unit: 'ms', runs: at(0.5, 0) },
    { name: `${name}, p99`, unit: 'ms', runs: at(0.99, 0), goal: { atMost: goalMs } },
    { name: `${own}, p50`, unit: 'ms', runs: at(0.5, W8_WAIT_MS) },
    { name: `${own}, p99`, unit: 'ms', runs: at(0.99, W8_WAIT_MS), goal: { atMost: goalMs } },
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

/** One citizen after the other, each with a document of its own. */
async function pressAll({ board, box, http, presses, random }: Desk): Promise<Press[]> {
  const ready = new Moment('the box with its board');
  let alarm = new Moment('the first alarm');
  const seen = (event: string, data: unknown): void => {
    if (event === 'alarm') alarm.now();
    if (event === 'box' && (data as { panel?: string }).panel === 'ok') ready.now();
  };
  return withStream(http, seen, async () => {
    box.start();
    await ready.happened;
    const found: Press[] = [];
    for (let number = 1; number <= presses; number++) {
      const invited = lampsShow(board, 'invitation', () => board.lamps().keys.length === 5);
      await issueReceipt(http, OFFICE, '1', `P-${number}`);
      await invited;
      await new Promise<void>((resolve) => systemClock.after(100 + random() * 100, resolve));
      alarm = new Moment(`alarm ${number}`);
      const lamp = lampsShow(board, 'accepted lamp', () => board.lamps().accepted);
      const begun = systemClock.monotonic();
      const pressed = board.press(LEVEL);
      found.push({ lampMs: (await lamp) - begun, alarmMs: (await alarm.happened) - begun });
      await pressed;
      await board.release(LEVEL);
    }
    return found;
  });
}

async function lampsShow(board: BoardClient, what: string, shown: () => boolean): Promise<number> {
  const moment = new Moment(what);
  const stop = board.watch(() => {
    if (shown()) moment.now();
  });
  try {
    return await moment.happened;
  } finally {
    stop();
  }
}
