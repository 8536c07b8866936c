import { describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { readSettings } from '#platform/settings.js';
import { openSqlite } from '#platform/sqlite.js';
import { makeTrust } from '../../hub/initCommand.js';
import { hubSettings } from '../../hub/settings.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { SiteStore } from '../../hub/store/siteStore.js';
import { transportOf } from '../../hub/transport.js';
import { LOCAL } from '../support/secureHub.js';
import { temporaryFolder } from '../support/temporary.js';

function transport(flags: readonly string[], folder = temporaryFolder()) {
  const settings = readSettings(hubSettings, {
    flags: [`--data=${folder}`, ...flags],
    environment: {},
    prefix: 'X',
  });
  const db = openSqlite(`${folder}/hub.db`, migrations);
  const sites = new SiteStore(db);
  return transportOf({ settings, db, sites, clock: systemClock, ids: systemIds, logger: silentLogger });
}

describe('how a hub is reached', () => {
  it.each([
    [['--demonstration', '--host=10.1.2.3'], 'settings/demonstration-not-loopback'],
    [['--demonstration', '--host=0.0.0.0'], 'settings/demonstration-not-loopback'],
    [['--demonstration', '--broker=mqtt://10.1.2.3'], 'settings/demonstration-not-loopback'],
    [['--demonstration=false', '--broker=mqtt://127.0.0.1'], 'settings/broker-not-encrypted'],
    [['--demonstration=false'], 'tls/not-initialised'],
  ])('%j is refused', (flags, code) => {
    expect(() => transport(flags)).toThrow(expect.objectContaining({ code }));
  });

  it.each(['127.0.0.1', 'localhost', '::1', '127.1.2.3'])(
    'a demonstration may listen on %s, and is plain',
    (host) => {
      const { certificates, httpPort } = transport(['--demonstration', `--host=${host}`]);
      expect({ certificates, httpPort }).toEqual({ certificates: undefined, httpPort: 8080 });
    },
  );

  it('with certificates it listens where it is told, with TLS', () => {
    const folder = temporaryFolder();
    makeTrust(folder, LOCAL, systemClock.wall());
    const { certificates, httpPort } = transport(['--demonstration=false', '--host=10.1.2.3'], folder);
    expect(certificates?.fingerprint).toMatch(/^[0-9A-Z-]{19}$/);
    expect(httpPort).toBe(8443);
  });

  it('given certificates are given whole or not at all', () => {
    const folder = temporaryFolder();
    makeTrust(folder, LOCAL, systemClock.wall());
    expect(() => transport(['--demonstration=false', '--tls-key=k.pem'], folder)).toThrow(
      '--tls-certificate is missing',
    );
  });
});
