import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FaultKind, PlannedFault } from '../../simulators/faults/faultPlan.js';
import type { Weather } from '../../simulators/faults/lossyProxy.js';
import { eventually } from '../support/eventually.js';
import type { CounterUnderFire } from './counterUnderFire.js';
import { DATABASE_FILES } from './evidence.js';
import type { Office } from './office.js';
import { pause } from './pause.js';

/** Why it could not be done here; undefined when it was done. */
type Skipped = string | undefined;

/** A fault, from its beginning to its end. */
export async function strike(office: Office, fault: PlannedFault): Promise<Skipped> {
  const counter = office.counters[fault.box - 1];
  if (counter === undefined) throw new RangeError(`there is no box ${fault.box}`);
  const victim: Victim = { office, counter, fault, lasts: () => pause(fault.lastsMs) };
  if (BLINDING.has(fault.kind)) office.blinded.set(counter.box, (office.blinded.get(counter.box) ?? 0) + 1);
  const skipped = await STRIKES[fault.kind](victim);
  return typeof skipped === 'string' ? skipped : undefined;
}

interface Victim {
  readonly office: Office;
  readonly counter: CounterUnderFire;
  readonly fault: PlannedFault;
  readonly lasts: () => Promise<void>;
}

/** After these a citizen may have pressed and seen no thanks. */
const BLINDING: ReadonlySet<FaultKind> = new Set([
  'kill-box',
  'hang-box',
  'damage-page',
  'damage-log',
  'fill-box',
]);

/** A third of the packets lost or late: TCP sends them again, which shows as delay. */
const LOSSY: Weather = { delayedShare: 0.3, delayMs: 800, bytesPerSecond: Number.POSITIVE_INFINITY };
const SLOW: Weather = { delayedShare: 0, delayMs: 0, bytesPerSecond: 2_000 };
const CLOCK_ERRORS_MS = [-3_600_000, -60_000, -2_000, 0, 2_000, 60_000, 3_600_000] as const;
const MOST_DAYS = 10;
const NO_DISK = 'no disk of its own could be mounted';
const NO_BROKER = 'the broker is part of the hub';

const STRIKES: Readonly<Record<FaultKind, (victim: Victim) => Promise<unknown>>> = {
  'kill-hub': async ({ office, lasts }) => {
    await office.hub.kill();
    await lasts();
    await office.hub.start();
  },
  'kill-box': ({ office, counter, lasts }) => whileDown(office, counter, lasts),
  'kill-broker': async ({ office: { broker }, lasts }) => {
    if (broker === undefined) return NO_BROKER;
    await broker.kill();
    await lasts();
    await broker.start();
    return undefined;
  },
  'hang-hub': ({ office, lasts }) => hang(office.hub.pid, lasts),
  'hang-box': ({ counter, lasts }) => hang(counter.pid, lasts),
  'hang-broker': async ({ office, lasts }) =>
    office.broker === undefined ? NO_BROKER : hang(office.broker.pid, lasts),
  'pull-cable': async (victim) => {
    part(victim);
    await victim.lasts();
    rejoin(victim);
  },
  'part-for-days': async (victim) => {
    part(victim);
    await victim.lasts();
    victim.office.clocks.sleep(1 + Math.floor(victim.fault.choice * MOST_DAYS));
    await victim.lasts();
    rejoin(victim);
  },
  'part-hub': async ({ office: { hubLine }, lasts }) => {
    if (hubLine === undefined) return NO_BROKER;
    hubLine.block('up', 'down');
    await lasts();
    hubLine.unblock();
    return undefined;
  },
  'lossy-line': (victim) => weather(victim, LOSSY),
  'slow-line': (victim) => weather(victim, SLOW),
  'reset-line': async (victim) => lineOf(victim)?.reset(),
  'deaf-box': (victim) => silence(victim, 'down'),
  'mute-box': (victim) => silence(victim, 'up'),
  'fill-box': ({ office, counter, lasts }) => fill(office, counter.box, lasts),
  'fill-hub': ({ office, lasts }) => fill(office, 'hub', lasts),
  'damage-page': (victim) => damage(victim, ''),
  'damage-log': (victim) => damage(victim, '-wal'),
  'set-box-clock': async ({ office, counter, fault }) => office.clocks.set(counter.box, errorOf(fault)),
  'set-hub-clock': async ({ office, fault }) => office.clocks.set('hub', errorOf(fault)),
  'copy-hub': async ({ office, lasts }) => {
    await office.hub.kill();
    for (const suffix of DATABASE_FILES) {
      rmSync(copyOf(office) + suffix, { force: true });
      if (existsSync(databaseOf(office) + suffix))
        copyFileSync(databaseOf(office) + suffix, copyOf(office) + suffix);
    }
    await lasts();
    await office.hub.start();
  },
  'restore-hub': ({ office, lasts }) => restore(office, lasts),
};

