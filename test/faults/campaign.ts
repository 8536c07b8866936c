import { systemClock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { FaultKind, PlannedFault } from '../../simulators/faults/faultPlan.js';
import { Citizens } from './citizens.js';
import type { Evidence } from './evidence.js';
import type { Office } from './office.js';
import { pause } from './pause.js';
import { bringHome, collect, type Recovery, serveAgain } from './reckoning.js';
import { strike } from './strikes.js';

/** A fault as it came about. Times in ms since the campaign began. */
export interface StruckFault extends PlannedFault {
  readonly beganMs: number;
  endedMs: number | undefined;
  skipped: string | undefined;
}

export interface CampaignResult {
  readonly log: readonly StruckFault[];
  readonly evidence: Evidence;
  readonly recovery: Recovery;
}

/** Faults of the same part of the office come one after the other, those of different parts at the same time. */
const PART_OF: Readonly<Partial<Record<FaultKind, string>>> = {
  'kill-hub': 'hub',
  'hang-hub': 'hub',
  'copy-hub': 'hub',
  'restore-hub': 'hub',
  'kill-broker': 'broker',
  'hang-broker': 'broker',
  'part-hub': 'line of the hub',
  'fill-hub': 'disk of the hub',
  'set-hub-clock': 'clock of the hub',
};
const PART_OF_BOX: Readonly<Partial<Record<FaultKind, string>>> = {
  'pull-cable': 'cable',
  'part-for-days': 'cable',
  'lossy-line': 'line',
  'slow-line': 'line',
  'reset-line': 'line',
  'deaf-box': 'line',
  'mute-box': 'line',
  'fill-box': 'disk',
  'set-box-clock': 'clock',
};
const partOf = ({ kind, box }: PlannedFault): string =>
  PART_OF[kind] ?? `${PART_OF_BOX[kind] ?? 'program'} of box ${box}`;

/** Lets the faults happen to an open office in which citizens press, then has it mended and looks at the books. */
export class Campaign {
  readonly log: StruckFault[] = [];
  private readonly people: readonly Citizens[];
  private readonly parts = new Map<string, Promise<void>>();
  private readonly startedAt = systemClock.monotonic();

  constructor(
    private readonly office: Office,
    seed: number,
  ) {
    this.people = office.counters.map((counter) => new Citizens(counter, office.api, seed));
  }

  async run(plan: readonly PlannedFault[]): Promise<CampaignResult> {
    // An office that works, so that there is something to break.
    await serveAgain(this.people);
    const served = this.people.map((citizens) => citizens.come());
    for (const fault of plan) {
      await pause(fault.gapMs);
      await this.parts.get(partOf(fault));
      this.parts.set(partOf(fault), this.befall(fault));
    }
    await Promise.all(this.parts.values());
    for (const citizens of this.people) citizens.leave();
    await Promise.all(served);
    await this.office.mend();
    const again = await serveAgain(this.people);
    const recovery = { ...again, homeMs: await bringHome(this.office) };
    const evidence = await collect(this.office, this.people);
    return { log: this.log, evidence, recovery };
  }

  private async befall(fault: PlannedFault): Promise<void> {
    const struck: StruckFault = { ...fault, beganMs: this.elapsed(), endedMs: undefined, skipped: undefined };
    this.log.push(struck);
    try {
      struck.skipped = await strike(this.office, fault);
    } catch (error) {
      this.office.incidents.push(`fault ${fault.number} (${fault.kind}): ${messageOf(error)}`);
    }
    struck.endedMs = this.elapsed();
  }

  private elapsed(): number {
    return Math.round(systemClock.monotonic() - this.startedAt);
  }
}
