import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '#platform/packageFacts.js';
import { openSqlite } from '#platform/sqlite.js';
import { checkCells } from '../../hub/store/aggregates/rebuildCells.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { type BenchOptions, inFolder } from './ground.js';
import type { Figure } from './report.js';
import { type Driven, drive } from './throughput.js';

const COST_GOAL = 15;

/** Loads: 400 boxes' windows as they come all day, and those of an hour that the hub had presumed missed. */
const LOADS = [
  { name: '20 boxes', boxes: 20, asOnAnyDay: true },
  { name: '400 boxes', boxes: 400, asOnAnyDay: true },
  { name: '400 boxes that were cut off', boxes: 400, asOnAnyDay: false },
] as const;
type Load = (typeof LOADS)[number];

interface Drive extends Driven {
  /** Of the hub's file for each window, with its documents and the events of its box. */
  readonly bytes: number;
}

interface Pair {
  readonly counted: Drive;
  readonly uncounted: Drive;
}

/** What it costs to keep the cells right with every event: the same load on the same hub with and without, in turn. */
export async function measureUpkeep(options: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const load of LOADS) {
    const pairs: Pair[] = [];
    for (let run = 0; run < options.runs; run++) {
      const pair = await onePair(load, run % 2 === 0, options);
      const words = (name: keyof Driven): string =>
        `${pair.counted[name].toFixed(0)} with cells, ${pair.uncounted[name].toFixed(0)} without`;
      options.say(
        `  ${load.name}: events/s ${words('rate')}; µs of processor an event ${words('processorUs')}`,
      );
      pairs.push(pair);
    }
    figures.push(...pairFigures(`upkeep of cells, ${load.name}`, pairs));
  }
  return figures;
}

function pairFigures(name: string, pairs: readonly Pair[]): Figure[] {
  const runs = (of: (pair: Pair) => number): number[] => pairs.map(of);
  return [
    { name: `${name}: with`, unit: 'events/s', runs: runs(({ counted }) => counted.rate) },
    {
      name: `${name}: cost`,
      unit: '% of events/s',
      runs: runs(({ counted, uncounted }) => 100 * (1 - counted.rate / uncounted.rate)),
      goal: { atMost: COST_GOAL },
    },
    {
      name: `${name}: cost`,
      unit: '% of processor time',
      runs: runs(({ counted, uncounted }) => 100 * (1 - uncounted.processorUs / counted.processorUs)),
      goal: { atMost: COST_GOAL },
    },
    {
      name: `${name}: file per million windows`,
      unit: 'MB',
      runs: runs(({ counted }) => counted.bytes),
    },
  ];
}

async function onePair(load: Load, countedFirst: boolean, options: BenchOptions): Promise<Pair> {
  const first = await oneDrive(load, countedFirst, options);
  const second = await oneDrive(load, !countedFirst, options);
  return countedFirst ? { counted: first, uncounted: second } : { counted: second, uncounted: first };
}

function oneDrive({ boxes, asOnAnyDay }: Load, counted: boolean, options: BenchOptions): Promise<Drive> {
  const preload = pathToFileURL(join(packageRoot(), '.build/test/bench/upkeep/withoutCells.js'));
  const nodeFlags = counted ? [] : ['--import', preload.href];
  return inFolder(async (folder) => {
    const driven = await drive(folder, boxes, { nodeFlags, asOnAnyDay }, options);
    return { ...driven, bytes: inspect(join(folder, 'hub', 'hub.db'), counted) };
  });
}

/** Makes sure that the cells were kept right, or were not kept. Returns bytes of the file for each window. */
function inspect(database: string, counted: boolean): number {
  const db = openSqlite(database, migrations);
  try {
    const { windows, differing } = checkCells(db);
    if (differing > 0 === counted) throw new Error(`${differing} cells differ from the windows`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    return statSync(database).size / windows;
  } finally {
    db.close();
  }
}
