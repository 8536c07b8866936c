import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import { type Settings, SettingsError } from '#platform/settings.js';
import type { Sqlite } from '#platform/sqlite.js';
import { barredBoxes } from './boxes/barredBox.js';
import { AedesBroker } from './broker/aedesBroker.js';
import type { Broker } from './broker/broker.js';
import { BROKER_FILES, BrokerFiles } from './broker/brokerFiles.js';
import { CertificateEnds } from './broker/certificateEnds.js';
import { ExternalBroker } from './broker/externalBroker.js';
import type { hubSettings } from './settings.js';
import { CertificateStore } from './store/certificateStore.js';
import { EnrolmentStore } from './store/enrolmentStore.js';
import type { SiteStore } from './store/siteStore.js';
import { type GivenFiles, HubCertificates } from './tls/hubCertificates.js';

type HubSettings = Settings<typeof hubSettings>;

/** How the hub is reached: plain on this machine alone in a demonstration, with TLS otherwise. */
export interface Transport {
  readonly certificates: HubCertificates | undefined;
  readonly broker: Broker;
  readonly httpPort: number;
  /** To be started before the hub. */
  readonly services: readonly Service[];
}

export interface TransportOptions {
  readonly settings: HubSettings;
  readonly db: Sqlite;
  readonly sites: SiteStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

/**
 * Throws `CodedError`: `settings/demonstration-not-loopback`, `settings/broker-not-encrypted`, `SettingsError`, and
 * what `HubCertificates` throws.
 */
export function transportOf(options: TransportOptions): Transport {
  const { settings } = options;
  if (settings.demonstration) refuseOutside(settings);
  else refusePlain(settings);
  const certificates = settings.demonstration ? undefined : certificatesOf(options);
  const { broker, services } = brokerOf(options, certificates);
  return {
    certificates,
    broker,
    httpPort: settings.demonstration ? settings['http-port'] : settings['https-port'],
    services: [...(certificates === undefined ? [] : [certificates]), ...services],
  };
}

/** A demonstration is open to whoever reaches it. */
function refuseOutside({ host, broker }: HubSettings): void {
  const hosts = [host, ...(broker.startsWith('mqtt:') ? [new URL(broker).hostname] : [])];
  const outside = hosts.find((one) => !LOOPBACK.test(one));
  if (outside !== undefined)
    throw new CodedError(
      'settings/demonstration-not-loopback',
      `a demonstration is open and not encrypted, so it stays on this machine, but ${outside} is not 127.0.0.1: ` +
        'leave --demonstration out, or leave out --host and --broker',
    );
}

function refusePlain({ broker }: HubSettings): void {
  if (broker.startsWith('mqtt:'))
    throw new CodedError(
      'settings/broker-not-encrypted',
      `${broker} is not encrypted; expected mqtts://host:port, or --demonstration on this machine`,
    );
}

function certificatesOf({ settings, clock, logger }: TransportOptions): HubCertificates {
  return new HubCertificates({ data: settings.data, given: givenIn(settings), clock, logger });
}

function givenIn(settings: HubSettings): GivenFiles | undefined {
  const given = {
    certificate: settings['tls-certificate'],
    key: settings['tls-key'],
    authority: settings['tls-authority'],
  };
  const missing = Object.entries(given).flatMap(([name, path]) => (path === '' ? [`--tls-${name}`] : []));
  if (missing.length === 3) return undefined;
  if (missing.length > 0)
    throw new SettingsError(missing.map((name) => `${name} is missing; the three --tls- files go together`));
  return given;
}

function brokerOf(
  { settings, db, sites, clock, ids, logger }: TransportOptions,
  certificates: HubCertificates | undefined,
): { readonly broker: Broker; readonly services: readonly Service[] } {
  const enrolments = new EnrolmentStore(db);
  const issued = new CertificateStore(db);
  if (settings.broker === 'embedded') {
    const broker = new AedesBroker({
      host: settings.host,
      port: certificates === undefined ? settings['mqtt-port'] : settings['mqtts-port'],
      officesOf: (box) => sites.places.officesOf(box),
      barOf: barredBoxes(enrolments, issued),
      credentials: certificates,
      clock,
      boxRate: settings['box-rate'],
      maxConnections: settings['max-boxes'],
    });
    return { broker, services: [] };
  }
  const { hostname } = new URL(settings.broker);
  const folder = brokerFolder(settings);
  const controlled = certificates !== undefined && existsSync(join(folder, BROKER_FILES.access));
  const files = controlled
    ? new BrokerFiles({
        ...{ folder, clock, logger },
        authority: certificates.authority,
        host: hostname.replaceAll(/[[\]]/g, ''),
        revoked: () => issued.revoked(clock.wall()),
      })
    : undefined;
  const broker = new ExternalBroker({
    ...{ url: settings.broker, ids, logger },
    credentials:
      settings.broker.startsWith('mqtts:') && certificates ? () => certificates.client() : undefined,
    boxes: controlled ? enrolments : undefined,
    revoked: files === undefined ? undefined : () => files.revoke(),
  });
  if (files === undefined) return { broker, services: [] };
  const ends = new CertificateEnds({ broker, clock, ended: (from, to) => issued.ended(from, to) });
  return { broker, services: [files, ends] };
}

/** What the hub shares with a broker outside; `rating-hub broker-config` makes it. */
export const brokerFolder = ({
  data,
  'broker-files': folder,
}: Pick<HubSettings, 'data' | 'broker-files'>): string => (folder === '' ? join(data, 'broker') : folder);
