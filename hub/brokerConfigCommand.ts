import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_MESSAGE_BYTES } from '#contract/limits.js';
import { systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { CodedError } from '#platform/errors.js';
import { silentLogger } from '#platform/logger.js';
import {
  describeSettings,
  readSettings,
  type SettingDeclarations,
  SettingsError,
} from '#platform/settings.js';
import { openSqlite } from '#platform/sqlite.js';
import { BROKER_FILES, BrokerFiles } from './broker/brokerFiles.js';
import { initialState } from './broker/dynamicSecurity.js';
import { mosquittoConfiguration } from './broker/mosquittoConfiguration.js';
import type { Terminal } from './initCommand.js';
import { hubSettings } from './settings.js';
import { CertificateStore } from './store/certificateStore.js';
import { EnrolmentStore } from './store/enrolmentStore.js';
import { migrations } from './store/migrations/index.js';
import { HUB_CLIENT, HubCertificates } from './tls/hubCertificates.js';
import { makeFolder, writeWhole } from './tls/tlsFolder.js';
import { brokerFolder } from './transport.js';

const PLUGIN = '/usr/lib/x86_64-linux-gnu/mosquitto_dynamic_security.so';

const configSettings = {
  ...hubSettings,
  'broker-host': {
    type: 'string',
    default: '',
    help: 'host by which boxes and the hub reach the broker; one of those given to rating-hub init',
    pattern: /^[0-9a-zA-Z.:-]*$/,
    expected: 'a host such as hub.office',
  },
  'broker-port': { type: 'integer', min: 1, max: 65_535, default: 8883, help: 'port of the broker' },
  'broker-plugin': {
    type: 'string',
    default: PLUGIN,
    help: 'the dynamic security plugin of Mosquitto',
    expected: 'a path',
  },
} as const satisfies SettingDeclarations;

const PREFIX = 'RATING_HUB';
const SHOWN = ['data', 'broker-files', 'broker-host', 'broker-port', 'broker-plugin'] as const;
const SHARED = 0o640;

/**
 * `rating-hub broker-config`: writes what Mosquitto 2.0 needs to serve this hub, while the hub is stopped. Its exit
 * status: 0 done, 1 failed, 2 wrong arguments. Writing again keeps the broker's certificate and renews the rest.
 */
export function brokerConfig(args: readonly string[], terminal: Terminal): number {
  if (args.includes('--help')) {
    const shown = Object.fromEntries(SHOWN.map((name) => [name, configSettings[name]]));
    terminal.out(
      `rating-hub broker-config: writes a configuration of Mosquitto 2.0\n\n${describeSettings(shown, PREFIX)}\n`,
    );
    return 0;
  }
  try {
    const settings = readSettings(configSettings, {
      flags: args,
      environment: terminal.environment,
      prefix: PREFIX,
    });
    if (settings['broker-host'] === '') throw new SettingsError(['--broker-host is missing']);
    write(settings);
    terminal.out(advice(brokerFolder(settings), settings['broker-host'], settings['broker-port']));
    return 0;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const lines = error instanceof SettingsError ? error.faults : [error.message];
    for (const line of lines) terminal.err(`rating-hub broker-config: ${line}\n`);
    return error instanceof SettingsError ? 2 : 1;
  }
}

interface Wanted {
  readonly data: string;
  readonly 'broker-files': string;
  readonly 'broker-host': string;
  readonly 'broker-port': number;
  readonly 'broker-plugin': string;
}

function write(settings: Wanted): void {
  const { data } = settings;
  const certificates = new HubCertificates({
    data,
    given: undefined,
    clock: systemClock,
    logger: silentLogger,
  });
  const directory = claimDirectory(data);
  const db = openSqlite(join(directory.path, 'hub.db'), migrations);
  try {
    const folder = brokerFolder(settings);
    if (!existsSync(folder)) makeFolder(folder);
    const place = {
      folder,
      address: '',
      port: settings['broker-port'],
      plugin: settings['broker-plugin'],
      maxMessage: MAX_MESSAGE_BYTES,
    };
    const put = (file: keyof typeof BROKER_FILES, content: string): void =>
      writeWhole(join(folder, BROKER_FILES[file]), content, SHARED);
    put('authority', certificates.authority.certificate);
    put('access', JSON.stringify(initialState(HUB_CLIENT, new EnrolmentStore(db).enrolled())));
    put('configuration', mosquittoConfiguration(place));
    const files = new BrokerFiles({
      ...{ folder, host: settings['broker-host'], authority: certificates.authority },
      revoked: () => new CertificateStore(db).revoked(systemClock.wall()),
      clock: systemClock,
      logger: silentLogger,
    });
    files.renew();
    files.writeList();
  } finally {
    db.close();
    directory.release();
  }
}

const advice = (folder: string, host: string, port: number): string => `Wrote ${folder}.
Mosquitto must be able to read it, and to write ${BROKER_FILES.access}; the hub writes the rest:
  chgrp -R mosquitto ${folder}; chmod 2770 ${folder}; chmod g+w ${join(folder, BROKER_FILES.access)}
  echo include_dir ${folder} >> /etc/mosquitto/mosquitto.conf; systemctl restart mosquitto
Have it reload when the hub renews or revokes a certificate, with a systemd path unit:
  [Path] PathModified=${join(folder, BROKER_FILES.revoked)} PathModified=${join(folder, BROKER_FILES.certificate)}
  starting a service with ExecStart=systemctl reload mosquitto
Start the hub with --broker mqtts://${host}:${port} --broker-files ${folder}
`;
