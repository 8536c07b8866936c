import { join } from 'node:path';
import { countRated } from './countRated.js';
import { type BenchOptions, inFolder, residentMb, withHub } from './ground.js';
import { LiveCounter } from './liveCounter.js';
import { LoadClient } from './load/loadClient.js';
import { type Figure, quantile } from './report.js';
import { seedHub } from './seed.js';

const BOXES = 5_000;
const WINDOWS_PER_BOX = 20;

interface Storm {
  readonly seconds: number;
  readonly connectSeconds: number;
  readonly perEvent: number;
  readonly peakMb: number;
  readonly openings: readonly number[];
}

/** Every box comes back at once with an hour's unsent events, while one counter goes on serving. */
export async function measureStorm(options: BenchOptions): Promise<Figure[]> {
  const boxes = options.quick ? BOXES / 10 : BOXES;
  const storms: Storm[] = [];
  for (let run = 0; run < options.runs; run++) {
    const storm = await inFolder((folder) => oneStorm(folder, boxes, options));
    storms.push(storm);
    options.say(
      `  ${boxes} boxes: ${storm.seconds.toFixed(1)} s (all connected after ${storm.connectSeconds.toFixed(1)} s), ` +
        `${storm.peakMb.toFixed(0)} MB, ${storm.openings.length} live windows, ` +
        `slowest ${Math.max(...storm.openings).toFixed(0)} ms`,
    );
  }
  const of = (pick: (storm: Storm) => number): number[] => storms.map(pick);
  const name = `storm of ${boxes} boxes × ${2 * WINDOWS_PER_BOX} events`;
  return [
    { name: `${name}: all acknowledged`, unit: 's', runs: of((s) => s.seconds), goal: { atMost: 60 } },
    { name: `${name}: all connected`, unit: 's', runs: of((s) => s.connectSeconds) },
    { name: `${name}: sent per event`, unit: '×', runs: of((s) => s.perEvent) },
    { name: `${name}: hub's peak memory`, unit: 'MB', runs: of((s) => s.peakMb), goal: { atMost: 1_000 } },
    { name: 'live window meanwhile, p50', unit: 'ms', runs: of((s) => quantile(s.openings, 0.5)) },
    {
      name: 'live window meanwhile, p99',
      unit: 'ms',
      runs: of((s) => quantile(s.openings, 0.99)),
      goal: { atMost: 1_000 },
    },
    {
      name: 'live window meanwhile, slowest',
      unit: 'ms',
      runs: of((s) => Math.max(...s.openings)),
      goal: { atMost: 1_000 },
    },
  ];
}

async function oneStorm(folder: string, boxes: number, { profile }: BenchOptions): Promise<Storm> {
  const { siteFile, plan } = seedHub(folder, boxes, WINDOWS_PER_BOX);
  const load = new LoadClient(join(folder, 'plan.json'), plan);
  try {
    const { events } = await load.next('ready');
    const storm = await withHub({ folder, siteFile, profile }, async ({ http, mqttPort, pid }) => {
      const counter = new LiveCounter(http, mqttPort);
      try {
        await counter.connect();
        const serving = counter.serve();
        const done = load.next('done');
        load.send({ kind: 'reconnect', port: mqttPort });
        await load.next('sending');
        counter.openings.length = 0;
        const { ms, connectMs, sent } = await Promise.race([done, serving.then(() => done)]);
        counter.end();
        await serving;
        return {
          seconds: ms / 1000,
          connectSeconds: connectMs / 1000,
          perEvent: sent / events,
          peakMb: residentMb(pid, 'VmHWM'),
          openings: counter.openings,
        };
      } finally {
        counter.stop();
      }
    });
    const rated = countRated(folder);
    if (rated * 2 !== events) throw new Error(`${rated} ratings are stored, ${events / 2} were acknowledged`);
    return storm;
  } finally {
    await load.stop();
  }
}
