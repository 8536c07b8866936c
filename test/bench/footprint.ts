import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { Moment, oneCounter, withBoard, withStream } from './counterRig.js';
import { type BenchOptions, inFolder, pause, residentMb, withHub } from './ground.js';
import { end, startInstalled } from './installedBox.js';
import type { Figure } from './report.js';

/** Memory is read when a process has been idle for so long. */
const IDLE_MS = 3_000;

interface Footprint {
  readonly hubMs: number;
  readonly hubMb: number;
  readonly boxMs: number;
  readonly boxMb: number;
}

/** How much memory hub and box take, idle, and how soon they are there. */
export async function measureFootprint({ runs, say }: BenchOptions): Promise<Figure[]> {
  const found: Footprint[] = [];
  for (let run = 0; run < runs; run++) {
    const one = await inFolder(oneRun);
    found.push(one);
    say(
      `  hub ${one.hubMs.toFixed(0)} ms, ${one.hubMb.toFixed(0)} MB; box ${one.boxMs.toFixed(0)} ms, ${one.boxMb.toFixed(0)} MB`,
    );
  }
  const of = (pick: (one: Footprint) => number): number[] => found.map(pick);
  return [
    { name: 'hub: start to ready', unit: 'ms', runs: of(({ hubMs }) => hubMs) },
    { name: 'hub: resident memory, idle', unit: 'MB', runs: of(({ hubMb }) => hubMb) },
    { name: 'box: start to its first heartbeat', unit: 'ms', runs: of(({ boxMs }) => boxMs) },
    { name: 'box: resident memory, idle', unit: 'MB', runs: of(({ boxMb }) => boxMb) },
  ];
}

function oneRun(folder: string): Promise<Footprint> {
  const siteFile = oneCounter(folder);
  return withHub({ folder, siteFile }, ({ http, mqtt, pid, startMs }) =>
    withBoard(folder, async (board) => {
      const beat = new Moment("the box's first heartbeat");
      const seen = (event: string, data: unknown): void => {
        if (event === 'box' && (data as { panel?: string }).panel !== undefined) beat.now();
      };
      return withStream(http, seen, async () => {
        const begun = systemClock.monotonic();
        const box = startInstalled({ hub: mqtt, data: join(folder, 'box') }, ['--serial', board.link]);
        try {
          const boxMs = (await beat.happened) - begun;
          await pause(IDLE_MS);
          const boxMb = residentMb(box.pid ?? 0, 'VmRSS');
          return { hubMs: startMs, hubMb: residentMb(pid, 'VmRSS'), boxMs, boxMb };
        } finally {
          await end(box);
        }
      });
    }),
  );
}
