import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { messageOf } from '#platform/errors.js';
import { packageRoot } from '#platform/packageFacts.js';
import { planFaults } from '../../simulators/faults/faultPlan.js';
import { audit } from './books.js';
import { BrokerProcess } from './brokerProcess.js';
import { Campaign } from './campaign.js';
import { NamespaceNetwork } from './namespaceNetwork.js';
import { LoopbackNetwork, type OfficeNetwork } from './network.js';
import { Office } from './office.js';
import { hasVerify } from './reckoning.js';
import { faultLines, summaryLines } from './words.js';

const USAGE = `usage: npm run faults -- [--seed N] [--faults N] [--broker embedded|mosquitto] [--boxes N] [--pace X]
                          [--network namespaces|loopback] [--keep FOLDER] [--out FILE]

  --seed     the same seed repeats the same plan; drawn from the clock if not given
  --faults   how many happen; 100 if not given
  --broker   the hub's own, or a real Mosquitto beside it; embedded if not given
  --boxes    3 if not given
  --pace     factor on all times of the plan; 1 if not given
  --network  namespaces need root; without it all goes over loopback
  --keep     where the data of hub and boxes is copied to at the end
  --out      writes the result as JSON
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Order {
  readonly seed: number;
  readonly faults: number;
  readonly broker: 'embedded' | 'mosquitto';
  readonly boxes: number;
  readonly pace: number;
  readonly network: 'namespaces' | 'loopback' | undefined;
  readonly keep: string | undefined;
  readonly out: string | undefined;
}

const text = { type: 'string' } as const;
const options = {
  seed: text,
  faults: text,
  broker: text,
  boxes: text,
  pace: text,
  network: text,
  keep: text,
  out: text,
} as const;

/** What was asked for; undefined, after a word about it, where that cannot be. */
function readOrder(): Order | undefined {
  try {
    return soundOrder(parseArgs({ options }).values);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return undefined;
  }
}

function soundOrder(values: { readonly [name in keyof typeof options]?: string }): Order | undefined {
  const { broker = 'embedded', network, keep, out } = values;
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  const faults = Number(values.faults ?? 100);
  const boxes = Number(values.boxes ?? 3);
  const pace = Number(values.pace ?? 1);
  const sound =
    Number.isInteger(seed) &&
    Number.isInteger(faults) &&
    faults >= 0 &&
    Number.isInteger(boxes) &&
    boxes >= 1 &&
    boxes <= 20 &&
    pace > 0 &&
    (broker === 'embedded' || broker === 'mosquitto') &&
    (network === undefined || network === 'namespaces' || network === 'loopback');
  return sound ? { seed, faults, boxes, pace, broker, network, keep, out } : undefined;
}

/** In namespaces of our own, in which every process ends with this one, whatever ends it. */
const ISOLATE = 'setpriv';
const ISOLATED = [
  ...['--pdeathsig', 'KILL', 'unshare'],
  ...['--net', '--mount', '--pid', '--mount-proc', '--fork', '--kill-child'],
];

function canIsolate(): boolean {
  return spawnSync(ISOLATE, [...ISOLATED, 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' }).status === 0;
}

function isolated(args: readonly string[]): number {
  const again = [process.execPath, '--enable-source-maps', fileURLToPath(import.meta.url), ...args];
  const { status } = spawnSync(ISOLATE, [...ISOLATED, ...again, '--network', 'namespaces'], {
    stdio: 'inherit',
  });
  return status ?? 1;
}

async function main(): Promise<number> {
  const order = readOrder();
  if (order === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  if (order.broker === 'mosquitto' && !BrokerProcess.installed) {
    process.stderr.write('mosquitto is not installed\n');
    return 1;
  }
  if (order.network === undefined && canIsolate()) return isolated(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), 'rating-faults-'));
  try {
    return await hold(order, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function hold(order: Order, folder: string): Promise<number> {
  const network = await networkOf(order);
  const office = new Office({ ...order, folder, network });
  const plan = planFaults(order);
  say(
    `seed ${order.seed}, ${order.faults} faults, ${order.boxes} boxes, broker ${order.broker}, ${network.described}`,
  );
  let campaign: Campaign | undefined;
  const failures: string[] = [];
  try {
    await office.open();
    if (office.diskTrouble !== undefined) say(`no full disks: ${office.diskTrouble}`);
    campaign = new Campaign(office, order.seed);
    const result = await campaign.run(plan);
    const books = audit(result.evidence);
    for (const line of summaryLines(result, books)) say(line);
    for (const { rule, found } of books.discrepancies) failures.push(`${rule}: ${found.join('; ')}`);
    failures.push(...verified(office.hubData));
    if (order.out !== undefined)
      writeFileSync(
        order.out,
        JSON.stringify({ ...order, books, recovery: result.recovery, log: result.log }),
      );
  } catch (error) {
    failures.push(messageOf(error), ...office.incidents);
  }
  await office.rest();
  if (order.keep !== undefined) cpSync(folder, order.keep, { recursive: true });
  await office.close();
  failures.push(...leftBehind());
  if (failures.length === 0) return 0;
  say(`FAILED with seed ${order.seed}`);
  for (const line of faultLines(campaign?.log ?? [])) say(line);
  say(`first discrepancy: ${failures[0]}`);
  for (const failure of failures.slice(1)) say(`then: ${failure}`);
  return 1;
}

async function networkOf({ network, boxes }: Order): Promise<OfficeNetwork> {
  return network === 'namespaces'
    ? NamespaceNetwork.create(boxes)
    : new LoopbackNetwork(
        'loopback only: namespaces are not permitted here, so cables are proxies that fall silent',
      );
}

/** The hub's own check of its file, where this version has one. */
function verified(data: string): string[] {
  const build = join(packageRoot(), '.build');
  if (!hasVerify(build)) return [];
  const program = [join(build, 'hub/main.js'), 'verify', '--data', data];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  return status === 0 ? [] : [`rating-hub verify ended with ${status}: ${stdout}${stderr}`];
}

/** Processes that this one started and that still run. */
function leftBehind(): string[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(parent) === process.pid && state !== 'Z' ? [`process ${name} still runs: ${stat}`] : [];
    } catch {
      return [];
    }
  });
}

process.exitCode = await main();
