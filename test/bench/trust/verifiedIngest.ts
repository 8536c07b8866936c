import { join } from 'node:path';
import { openToRead } from '#platform/sqlite.js';
import { segmentsOf, summed } from '../../../hub/integrity/audit/auditPlan.js';
import { auditSegment } from '../../../hub/integrity/audit/chainAudit.js';
import { Findings } from '../../../hub/integrity/audit/findings.js';
import { AuditStore } from '../../../hub/store/auditStore.js';
import { type BenchOptions, inFolder } from '../ground.js';
import type { Figure, Goal } from '../report.js';
import { type Driven, drive, type Entrust } from '../throughput.js';
import { certify, TRUSTED_FLAGS } from './initialised.js';
import { makeKnown } from './knownBoxes.js';

const BOXES = 20;
const GOAL: Goal = { atLeast: 5_000 };

const sealing: Entrust = (folder, plan) => {
  const known = makeKnown(
    folder,
    plan.map(({ box }) => box),
  );
  return { plan: plan.map((box) => ({ ...box, ...known.get(box.box) })), flags: [] };
};
const encrypted: Entrust = (folder, plan) => {
  certify(folder);
  return { ...sealing(folder, plan), flags: TRUSTED_FLAGS };
};

const WAYS = { unsealed: undefined, sealed: sealing, 'sealed, TLS': encrypted } as const;
type Way = keyof typeof WAYS;

/**
 * Durable events a second of several boxes, as `throughput` counts them: without seals, with seals that the hub verifies,
 * and the same over TLS with certificates. The boxes' events are chained and signed before the hub starts, so what their
 * signing costs is in none of it.
 */
export async function measureVerifiedIngest(options: BenchOptions): Promise<Figure[]> {
  const runs: Record<Way, Driven>[] = [];
  for (let run = 0; run < options.runs; run++) {
    const found = {} as Record<Way, Driven>;
    for (const way of Object.keys(WAYS) as Way[]) {
      found[way] = await inFolder((folder) => oneWay(folder, way, options));
      options.say(`  ingest, ${way}: ${found[way].rate.toFixed(0)} events/s`);
    }
    runs.push(found);
  }
  const rates = (way: Way): number[] => runs.map((run) => run[way].rate);
  const ratio = (name: string, over: Way, under: Way): Figure => ({
    name: `ingest, ${name}`,
    unit: '×',
    runs: runs.map((run) => run[over].rate / run[under].rate),
  });
  return [
    { name: 'ingest, unsealed', unit: 'events/s', runs: rates('unsealed') },
    { name: 'ingest, verified', unit: 'events/s', runs: rates('sealed'), goal: GOAL },
    { name: 'ingest, verified, TLS', unit: 'events/s', runs: rates('sealed, TLS'), goal: GOAL },
    ratio('verified ÷ unsealed', 'sealed', 'unsealed'),
    ratio('verified, TLS ÷ verified, plain', 'sealed, TLS', 'sealed'),
    ratio('verified, TLS ÷ unsealed, plain', 'sealed, TLS', 'unsealed'),
    ...(Object.keys(WAYS) as Way[]).map((way) => ({
      name: `ingest, ${way}: processor time of the hub`,
      unit: 'µs/event',
      runs: runs.map((run) => run[way].processorUs),
    })),
  ];
}

async function oneWay(folder: string, way: Way, options: BenchOptions): Promise<Driven> {
  const entrust = WAYS[way];
  const driven = await drive(folder, BOXES, entrust === undefined ? {} : { entrust }, options);
  if (entrust !== undefined) requireAllSealed(folder);
  return driven;
}

/** A hub verifies what boxes seal whose keys it knows; that they did, and well, is looked at apart. */
function requireAllSealed(folder: string): void {
  const db = openToRead(join(folder, 'hub', 'hub.db'));
  try {
    const store = new AuditStore(db);
    const findings = new Findings();
    const reports = segmentsOf(store, findings).map((segment) => auditSegment(store, segment));
    const { events, verified } = summed(reports, findings);
    if (!findings.none || events === 0 || verified !== events)
      throw new Error(`${verified} of ${events} events are sealed well: ${JSON.stringify(findings.all())}`);
  } finally {
    db.close();
  }
}
