import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { systemIds } from '#platform/identity.js';
import { packageRoot, packageVersion } from '#platform/packageFacts.js';
import { runProgram } from '#platform/program.js';
import { type Service, ServiceGroup } from '#platform/service.js';
import type { Settings } from '#platform/settings.js';
import { openSqlite } from '#platform/sqlite.js';
import { accessSettingsOf } from './access/accessSettingsOf.js';
import { backupsOf } from './backup/backupsOf.js';
import { ThreadBackupMaker } from './backup/threadBackupMaker.js';
import { docketKeyIn } from './docket/docketKey.js';
import { Dockets } from './docket/dockets.js';
import { fileDesksOf } from './fileDesks.js';
import { proxiesIn } from './http/proxies.js';
import { Hub } from './hub.js';
import { programLog } from './logExport/logExportOf.js';
import { outboundOf } from './outbound/outboundOf.js';
import { ThreadMaker } from './reports/threadMaker.js';
import { hubSettings } from './settings.js';
import { readSite } from './site.js';
import { WorkerAnalyst } from './statistics/workerAnalyst.js';
import { migrations } from './store/migrations/index.js';
import { SiteStore } from './store/siteStore.js';
import { type Transport, transportOf } from './transport.js';

/** Runs the hub until it is told to stop. */
export function runHub(): Promise<void> {
  return runProgram({
    name: 'rating-hub',
    purpose:
      'the office server that opens rating windows, keeps every outcome and raises the alarm; ' +
      'rating-hub init makes its certificates, rating-hub broker-config what a Mosquitto needs to serve it, ' +
      'rating-hub rebuild, import and restore work on its data while it is stopped, rating-hub lamp drives a light at a desk',
    version: packageVersion(),
    settings: hubSettings,
    assemble,
  });
}

function assemble(settings: Settings<typeof hubSettings>): Service {
  const { logger, ...exported } = programLog('rating-hub', settings);
  const site = readSite(settings.site);
  const directory = claimDirectory(settings.data);
  const database = join(directory.path, 'hub.db');
  const db = openSqlite(database, migrations);
  const sites = new SiteStore(db);
  sites.apply(site, systemClock.wall());
  const transport = transportOf({ settings, db, sites, clock: systemClock, ids: systemIds, logger });
  const { broker, certificates } = transport;
  const hub = new Hub({
    db,
    sites,
    broker,
    analyst: new WorkerAnalyst({
      program: new URL('./statistics/analystWorker.js', import.meta.url),
      database,
      clock: systemClock,
      logger,
    }),
    fileDesks: fileDesksOf({
      data: directory.path,
      maker: (folder) =>
        new ThreadMaker({
          program: new URL('./reports/reportWorker.js', import.meta.url),
          database,
          folder,
          clock: systemClock,
        }),
    }),
    backups: backupsOf(
      directory.path,
      settings,
      new ThreadBackupMaker({
        program: new URL('./backup/backupWorker.js', import.meta.url),
        clock: systemClock,
      }),
    ),
    dockets: new Dockets(docketKeyIn(directory.path)),
    outbound: outboundOf(settings),
    ...exported,
    access: accessSettingsOf(settings),
    clock: systemClock,
    ids: systemIds,
    logger,
    software: packageVersion(),
    http: {
      host: settings.host,
      port: transport.httpPort,
      tls: certificates,
      requestsPerMinute: settings['requests-per-minute'],
      trustedProxies: proxiesIn(settings['trusted-proxies']),
      pages: join(packageRoot(), '.build/hub/dashboard'),
    },
  });
  const storage: Service = {
    name: 'storage',
    start: () => undefined,
    stop() {
      db.close();
      directory.release();
    },
  };
  const announcement: Service = {
    name: 'announcement',
    start: () => announce(settings.host, hub.http.port, transport),
    stop: () => undefined,
  };
  return new ServiceGroup('rating-hub', [storage, ...transport.services, hub, announcement]);
}

/** One JSON line on standard output, so that whoever started the hub knows where to reach it. */
function announce(host: string, http: number, { certificates, broker }: Transport): void {
  const s = certificates === undefined ? '' : 's';
  const mqtt = 'port' in broker.address ? { mqtt: `mqtt${s}://${host}:${broker.address.port}` } : {};
  process.stdout.write(`${JSON.stringify({ ready: { http: `http${s}://${host}:${http}`, ...mqtt } })}\n`);
}