const lineOf = ({ office, fault }: Victim) => office.lines[fault.box - 1];
const errorOf = ({ choice }: PlannedFault): number =>
  CLOCK_ERRORS_MS[Math.floor(choice * CLOCK_ERRORS_MS.length)] ?? 0;
const databaseOf = (office: Office): string => join(office.hubData, 'hub.db');
const copyOf = (office: Office): string => join(office.options.folder, 'hub-copy.db');

async function whileDown(
  office: Office,
  counter: CounterUnderFire,
  work: () => Promise<void>,
): Promise<void> {
  await counter.kill();
  office.look(counter);
  await work();
  counter.start();
}

async function hang(pid: number | undefined, lasts: () => Promise<void>): Promise<void> {
  if (pid === undefined || !signal(pid, 'SIGSTOP')) return;
  await lasts();
  signal(pid, 'SIGCONT');
}

/** False when it has just ended. */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Pulls the cable; where there is none, the proxy falls silent both ways. */
function part(victim: Victim): void {
  const { network } = victim.office.options;
  if (network.hasCables) network.unplug(victim.fault.box);
  else lineOf(victim)?.block('up', 'down');
}

function rejoin(victim: Victim): void {
  const { network } = victim.office.options;
  if (network.hasCables) network.plug(victim.fault.box);
  else lineOf(victim)?.unblock();
}

async function weather(victim: Victim, kind: Weather): Promise<void> {
  const line = lineOf(victim);
  line?.turn(kind);
  await victim.lasts();
  line?.turn({ delayedShare: 0, delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY });
}

async function silence(victim: Victim, direction: 'up' | 'down'): Promise<void> {
  const line = lineOf(victim);
  line?.block(direction);
  await victim.lasts();
  line?.unblock();
}

async function fill(office: Office, machine: string, lasts: () => Promise<void>): Promise<Skipped> {
  const disk = office.disks.get(machine);
  if (disk === undefined) return NO_DISK;
  office.full.add(machine);
  disk.fill();
  await lasts();
  disk.empty();
  // A program that fails to start needs a moment to end.
  await pause(ENDING_MS);
  office.full.delete(machine);
  return undefined;
}

const ENDING_MS = 1_000;
const DAMAGED_BYTES = 64;

/** Turns bytes of the box's files over while it is down, as a dying disk would. */
async function damage({ office, counter, fault, lasts }: Victim, suffix: '' | '-wal'): Promise<Skipped> {
  await counter.kill();
  const epoch = office.look(counter).at(-1)?.epoch;
  if (epoch !== undefined) office.damaged.add(epoch);
  const found = [counter.outbox + suffix, counter.outbox].find(
    (file) => existsSync(file) && statSync(file).size > DAMAGED_BYTES,
  );
  if (found !== undefined) turnOver(found, Math.floor(fault.choice * (statSync(found).size - DAMAGED_BYTES)));
  await lasts();
  counter.start();
  return found === undefined ? 'the box had stored nothing yet' : undefined;
}

function turnOver(file: string, offset: number): void {
  const bytes = Buffer.alloc(DAMAGED_BYTES);
  const open = openSync(file, 'r+');
  try {
    readSync(open, bytes, 0, DAMAGED_BYTES, offset);
    writeSync(
      open,
      bytes.map((byte) => byte ^ 0x5a),
      0,
      DAMAGED_BYTES,
      offset,
    );
  } finally {
    closeSync(open);
  }
}

/** Puts the copy in the place of the database; without one the hub is only killed. */
async function restore(office: Office, lasts: () => Promise<void>): Promise<void> {
  await office.hub.kill();
  if (existsSync(copyOf(office))) {
    office.restores++;
    for (const suffix of [...DATABASE_FILES, '-shm']) rmSync(databaseOf(office) + suffix, { force: true });
    // The disk may be full at this moment.
    await eventually('the copy is in place', 30_000, () => putBack(office));
  }
  await lasts();
  await office.hub.start();
}

function putBack(office: Office): true | undefined {
  try {
    for (const suffix of DATABASE_FILES)
      if (existsSync(copyOf(office) + suffix))
        copyFileSync(copyOf(office) + suffix, databaseOf(office) + suffix);
    return true;
  } catch {
    return undefined;
  }
}
