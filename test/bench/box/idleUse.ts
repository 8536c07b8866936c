import { readFileSync } from 'node:fs';
import { systemClock } from '#platform/clock.js';
import { pause, processorMs, residentMb } from '../ground.js';

/** What a process takes while nothing happens. */
export interface IdleUse {
  readonly residentMb: number;
  /** Of one core. */
  readonly cpuPercent: number;
  readonly writtenPerHour: number;
}

interface Meter {
  readonly at: number;
  readonly cpuMs: number;
  /** Bytes made dirty in the cache of a disk. */
  readonly written: number;
}

const HOUR_MS = 3_600_000;

/** Watches for so long. Throws where nothing was ever written: nothing could be told from a disk that does not count. */
export async function watchIdle(pid: number, ms: number): Promise<IdleUse> {
  const before = readMeter(pid);
  if (before.written === 0) throw new Error('the file system of the package does not count what is written');
  await pause(ms);
  const after = readMeter(pid);
  const spent = after.at - before.at;
  return {
    residentMb: residentMb(pid, 'VmRSS'),
    cpuPercent: (100 * (after.cpuMs - before.cpuMs)) / spent,
    writtenPerHour: ((after.written - before.written) * HOUR_MS) / spent,
  };
}

function readMeter(pid: number): Meter {
  const [, written] = /^write_bytes: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8')) ?? [];
  return { at: systemClock.monotonic(), cpuMs: processorMs(pid), written: Number(written) };
}
