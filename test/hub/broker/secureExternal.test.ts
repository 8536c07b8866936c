import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { readIdentity } from '../../../device/adapters/identityFile.js';
import { makeTrust } from '../../../hub/initCommand.js';
import { Authority, makeAuthority } from '../../../hub/tls/authority.js';
import { EventQueue } from '../../support/eventQueue.js';
import { eventually } from '../../support/eventually.js';
import { type EnrolledBox, LOCAL, SecureHub } from '../../support/secureHub.js';
import { SecureMosquitto } from '../../support/secureMosquitto.js';
import { temporaryFolder } from '../../support/temporary.js';

let broker: SecureMosquitto;
let hub: SecureHub;
let folder: string;

beforeEach(async () => {
  folder = temporaryFolder();
  makeTrust(folder, LOCAL, systemClock.wall());
  broker = await SecureMosquitto.start(folder);
  hub = await startHub();
});

async function startHub(): Promise<SecureHub> {
  const started = await SecureHub.start({ folder, flags: [`--broker=${broker.url}`] });
  await eventually('the hub is at its broker', 5_000, () => (started.transport.broker.up ? true : undefined));
  return started;
}

async function client(id: string, tls: IClientOptions): Promise<MqttClient> {
  const ca = hub.certificates.authority.certificate;
  const made = connect(broker.url, { clientId: id, username: id, reconnectPeriod: 0, ca, ...tls });
  onTestFinished(async () => void (await made.endAsync(true)));
  await new Promise<void>((resolve, reject) => {
    made.once('connect', () => resolve());
    made.on('error', reject);
    made.stream.on('error', reject);
    made.once('close', () => reject(new Error('closed')));
  });
  return made;
}
const refusal = (id: string, tls: IClientOptions): Promise<string> =>
  client(id, tls).then(
    () => 'let in',
    (error: unknown) => String((error as { code?: unknown }).code ?? error),
  );
const closed = (one: MqttClient): Promise<void> =>
  new Promise((resolve) => one.once('close', () => resolve()));
const of = ({ papers }: EnrolledBox): IClientOptions => papers.credentials();

/** Whether the broker lets a client hear a topic. */
const mayHear = async (one: MqttClient, topic: string): Promise<boolean> =>
  one.subscribeAsync(topic, { qos: 1 }).then(
    (granted) => granted.every(({ qos }) => qos <= 2),
    () => false,
  );

/** Once it may, a box that was told of a moment ago. */
const ready = (one: MqttClient, id: string): Promise<true> =>
  eventually('the broker knows the box', 5_000, async () =>
    (await mayHear(one, `rating/v1/east/${id}/cmd`)) ? true : undefined,
  );

const STATE = (boot: string): string => JSON.stringify({ status: 'online', boot, software: 'test' });
const BOOT = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('Mosquitto with the configuration of the hub', () => {
  it('D8 lets a box use its own topics and nothing else, whatever it calls itself', async () => {
    const [one, two] = [await hub.enrol('box-1', '1'), await hub.enrol('box-2', '2')];
    expect(readIdentity(one.folder)?.hub).toMatch(`${broker.url}`);
    const victim = await client('box-2', of(two));
    await ready(victim, 'box-2');
    const heard = new EventQueue<string>();
    victim.on('message', (topic) => heard.push(topic));
    // The broker goes by the certificate: another name gains nothing, and pushes nobody out.
    const box = await client('box-2', of(one));
    await ready(box, 'box-1');
    for (const topic of [
      'rating/v1/#',
      '#',
      '$SYS/#',
      'rating/v1/east/box-2/cmd',
      'rating/v1/+/+/cmd',
      '$CONTROL/#',
    ])
      expect(`${topic} ${await mayHear(box, topic)}`).toBe(`${topic} false`);
    await box.publishAsync('rating/v1/east/box-2/cmd', 'forged', { qos: 1 });
    await box.publishAsync('rating/v1/east/box-2/state', STATE(BOOT), { qos: 1, retain: true });
    await box.publishAsync('$CONTROL/dynamic-security/v1', '{"commands":[]}', { qos: 1 });
    await box.publishAsync('rating/v1/east/box-1/state', STATE(BOOT), { qos: 1, retain: true });
    await eventually('box-1 is online', 5_000, async () =>
      (await hub.view('box-1'))?.presence === 'online' ? true : undefined,
    );
    expect((await hub.view('box-2'))?.presence).toBe('unknown');
    expect(victim.connected).toBe(true);
    hub.transport.broker.publish('east', 'box-2', 'cmd', 'from the hub');
    expect(await heard.next('a command')).toBe('rating/v1/east/box-2/cmd');
  });

  it('refuses strangers: without a certificate, with one of another authority, with an expired one', async () => {
    const { folder: kept } = await hub.enrol('box-1', '1');
    const { privateKey: key = '', publicKey = '' } = readIdentity(kept) ?? {};
    expect(await refusal('box-1', {})).not.toBe('let in');
    const made = makeAuthority(LOCAL, systemClock.wall());
    const forged = new Authority(made.key, made.certificate).forBox('box-1', publicKey, systemClock.wall());
    expect(await refusal('box-1', { cert: forged.certificate, key })).not.toBe('let in');
    const past = systemClock.wall() - 398 * 86_400_000;
    const old = hub.certificates.authority.forBox('box-1', publicKey, past);
    expect(await refusal('box-1', { cert: old.certificate, key })).toContain('CERTIFICATE_EXPIRED');
  });

  it('B5 cuts a revoked box off within 5 s, knows it no more, and after a reload not even its certificate', async () => {
    const revoked = await hub.enrol('box-1', '1');
    const box = await client('box-1', of(revoked));
    await ready(box, 'box-1');
    const gone = closed(box);
    const began = systemClock.monotonic();
    expect((await hub.revoke('box-1')).status).toBe(200);
    await gone;
    expect(systemClock.monotonic() - began).toBeLessThan(5_000);
    const again = await client('box-1', of(revoked));
    expect(await mayHear(again, 'rating/v1/east/box-1/cmd')).toBe(false);
    broker.reload();
    await eventually('its certificate is refused', 5_000, async () =>
      (await refusal('box-1', of(revoked))).includes('CERTIFICATE_REVOKED') ? true : undefined,
    );
    const fresh = await hub.enrol('box-1', '1');
    await ready(await client('box-1', of(fresh)), 'box-1');
    expect(await refusal('box-1', of(revoked))).toContain('CERTIFICATE_REVOKED');
  });

  it('takes up what the hub decided while the broker was away', async () => {
    const [one, two] = [await hub.enrol('box-1', '1'), await hub.enrol('box-2', '2')];
    await broker.stop();
    await eventually('the hub has noticed', 5_000, () => (hub.transport.broker.up ? undefined : true));
    await hub.revoke('box-1');
    await broker.run();
    await eventually('the hub is back', 10_000, () => (hub.transport.broker.up ? true : undefined));
    await ready(await client('box-2', of(two)), 'box-2');
    expect(await refusal('box-1', of(one))).toContain('CERTIFICATE_REVOKED');
  });
});
