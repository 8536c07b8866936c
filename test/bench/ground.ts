import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { packageRoot } from '#platform/packageFacts.js';
import { type HubAddresses, HubProcess, type HubSurroundings } from '../../simulators/office/hubProcess.js';

/** What every measurement is told. */
export interface BenchOptions {
  readonly runs: number;
  /** Smaller loads, for a look. */
  readonly quick: boolean;
  /** Folder for CPU profiles of the hub. */
  readonly profile?: string;
  readonly say: (line: string) => void;
}

/** Works in a new folder on the disk of the package, so that baseline and hub use the same disk, and removes it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const parent = join(packageRoot(), '.cache/bench');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'run-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface RunningHub extends Required<HubAddresses> {
  readonly pid: number;
  readonly mqttPort: number;
  readonly startMs: number;
}

export interface HubOptions {
  readonly folder: string;
  readonly siteFile: string;
  readonly flags?: readonly string[];
  readonly environment?: HubSurroundings['environment'];
  readonly nodeFlags?: HubSurroundings['nodeFlags'];
  readonly profile?: string | undefined;
}

/** Starts the hub on free ports with its data in `folder`/hub, and stops it after the work. */
export async function withHub<T>(options: HubOptions, work: (hub: RunningHub) => Promise<T>): Promise<T> {
  const { folder, siteFile, flags = [], environment = {}, nodeFlags = [], profile } = options;
  const places = ['--site', siteFile, '--data', join(folder, 'hub'), '--http-port', '0', '--mqtt-port', '0'];
  const hub = new HubProcess(
    [...places, '--log-level', 'warn', '--requests-per-minute', '1000000', ...flags],
    {
      environment,
      nodeFlags: [
        ...nodeFlags,
        ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
      ],
    },
  );
  const begun = performance.now();
  try {
    const { http, mqtt = '' } = await hub.start();
    const startMs = performance.now() - begun;
    const trouble = hub.trouble();
    trouble.catch(() => undefined);
    const mqttPort = Number(new URL(mqtt).port);
    return await Promise.race([trouble, work({ http, mqtt, mqttPort, pid: hub.pid ?? 0, startMs })]);
  } finally {
    await hub.stop();
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void systemClock.after(ms, resolve));
}

/** Unit of processor times in /proc, which is the same on every Linux. */
const TICK_MS = 10;

/** Time of all processors that a process has taken since its start, ms. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in brackets, may hold anything; the state after it is field 3.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[14 - 3]) + Number(fields[15 - 3])) * TICK_MS;
}

/** Resident memory of a process in MB: now, or the most it ever had. */
export function residentMb(pid: number, which: 'VmRSS' | 'VmHWM'): number {
  const [, kilobytes] =
    new RegExp(`^${which}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
