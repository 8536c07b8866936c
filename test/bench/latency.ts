import { join } from 'node:path';
import type { AlarmView } from '#contract/alarms.js';
import { systemClock } from '#platform/clock.js';
import type { BoardClient } from '../../simulators/board/boardClient.js';
import { BoxClient } from '../../simulators/box/boxClient.js';
import { type Random, seededRandom } from '../../simulators/random.js';
import { serveCitizens } from './citizens.js';
import {
  countersOfOneBox,
  lampsShow,
  Moment,
  OFFICE,
  panelWorks,
  withBoard,
  withStream,
} from './counterRig.js';
import { type BenchOptions, inFolder, withHub } from './ground.js';
import { pressFigures } from './pressFigures.js';
import { type Figure, quantile } from './report.js';
import type { StreamTrust } from './streamReader.js';

const PRESSES = 100;
const LEVEL = 1;
/** A counter with ten alarms within a minute is isolated (A8), so the box moves on before. */
const PRESSES_OF_A_COUNTER = 8;

export interface Press {
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

/** The site file of an office that its one box goes through while so many press. */
export const countersFor = (folder: string, presses: number): string =>
  countersOfOneBox(folder, Math.ceil(presses / PRESSES_OF_A_COUNTER));

function oneRun(folder: string, presses: number, seed: number): Promise<Press[]> {
  const siteFile = countersFor(folder, presses);
  return withHub({ folder, siteFile }, ({ http, mqtt }) =>
    withBoard(folder, async (board) => {
      const order = { office: OFFICE, box: 'box-1', logLevel: 'silent', seed } as const;
      const data = join(folder, 'box');
      const box = new BoxClient({ ...order, hub: mqtt, data, serial: board.link }, () => undefined);
      try {
        return await pressAll({
          board,
          start: () => box.start(),
          move: moveAt(http),
          http,
          presses,
          random: seededRandom(seed),
        });
      } finally {
        await box.stop();
      }
    }),
  );
}

export interface Desk {
  readonly board: BoardClient;
  /** Begins the box of the counter. */
  readonly start: () => void;
  /** Puts the box at another counter. */
  readonly move: (counter: string) => Promise<unknown>;
  readonly http: string;
  /** What the hub asks of whoever issues and of whoever watches, where it asks. */
  readonly trust?: { readonly ask: typeof fetch; readonly stream: StreamTrust } | undefined;
  readonly presses: number;
  readonly random: Random;
}

/** Every citizen raises an alarm. */
export async function pressAll(desk: Desk): Promise<Press[]> {
  const { board, start, http, trust, presses, random } = desk;
  const ready = panelWorks();
  let alarm = new Moment('the first alarm');
  const seen = (event: string, data: unknown): void => {
    if (event === 'alarm' && (data as AlarmView).about.source === 'rating') alarm.now();
    ready.seen(event, data);
  };
  const work = async (): Promise<Press[]> => {
    start();
    await ready.moment.happened;
    const found: Press[] = [];
    const invited = () => lampsShow(board, 'invitation', ({ keys }) => keys.length === 5);
    await serveCitizens(
      presses,
      { http, ask: trust?.ask, at: (citizen) => counterOf(desk, citizen), random, invited },
      async (citizen) => {
        alarm = new Moment(`alarm ${citizen}`);
        const lamp = lampsShow(board, 'accepted lamp', ({ accepted }) => accepted);
        const begun = systemClock.monotonic();
        const pressed = board.press(LEVEL);
        found.push({ lampMs: (await lamp) - begun, alarmMs: (await alarm.happened) - begun });
        await pressed;
        await board.release(LEVEL);
      },
    );
    return found;
  };
  return withStream(http, seen, work, trust?.stream);
}

async function counterOf({ move }: Desk, citizen: number): Promise<string> {
  const counter = String(Math.ceil(citizen / PRESSES_OF_A_COUNTER));
  if (citizen > 1 && citizen % PRESSES_OF_A_COUNTER === 1) await move(counter);
  return counter;
}

/** Moves the box of a hub that is open to everybody. */
export const moveAt =
  (http: string): Desk['move'] =>
  async (counter) => {
    const response = await fetch(`${http}/api/v1/boxes/box-1/move`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ office: OFFICE, counter }),
    });
    if (!response.ok) throw new Error(`the move was answered ${response.status}: ${await response.text()}`);
  };
