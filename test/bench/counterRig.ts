import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import type { LitLamps } from '../../device/adapters/lampPattern.js';
import { BoardClient } from '../../simulators/board/boardClient.js';
import type { BoardDesign } from '../../simulators/board/boardDesign.js';
import { officeSite } from '../../simulators/office/officeSite.js';
import { StreamReader, type StreamTrust } from './streamReader.js';

export const OFFICE = 'east';
const PATIENCE_MS = 60_000;

/** The site file of an office with one counter and its box `box-1`. */
export function oneCounter(folder: string): string {
  const siteFile = join(folder, 'site.json');
  writeFileSync(siteFile, JSON.stringify(officeSite(OFFICE, 1)));
  return siteFile;
}

/** The site file of an office with so many counters, of which the first one has the box `box-1` and no other has any. */
export function countersOfOneBox(folder: string, counters: number): string {
  const { offices } = officeSite(OFFICE, counters);
  const [office] = offices;
  const placed = office?.counters.map(({ box, ...counter }, index) =>
    index === 0 ? { ...counter, box } : counter,
  );
  const siteFile = join(folder, 'site.json');
  writeFileSync(siteFile, JSON.stringify({ offices: [{ ...office, counters: placed }] }));
  return siteFile;
}

/** Runs the work with a plugged-in board, simulated in a process of its own; a Firmata board if not designed otherwise. */
export async function withBoard<T>(
  folder: string,
  work: (board: BoardClient) => Promise<T>,
  design?: BoardDesign,
): Promise<T> {
  const board = new BoardClient({ link: join(folder, 'tty'), ...(design === undefined ? {} : { design }) });
  try {
    await board.plug();
    return await work(board);
  } finally {
    await board.stop();
  }
}

/** Runs the work while the office's stream is read. */
export async function withStream<T>(
  http: string,
  seen: (event: string, data: unknown) => void,
  work: () => Promise<T>,
  trust?: StreamTrust,
): Promise<T> {
  const reader = await StreamReader.open(http, OFFICE, seen, trust);
  try {
    return await work();
  } finally {
    reader.close();
  }
}

/** The moment at which the hub hears of a box whose panel works; `seen` is for the stream. */
export function panelWorks(): {
  readonly moment: Moment;
  readonly seen: (event: string, data: unknown) => void;
} {
  const moment = new Moment('the box with its panel');
  const seen = (event: string, data: unknown): void => {
    if (event === 'box' && (data as { panel?: string }).panel === 'ok') moment.now();
  };
  return { moment, seen };
}

/** When the lamps of the board next change to what is looked for. */
export async function lampsShow(
  board: BoardClient,
  what: string,
  shown: (lamps: LitLamps) => boolean,
): Promise<number> {
  const moment = new Moment(what);
  const stop = board.watch(() => {
    if (shown(board.lamps())) moment.now();
  });
  try {
    return await moment.happened;
  } finally {
    stop();
  }
}

/** Something that will happen, with the moment it did. */
export class Moment {
  readonly happened: Promise<number>;
  private resolve: (at: number) => void = () => undefined;

  constructor(what: string) {
    this.happened = new Promise((resolve, reject) => {
      const timer = systemClock.after(PATIENCE_MS, () =>
        reject(new Error(`${what}: not within ${PATIENCE_MS} ms`)),
      );
      this.resolve = (at) => {
        timer.cancel();
        resolve(at);
      };
    });
    this.happened.catch(() => undefined);
  }

  /** Once; later calls change nothing. */
  now(): void {
    this.resolve(systemClock.monotonic());
  }
}
