import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '#platform/settings.js';
import { type OutboundSettings, outboundOf } from '../../../hub/outbound/outboundOf.js';
import { hubSettings } from '../../../hub/settings.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { Mosquitto } from '../../support/mosquitto.js';
import { temporaryFolder } from '../../support/temporary.js';
import { alarmView } from '../../support/views.js';
import { alarmId, OutboundRig } from './outboundRig.js';
import { Receiver } from './receiver.js';

const settings = (...flags: string[]): OutboundSettings =>
  readSettings(hubSettings, { flags, environment: {}, prefix: 'RATING_HUB' });

const tools = (rig: OutboundRig) => ({
  db: rig.db,
  writer: rig.writer,
  sites: new SiteStore(rig.db),
  viewOf: (id: string) => (id === alarmId(1) ? alarmView(1, '1') : undefined),
  clock: rig.clock,
  logger: rig.log.logger,
  software: '1.2.3',
});

describe('telling others of alarms', () => {
  it('P3 tells nobody unless the settings name somebody', async () => {
    const rig = new OutboundRig();
    const outbound = outboundOf(settings())(tools(rig));
    await outbound.start();
    outbound.poke();
    await outbound.stop();
    expect(rig.db.prepare('SELECT count(*) FROM outbound_target').pluck().get()).toBe(0);
    expect(rig.log.messages).toEqual([]);
  });

  it('A8 tells everybody the settings name, and none waits for another', async () => {
    const receiver = await Receiver.start();
    const broker = await Mosquitto.start();
    const secret = join(temporaryFolder(), 'secret');
    writeFileSync(secret, Buffer.alloc(32, 1).toString('base64'));
    const rig = new OutboundRig();
    const outbound = outboundOf(
      settings(
        ...['--webhook', receiver.url, '--webhook-secret-file', secret],
        ...['--syslog', 'tcp://127.0.0.1:1', '--home-assistant', broker.url],
      ),
    )(tools(rig));
    await rig.run(outbound);
    rig.raise(1);
    const { body } = await receiver.next();
    expect(JSON.parse(body).type).toBe('alarm.raised');
    await rig.log.count('a step of an alarm could not be told, trying again', 1, 5_000);
  });

  it('P3 a webhook without a secret keeps the hub from starting', () => {
    expect(() => outboundOf(settings('--webhook', 'https://example.org'))).toThrow(
      expect.objectContaining({ code: 'outbound/secret' }),
    );
  });

  it.each([
    ['webhook', 'https://user:pass@example.org/', 'http://… or https://… without user and password'],
    ['webhook', 'ftp://example.org', 'http://… or https://… without user and password'],
    ['webhook', 'https://', 'http://… or https://… without user and password'],
    ['syslog', 'collector:514', 'udp://host:port or tcp://host:port'],
    ['syslog', 'udp://collector:0', 'udp://host:port or tcp://host:port'],
    ['syslog', 'udp://collector:65536', 'udp://host:port or tcp://host:port'],
    ['syslog', 'udp://collector/path', 'udp://host:port or tcp://host:port'],
    ['home-assistant', 'http://ha.local:8123', 'mqtt://host:port or mqtts://host:port'],
    ['home-assistant-prefix', 'ha/#', 'a topic without + and #'],
    ['home-assistant-prefix', '', 'a topic without + and #'],
  ])('P3 --%s %s is refused', (name, value, expected) => {
    expect(() => settings(`--${name}`, value)).toThrow(`expected ${expected}`);
  });

  it.each([
    ['webhook', 'https://hooks.example.org/a/b@c?token=x'],
    ['webhook', 'http://10.0.0.5:8080'],
    ['syslog', 'udp://collector'],
    ['syslog', 'tcp://[fd00::5]:65535/'],
    ['home-assistant', 'mqtts://hub:secret@ha.local:8883'],
    ['home-assistant-prefix', 'ha/main'],
  ])('P3 --%s %s is taken', (name, value) => {
    expect(settings(`--${name}`, value)).toMatchObject({ [name]: value });
  });
});
