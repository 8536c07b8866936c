import { connect, type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock, systemClock } from '#platform/clock.js';
import { CertificateEnds } from '../../../hub/broker/certificateEnds.js';
import { makeTrust } from '../../../hub/initCommand.js';
import { CERTIFICATE_MS } from '../../../hub/tls/authority.js';
import { eventually } from '../../support/eventually.js';
import { type EnrolledBox, LOCAL, SecureHub } from '../../support/secureHub.js';
import { SecureMosquitto } from '../../support/secureMosquitto.js';
import { temporaryFolder } from '../../support/temporary.js';

const MINUTE_MS = 60_000;

/** A box that connects once and stays. */
async function stays(url: string, { box, papers }: EnrolledBox): Promise<MqttClient> {
  const made = connect(url, {
    ...{ clientId: box, username: box, protocolVersion: 4, reconnectPeriod: 0 },
    ...papers.credentials(),
  });
  onTestFinished(async () => void (await made.endAsync(true)));
  made.on('error', () => undefined);
  await new Promise<void>((resolve, reject) =>
    made.once('connect', () => resolve()).once('close', () => reject(new Error('closed'))),
  );
  return made;
}

/** Whether it is still there after an answer went to and fro. */
const answers = async (box: MqttClient): Promise<boolean> => {
  const heard = box.subscribeAsync(`rating/v1/east/${box.options.clientId}/cmd`, { qos: 1 });
  return heard.then(
    () => box.connected,
    () => false,
  );
};
const gone = (box: MqttClient): Promise<true> =>
  eventually('the box is cut', 5_000, () => (box.connected ? undefined : true));

describe('B5 a connection ends with the certificate that let it in', () => {
  it('at the embedded broker within a minute; one with a later end stays', async () => {
    const clock = new ManualClock(systemClock.wall());
    const hub = await SecureHub.start({ clock });
    const first = await hub.enrol('box-1', '1');
    clock.advance(5 * MINUTE_MS);
    const [old, young] = [await stays(hub.mqtt, first), await stays(hub.mqtt, await hub.enrol('box-2', '2'))];
    clock.jumpWall(CERTIFICATE_MS - 5 * MINUTE_MS - 2 * MINUTE_MS);
    clock.advance(MINUTE_MS);
    expect(await answers(old)).toBe(true);
    clock.advance(2 * MINUTE_MS);
    await gone(old);
    expect(await answers(young)).toBe(true);
    clock.advance(5 * MINUTE_MS);
    await gone(young);
  });

  it('at a Mosquitto outside, which is told by its control topic', async () => {
    const clock = new ManualClock(systemClock.wall());
    const folder = temporaryFolder();
    makeTrust(folder, LOCAL, clock.wall());
    const broker = await SecureMosquitto.start(folder);
    const hub = await SecureHub.start({ folder, clock, flags: [`--broker=${broker.url}`] });
    await eventually('the hub is at its broker', 5_000, () => (hub.transport.broker.up ? true : undefined));
    const first = await hub.enrol('box-1', '1');
    clock.advance(5 * MINUTE_MS);
    const second = await hub.enrol('box-2', '2');
    const [old, young] = [await stays(broker.url, first), await stays(broker.url, second)];
    clock.jumpWall(CERTIFICATE_MS - 5 * MINUTE_MS - 2 * MINUTE_MS);
    clock.advance(MINUTE_MS);
    await eventually('both are let in', 5_000, async () =>
      (await answers(old)) && (await answers(young)) ? true : undefined,
    );
    clock.advance(2 * MINUTE_MS);
    await gone(old);
    expect(await answers(young)).toBe(true);
  });

  it('what ended while the broker was away, or before the hub started, is made up for once, in time', () => {
    const clock = new ManualClock();
    const start = clock.wall();
    const broker = { up: false, cuts: [] as string[], cut: (box: string) => void broker.cuts.push(box) };
    const ends: ReadonlyArray<readonly [box: string, untilMs: number]> = [
      ['box-1', start - 10 * CERTIFICATE_MS],
      ['box-2', start + MINUTE_MS],
      ['box-3', start + 10 * MINUTE_MS],
    ];
    const ended = (fromMs: number, toMs: number): string[] =>
      ends.filter(([, untilMs]) => untilMs > fromMs && untilMs <= toMs).map(([box]) => box);
    const service = new CertificateEnds({ broker, clock, ended });
    onTestFinished(() => service.stop());
    service.start();
    clock.advance(5 * MINUTE_MS);
    expect(broker.cuts).toEqual([]);
    broker.up = true;
    clock.advance(MINUTE_MS);
    expect(broker.cuts).toEqual(['box-1', 'box-2']);
    clock.advance(3 * MINUTE_MS);
    expect(broker.cuts).toHaveLength(2);
    clock.advance(2 * MINUTE_MS);
    expect(broker.cuts).toEqual(['box-1', 'box-2', 'box-3']);
  });
});
