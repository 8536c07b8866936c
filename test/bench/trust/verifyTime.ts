import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { packageRoot } from '#platform/packageFacts.js';
import { pause, residentMb } from '../ground.js';
import type { Figure } from '../report.js';

const MILLION = 1_000_000;
const GOAL_S = 60;
const LOOK_MS = 50;

export interface Verified {
  /** For a million events. */
  readonly seconds: number;
  readonly peakMb: number;
}

export function verifyFigures(found: readonly Verified[]): Figure[] {
  return [
    {
      name: 'verify, an honest million events',
      unit: 's',
      runs: found.map(({ seconds }) => seconds),
      goal: { atMost: GOAL_S },
    },
    { name: 'verify, most memory', unit: 'MB', runs: found.map(({ peakMb }) => peakMb) },
  ];
}

/** `rating-hub verify` of honest data, as a program of its own. Throws when it finds anything wrong. */
export async function timeVerify(data: string, events: number): Promise<Verified> {
  const program = join(packageRoot(), '.build/hub/main.js');
  const begun = systemClock.monotonic();
  const child = spawn(process.execPath, [program, 'verify', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const gone = once(child, 'close');
  const peak = new Peak(child.pid ?? 0);
  while (child.exitCode === null && child.signalCode === null) {
    peak.look();
    await Promise.race([gone, pause(LOOK_MS)]);
  }
  await gone;
  const seconds = (systemClock.monotonic() - begun) / 1000;
  const proven = `${events.toLocaleString('en')} events: ${events.toLocaleString('en')} proven`;
  if (child.exitCode !== 0 || !said.startsWith(proven)) throw new Error(`verify said: ${said}`);
  return { seconds: seconds * (MILLION / events), peakMb: peak.megabytes };
}

/** The most memory of a process that may end at any moment. */
class Peak {
  megabytes = 0;

  constructor(private readonly pid: number) {}

  look(): void {
    try {
      this.megabytes = residentMb(this.pid, 'VmHWM') || this.megabytes;
    } catch {
      // It has just ended: what was seen last is nearly all.
    }
  }
}
