import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { readIdentity } from '../../../device/adapters/identityFile.js';
import { MqttUplink } from '../../../device/adapters/mqttUplink.js';
import { makeTrust } from '../../../hub/initCommand.js';
import { Authority, makeAuthority, newKey } from '../../../hub/tls/authority.js';
import { eventually } from '../../support/eventually.js';
import { LOCAL, SecureHub } from '../../support/secureHub.js';
import { SecureMosquitto } from '../../support/secureMosquitto.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Files of a certificate that the city's authority made for the hub, as settings name them. */
function givenBy(city: Authority): string[] {
  const folder = temporaryFolder();
  const { key, spki } = newKey();
  const put = (setting: string, content: string): string => {
    writeFileSync(join(folder, setting), content);
    return `--tls-${setting}=${join(folder, setting)}`;
  };
  const { certificate } = city.forServer(LOCAL, spki, systemClock.wall());
  return [put('certificate', certificate), put('key', key), put('authority', city.certificate)];
}

it("B5 D8 with a given certificate and a Mosquitto outside, a box trusts the city's authority for pages and the hub's own for the broker", async () => {
  const folder = temporaryFolder();
  makeTrust(folder, LOCAL, systemClock.wall());
  const made = makeAuthority(LOCAL, systemClock.wall());
  const city = new Authority(made.key, made.certificate);
  const broker = await SecureMosquitto.start(folder);
  const hub = await SecureHub.start({ folder, flags: [`--broker=${broker.url}`, ...givenBy(city)] });
  await eventually('the hub is at its broker', 5_000, () => (hub.transport.broker.up ? true : undefined));
  expect((await hub.offer('box-1', '1')).fingerprint).toBe(city.fingerprint);
  const { papers, folder: box } = await hub.enrol('box-1', '1');
  expect(readIdentity(box)).toMatchObject({
    authority: hub.certificates.authority.certificate,
    pages: { address: hub.origin, authority: city.certificate },
  });
  const uplink = new MqttUplink({
    ...{ url: broker.url, office: 'east', box: 'box-1', boot: systemIds.uuid(), software: 'test' },
    credentials: () => papers.credentials(),
    ...{ clock: systemClock, random: () => 0, logger: silentLogger },
  });
  const nothing = (): void => undefined;
  uplink.start({ connected: nothing, disconnected: nothing, command: nothing, ack: nothing });
  onTestFinished(() => uplink.stop());
  await eventually('box-1 is online', 10_000, async () =>
    (await hub.view('box-1'))?.presence === 'online' ? true : undefined,
  );
});
