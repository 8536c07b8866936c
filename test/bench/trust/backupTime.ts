import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupView } from '#contract/care.js';
import { systemClock } from '#platform/clock.js';
import { eastSite } from '../../support/sites.js';
import { type BenchOptions, pause, withHub } from '../ground.js';
import type { Figure } from '../report.js';
import { type Beside, beyondAllowed, ratios, times } from './beside.js';
import { type ServedCounter, withServedCounter } from './servedCounter.js';

const LOOK_MS = 50;
/** Windows before the backup, and at least so many during backups, of which there are as many as that takes. */
const WINDOWS = 100;
const MOST_BACKUPS = 4;

export interface BackedUp {
  readonly secondsOfGb: number;
  readonly offers: Beside;
}

export function backupFigures(found: readonly BackedUp[], megabytes: number): Figure[] {
  const offers = found.map((one) => one.offers);
  const name = 'issuance → offered window, backup';
  return [
    {
      name: `backup of ${megabytes.toFixed(0)} MB, checked`,
      unit: 's/GB',
      runs: found.map(({ secondsOfGb }) => secondsOfGb),
    },
    ...times(
      'issuance → offered window, no backup',
      offers.map(({ without }) => without),
    ),
    ...times(
      name,
      offers.map((one) => one.with),
    ),
    ...ratios(`${name} ÷ none`, offers),
    beyondAllowed(name, offers),
  ];
}

/** Backs up the hub in `folder`/hub while a counter is served. `series` begins the numbers of its documents. */
export async function timeBackup(
  folder: string,
  series: string,
  { quick, profile }: BenchOptions,
): Promise<BackedUp> {
  const siteFile = join(folder, 'site.json');
  writeFileSync(siteFile, JSON.stringify(siteWithCounter()));
  const flags = ['--backup-at', 'off'];
  return withHub({ folder, siteFile, flags, profile }, ({ http, mqttPort }) =>
    withServedCounter({ http, mqttPort, series }, (counter) =>
      backUpBeside(http, counter, quick ? WINDOWS / 5 : WINDOWS),
    ),
  );
}

async function backUpBeside(http: string, counter: ServedCounter, windows: number): Promise<BackedUp> {
  const without = await counter.offersDuring(() => counter.windows(windows));
  const during: number[] = [];
  let [milliseconds, bytes] = [0, 0];
  for (let made = 0; made < MOST_BACKUPS && during.length < windows; made++) {
    let view: BackupView | undefined;
    const begun = systemClock.monotonic();
    during.push(
      ...(await counter.offersDuring(async () => {
        view = await backupAt(http);
      })),
    );
    milliseconds += systemClock.monotonic() - begun;
    bytes += view?.bytes ?? 0;
  }
  return { secondsOfGb: milliseconds / 1000 / (bytes / 1e9), offers: { without, with: during } };
}

/** Asks for a backup and waits for it. Throws when it is none that counts. */
async function backupAt(http: string): Promise<BackupView> {
  const address = `${http}/api/v1/backups`;
  const headers = { 'content-type': 'application/json' };
  const asked = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ by: 'bench' }) });
  if (asked.status !== 202) throw new Error(`the backup was answered ${asked.status}: ${await asked.text()}`);
  for (;;) {
    const { items } = (await (await fetch(address)).json()) as { items: BackupView[] };
    const [newest] = items;
    if (newest?.state === 'good') return newest;
    if (newest?.state !== 'running') throw new Error(`the backup failed: ${newest?.problem}`);
    await pause(LOOK_MS);
  }
}

/** The offices of the history, and one more where life goes on. */
function siteWithCounter() {
  const name = { zh: '忙碌戶政事務所', en: 'Busy Household Registration Office' };
  const counter = { id: '1', name: { zh: '1 號櫃檯', en: 'Counter 1' }, box: 'live-1' };
  return { offices: [...eastSite.offices, { id: 'live', name, counters: [counter] }] };
}
