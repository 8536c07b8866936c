import { X509Certificate } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#platform/clock.js';
import { DirectoryDisk, diskSpaceOf } from '../equipment/dataDisk.js';
import { backupFacts, journalFacts, outboundFacts, presentBoxes, sizeOf } from '../health/healthDesk.js';
import type { BoxesFacts, BrokerFacts, CertificateFacts, HealthFacts } from '../health/healthFacts.js';
import { BackupStore } from '../store/backupStore.js';
import { HealthStore } from '../store/healthStore.js';
import { type Look, lookInto } from '../store/look.js';

/** Where to look, and what is set up there. */
export interface Patient {
  /** Data directory. */
  readonly data: string;
  /** Certificate the hub shows, PEM; undefined where it shows none. */
  readonly certificate: string | undefined;
  /** Names of those outside who are told of alarms. */
  readonly targets: readonly string[];
  readonly broker: { readonly host: string; readonly port: number };
  /** Whether the hub answers. */
  readonly hubAnswers: () => Promise<boolean>;
  /** Whether somebody listens there. */
  readonly listens: (host: string, port: number) => Promise<boolean>;
  readonly clock: Clock;
}

type Stored = Pick<HealthFacts, 'store' | 'backup' | 'journal' | 'outbound' | 'boxes'> & {
  readonly wrongBoxes: readonly string[];
};

/** What can be found out from outside about a hub that runs or stands still; changes nothing. */
export async function doctorFacts(patient: Patient): Promise<HealthFacts> {
  const { data, clock } = patient;
  const running = await patient.hubAnswers();
  const { wrongBoxes, ...stored } = readStored(patient, running);
  return {
    ...stored,
    nowMs: clock.wall(),
    // Only whoever runs all the time notices that a clock was set.
    clock: { jumpMs: 0, wrongBoxes },
    disk: await diskSpaceOf(new DirectoryDisk(data)),
    broker: await brokerFacts(patient, running),
    certificate: certificateFacts(patient.certificate),
  };
}

function readStored({ data, targets }: Patient, running: boolean): Stored {
  const file = join(data, 'hub.db');
  const look = lookInto(file);
  if (look.kind !== 'open') return unread(look, targets);
  try {
    const store = new HealthStore(look.db);
    return {
      store: { kind: 'open', writable: mayWrite(file) && mayWrite(data), walBytes: sizeOf(`${file}-wal`) },
      backup: backupFacts(new BackupStore(look.db).history()),
      journal: journalFacts(store),
      outbound: outboundFacts(store, targets),
      boxes: running ? presentBoxes(store) : { all: store.boxes().length, present: undefined },
      wrongBoxes: store.wrongClocks(),
    };
  } finally {
    look.db.close();
  }
}

const NO_BOXES: BoxesFacts = { all: 0, present: undefined };

const unread = (look: Exclude<Look, { kind: 'open' }>, targets: readonly string[]): Stored => ({
  store: look,
  backup: undefined,
  journal: undefined,
  outbound: targets.map((name) => ({ name, failures: 0 })),
  boxes: NO_BOXES,
  wrongBoxes: [],
});

async function brokerFacts({ broker, listens }: Patient, running: boolean): Promise<BrokerFacts> {
  if (!running) return { kind: 'hub-stopped' };
  const { host, port } = broker;
  return (await listens(host, port)) ? { kind: 'up' } : { kind: 'silent', address: `${host}:${port}` };
}

function certificateFacts(file: string | undefined): CertificateFacts {
  if (file === undefined) return { kind: 'not-used' };
  if (!existsSync(file)) return { kind: 'missing' };
  try {
    return { kind: 'until', untilMs: Date.parse(new X509Certificate(readFileSync(file)).validTo) };
  } catch {
    return { kind: 'missing' };
  }
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
