import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { BoardClient } from '../../simulators/board/boardClient.js';
import { officeSite } from '../../simulators/office/officeSite.js';
import { StreamReader } from './streamReader.js';

export const OFFICE = 'east';
const PATIENCE_MS = 15_000;

/** The site file of an office with one counter and its box `box-1`. */
export function oneCounter(folder: string): string {
  const siteFile = join(folder, 'site.json');
  writeFileSync(siteFile, JSON.stringify(officeSite(OFFICE, 1)));
  return siteFile;
}

/** Runs the work with a plugged-in board, simulated in a process of its own. */
export async function withBoard<T>(folder: string, work: (board: BoardClient) => Promise<T>): Promise<T> {
  const board = new BoardClient({ link: join(folder, 'tty') });
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
): Promise<T> {
  const reader = await StreamReader.open(http, OFFICE, seen);
  try {
    return await work();
  } finally {
    reader.close();
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
