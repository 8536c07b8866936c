import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { systemIds } from '#platform/identity.js';
import { createLogger } from '#platform/logger.js';
import { packageRoot, packageVersion } from '#platform/packageFacts.js';
import { runProgram } from '#platform/program.js';
import { type Service, ServiceGroup } from '#platform/service.js';
import type { Settings } from '#platform/settings.js';
import { openSqlite } from '#platform/sqlite.js';
import { AedesBroker } from './broker/aedesBroker.js';
import type { Broker } from './broker/broker.js';
import { ExternalBroker } from './broker/externalBroker.js';
import { fileDesksOf } from './fileDesks.js';
import { Hub } from './hub.js';
import { outboundOf } from './outbound/outboundOf.js';
import { ThreadMaker } from './reports/threadMaker.js';
import { hubSettings } from './settings.js';
import { readSite } from './site.js';
import { WorkerAnalyst } from './statistics/workerAnalyst.js';
import { migrations } from './store/migrations/index.js';
import { SiteStore } from './store/siteStore.js';

/** Runs the hub until it is told to stop. */
export function runHub(): Promise<void> {
  return runProgram({
    name: 'rating-hub',
    purpose:
      'the office server that opens rating windows, keeps every outcome and raises the alarm; ' +
      'rating-hub rebuild and rating-hub import work on its data while it is stopped, rating-hub lamp drives a light at a desk',
    version: packageVersion(),
    settings: hubSettings,
    assemble,
  });
}

function assemble(settings: Settings<typeof hubSettings>): Service {
  const logger = createLogger('rating-hub', settings['log-level']);
  const site = readSite(settings.site);
  const directory = claimDirectory(settings.data);
  const database = join(directory.path, 'hub.db');
  const db = openSqlite(database, migrations);
  const sites = new SiteStore(db);
  sites.apply(site, systemClock.wall());
  const broker = chooseBroker(settings, sites);
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
    outbound: outboundOf(settings),
    clock: systemClock,
    ids: systemIds,
    logger,
    software: packageVersion(),
    http: {
      host: settings.host,
      port: settings['http-port'],
      requestsPerMinute: settings['requests-per-minute'],
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
    start: () =>
      announce(settings.host, hub.http.port, broker instanceof AedesBroker ? broker.port : undefined),
    stop: () => undefined,
  };
  return new ServiceGroup('rating-hub', [storage, hub, announcement]);

  function chooseBroker({ host, broker: choice, ...rest }: typeof settings, known: SiteStore): Broker {
    if (choice !== 'embedded') return new ExternalBroker({ url: choice, ids: systemIds, logger });
    return new AedesBroker({
      host,
      port: rest['mqtt-port'],
      officesOf: (box) => known.places.officesOf(box),
      clock: systemClock,
      boxRate: rest['box-rate'],
      maxConnections: rest['max-boxes'],
    });
  }
}

/** One JSON line on standard output, so that whoever started the hub knows where to reach it. */
function announce(host: string, http: number, mqtt: number | undefined): void {
  process.stdout.write(
    `${JSON.stringify({ ready: { http: `http://${host}:${http}`, ...(mqtt === undefined ? {} : { mqtt: `mqtt://${host}:${mqtt}` }) } })}\n`,
  );
}
