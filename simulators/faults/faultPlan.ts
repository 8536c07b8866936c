import { type Random, seededRandom, weighted } from '../random.js';

/** What can happen to an office, and for how long it lasts, ms. */
const FAULTS = {
  'kill-hub': { weight: 8, least: 20, most: 1_500 },
  'kill-box': { weight: 12, least: 20, most: 1_500 },
  'kill-broker': { weight: 6, least: 20, most: 2_000 },
  'hang-hub': { weight: 3, least: 200, most: 3_000 },
  'hang-box': { weight: 4, least: 200, most: 3_000 },
  'hang-broker': { weight: 3, least: 200, most: 3_000 },
  'pull-cable': { weight: 6, least: 300, most: 5_000 },
  'part-for-days': { weight: 2, least: 500, most: 3_000 },
  'part-hub': { weight: 4, least: 300, most: 4_000 },
  'lossy-line': { weight: 6, least: 1_000, most: 6_000 },
  'slow-line': { weight: 3, least: 1_000, most: 5_000 },
  'reset-line': { weight: 6, least: 0, most: 0 },
  'deaf-box': { weight: 3, least: 500, most: 4_000 },
  'mute-box': { weight: 3, least: 500, most: 4_000 },
  'fill-box': { weight: 4, least: 500, most: 3_000 },
  'fill-hub': { weight: 3, least: 500, most: 2_000 },
  'damage-page': { weight: 2, least: 20, most: 300 },
  'damage-log': { weight: 2, least: 20, most: 300 },
  'set-box-clock': { weight: 4, least: 0, most: 0 },
  'set-hub-clock': { weight: 3, least: 0, most: 0 },
  'copy-hub': { weight: 3, least: 20, most: 200 },
  'restore-hub': { weight: 2, least: 20, most: 500 },
} as const satisfies Record<string, { weight: number; least: number; most: number }>;

export type FaultKind = keyof typeof FAULTS;
export const FAULT_KINDS = Object.keys(FAULTS) as FaultKind[];

export interface PlannedFault {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly kind: FaultKind;
  /** After the fault before it has begun, ms. */
  readonly gapMs: number;
  readonly lastsMs: number;
  /** The box it happens to, from 1, where it happens to one. */
  readonly box: number;
  /** Decides what else is to be chosen, in [0, 1). */
  readonly choice: number;
}

export interface PlanOptions {
  readonly seed: number;
  readonly faults: number;
  readonly boxes: number;
  readonly broker: 'embedded' | 'mosquitto';
  /** Factor on all times; 1 is an office that is hit about twice a second. */
  readonly pace: number;
}

/** Only an outside broker can die, hang or be out of reach while the hub goes on. */
const OF_OUTSIDE_BROKER: ReadonlySet<FaultKind> = new Set(['kill-broker', 'hang-broker', 'part-hub']);
const LONGEST_GAP_MS = 900;
const SHORTEST_GAP_MS = 60;

/** The same options give the same plan, whatever the machine can do of it. */
export function planFaults({ seed, faults, boxes, broker, pace }: PlanOptions): PlannedFault[] {
  const random = seededRandom(seed);
  const kinds = FAULT_KINDS.filter((kind) => broker === 'mosquitto' || !OF_OUTSIDE_BROKER.has(kind));
  const choices = kinds.map((kind) => [kind, FAULTS[kind].weight] as const);
  return Array.from({ length: faults }, (_, index) => ({
    number: index + 1,
    ...draw(random, weighted(random, choices), pace),
    box: 1 + Math.floor(random() * boxes),
    choice: random(),
  }));
}

function draw(random: Random, kind: FaultKind, pace: number) {
  const { least, most } = FAULTS[kind];
  return {
    kind,
    gapMs: Math.round(pace * (SHORTEST_GAP_MS + random() * (LONGEST_GAP_MS - SHORTEST_GAP_MS))),
    lastsMs: Math.round(pace * (least + random() * (most - least))),
  };
}
