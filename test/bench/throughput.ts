import { join } from 'node:path';
import { rawCommits } from './baseline.js';
import { countRated } from './countRated.js';
import { type BenchOptions, type HubOptions, inFolder, processorMs, withHub } from './ground.js';
import { LoadClient } from './load/loadClient.js';
import type { PlannedBox } from './load/loadMessages.js';
import type { Figure, Goal } from './report.js';
import { type SeedOptions, seedHub } from './seed.js';
import { slowDisk } from './slowDisk.js';

const EVENTS = 40_000;
const RAW_ROWS = 10_000;
const ADDED_MS = 2;
/** A slow disk gives at most so many commits a second; more means that nothing was slowed. */
const SLOW_RAW_LIMIT = 1000 / ADDED_MS;
const GOALS: ReadonlyMap<number, Goal> = new Map([
  [20, { atLeast: 2 }],
  [400, { atLeast: 1 }],
]);

/** What a drive is like besides its load. */
export type DriveOptions = Pick<HubOptions, 'environment' | 'nodeFlags'> &
  Pick<SeedOptions, 'asOnAnyDay'> & { readonly entrust?: Entrust };

/** Gives the boxes of a load what a hub trusts them by, before both begin; what they are then, and flags of the hub. */
export type Entrust = (
  folder: string,
  plan: readonly PlannedBox[],
) => { readonly plan: readonly PlannedBox[]; readonly flags: readonly string[] };

const unknown: Entrust = (_folder, plan) => ({ plan, flags: [] });

export interface Driven {
  /** Events a second from the first sent to the last acknowledged. */
  readonly rate: number;
  /** Processor time of the hub for each event, µs. */
  readonly processorUs: number;
}

type Environment = Readonly<Record<string, string>>;

/** Durable events a second against raw one-row commits on the same disk, in turn with them. */
export async function measureThroughput(options: BenchOptions): Promise<Figure[]> {
  const figures = await onDisk('', {}, options);
  const slow = slowDisk(ADDED_MS);
  if (slow === undefined) {
    options.say(`throughput with ${ADDED_MS} ms added to each flush: left out, gcc is not there`);
    return figures;
  }
  return [...figures, ...(await onDisk(`, +${ADDED_MS} ms a flush`, slow, options))];
}

async function onDisk(suffix: string, environment: Environment, options: BenchOptions): Promise<Figure[]> {
  const isSlow = suffix !== '';
  const rows = Math.round((isSlow ? RAW_ROWS / 20 : RAW_ROWS) / (options.quick ? 5 : 1));
  const raw = (): Promise<number> => inFolder((folder) => rawCommits(folder, rows, environment));
  const raws: number[] = [];
  const figures: Figure[] = [];
  for (const boxes of [1, 20, 400]) {
    const rates: number[] = [];
    const ratios: number[] = [];
    for (let run = 0; run < options.runs; run++) {
      const before = await raw();
      const { rate } = await inFolder((folder) => drive(folder, boxes, { environment }, options));
      const around = (before + (await raw())) / 2;
      if (isSlow && around > SLOW_RAW_LIMIT) throw new Error(`${around} commits/s: the disk was not slowed`);
      raws.push(around);
      rates.push(rate);
      ratios.push(rate / around);
      options.say(`  ${boxes} boxes${suffix}: ${rate.toFixed(0)}/s, raw ${around.toFixed(0)}/s`);
    }
    const goal = GOALS.get(boxes);
    const name = `throughput, ${boxes} ${boxes === 1 ? 'box' : 'boxes'}${suffix}`;
    figures.push({ name, unit: 'events/s', runs: rates });
    figures.push({ name: `${name}: ratio`, unit: '× raw', runs: ratios, ...(goal ? { goal } : {}) });
  }
  return [{ name: `raw one-row commits${suffix}`, unit: '/s', runs: raws }, ...figures];
}

/** One run on a new hub. */
export async function drive(
  folder: string,
  boxes: number,
  { asOnAnyDay = false, entrust = unknown, ...hub }: DriveOptions,
  { quick, profile }: BenchOptions,
): Promise<Driven> {
  const windows = Math.ceil(EVENTS / (quick ? 5 : 1) / 2 / boxes);
  const seeded = seedHub(folder, boxes, windows, { asOnAnyDay });
  const { siteFile } = seeded;
  const { plan, flags: trust } = entrust(folder, seeded.plan);
  const load = new LoadClient(join(folder, 'plan.json'), plan);
  try {
    const { events } = await load.next('ready');
    const flags = ['--box-rate', '1000000', ...trust];
    const driven = await withHub({ folder, siteFile, flags, profile, ...hub }, async ({ mqttPort, pid }) => {
      load.send({ kind: 'connect', port: mqttPort });
      await load.next('connected');
      const before = processorMs(pid);
      load.send({ kind: 'flow' });
      const { ms } = await load.next('done');
      return { rate: (events / ms) * 1000, processorUs: ((processorMs(pid) - before) / events) * 1000 };
    });
    const rated = countRated(folder);
    if (rated * 2 !== events) throw new Error(`${rated} ratings are stored, ${events / 2} were acknowledged`);
    return driven;
  } finally {
    await load.stop();
  }
}
