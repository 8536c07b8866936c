import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BoxTopic } from '#contract/topics.js';
import { systemClock } from '#platform/clock.js';
import { AedesBroker } from '../../../hub/broker/aedesBroker.js';
import { MAX_PACKET_BYTES } from '../../../hub/broker/packetGuard.js';
import { EventQueue } from '../../support/eventQueue.js';

let broker: AedesBroker;
let messages: EventQueue<{ place: BoxTopic; text: string }>;
let refusals: EventQueue<string>;
/** More than a call stack is deep. */
const STORM = 15_000;

const clients: MqttClient[] = [];
const sockets: Socket[] = [];

beforeEach(async () => {
  messages = new EventQueue();
  refusals = new EventQueue();
  broker = new AedesBroker({
    host: '127.0.0.1',
    port: 0,
    officesOf: (box) => (/^box-\d+$/.test(box) ? new Set(['east', 'west']) : undefined),
    clock: systemClock,
    boxRate: 5_000,
    maxConnections: 50,
  });
  broker.listen({
    message: (place, payload) => messages.push({ place, text: Buffer.from(payload).toString() }),
    refused: (code) => refusals.push(code),
  });
  await broker.start();
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
  for (const socket of sockets.splice(0)) socket.destroy();
  await broker.stop();
});

async function box(id: string, options: IClientOptions = {}): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
    clientId: id,
    username: id,
    clean: true,
    protocolVersion: 4,
    reconnectPeriod: 0,
    ...options,
  });
  client.on('error', () => undefined);
  clients.push(client);
  return client;
}

async function raw(): Promise<Socket> {
  const socket = connectSocket(broker.port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const closed = (client: MqttClient): Promise<void> =>
  new Promise((resolve) => client.once('close', () => resolve()));

describe('the embedded broker', () => {
  it("D8 brings messages of a box to the hub in order and the hub's to the box", async () => {
    const client = await box('box-1');
    await client.subscribeAsync(['rating/v1/east/box-1/ack', 'rating/v1/east/box-1/cmd'], { qos: 1 });
    const heard = new EventQueue<string>();
    client.on('message', (topic, payload) => heard.push(`${topic} ${payload}`));
    for (const n of [1, 2, 3]) client.publish('rating/v1/east/box-1/evt', String(n), { qos: 1 });
    expect(
      [
        await messages.next('a message'),
        await messages.next('a message'),
        await messages.next('a message'),
      ].map(({ text }) => text),
    ).toEqual(['1', '2', '3']);
    broker.publish('east', 'box-1', 'cmd', 'hello');
    expect(await heard.next('a command')).toBe('rating/v1/east/box-1/cmd hello');
  });

  it.each([
    ['an unknown box', 'thief', {}, 'mqtt/unknown-box'],
    ['an empty client id', '', {}, 'mqtt/unknown-box'],
    ['a session that outlives its connection', 'box-1', { clean: false }, 'mqtt/session'],
    ["another box's name", 'box-1', { username: 'box-2' }, 'mqtt/user'],
    [
      'a will on a foreign topic',
      'box-1',
      { will: { topic: 'rating/v1/east/box-2/state', payload: 'x', qos: 1, retain: true } },
      'mqtt/will',
    ],
  ] as const)('D7 %s is refused at the door', async (_what, id, options, code) => {
    await expect(box(id, { username: id, ...options } as IClientOptions)).rejects.toThrow();
    expect(await refusals.next('a refusal')).toBe(code);
  });

  it.each(['east', 'west'])(
    'B5 a box that was at two offices may speak and listen under %s',
    async (office) => {
      const will = {
        topic: `rating/v1/${office}/box-1/state`,
        payload: Buffer.from('lost'),
        qos: 1,
        retain: true,
      };
      const client = await box('box-1', { will } as IClientOptions);
      const granted = await client.subscribeAsync(`rating/v1/${office}/box-1/cmd`, { qos: 1 });
      expect(granted.map(({ qos }) => qos)).toEqual([1]);
      client.publish(`rating/v1/${office}/box-1/evt`, 'x', { qos: 1 });
      expect(await messages.next('a message')).toMatchObject({
        place: { office, box: 'box-1', channel: 'evt' },
      });
      const heard = new EventQueue<string>();
      client.on('message', (topic) => heard.push(topic));
      broker.publish(office, 'box-1', 'cmd', 'hello');
      expect(await heard.next('a command')).toBe(`rating/v1/${office}/box-1/cmd`);
    },
  );

  it.each([
    ['an office it was never at', 'rating/v1/north/box-1/evt', {}],
    ["another box's topic", 'rating/v1/east/box-2/evt', {}],
    ['a downward channel', 'rating/v1/east/box-1/cmd', {}],
    ['any other topic', 'weather', {}],
  ])('D7 publishing on %s ends the connection', async (_what, topic, options) => {
    const client = await box('box-1');
    const end = closed(client);
    client.publish(topic, 'x', { qos: 1, ...options });
    await end;
    expect(await refusals.next('a refusal')).toBe('mqtt/topic');
  });

  it.each([
    'rating/v1/east/+/cmd',
    '#',
    '$share/g/rating/v1/east/box-1/cmd',
    'rating/v1/east/box-2/cmd',
    'rating/v1/east/box-1/evt',
  ])('D7 subscribing to %s is denied', async (topic) => {
    const client = await box('box-1');
    await expect(client.subscribeAsync(topic, { qos: 1 })).rejects.toThrow();
    expect(['mqtt/topic', 'mqtt/client-error']).toContain(await refusals.next('a refusal'));
  });

  it('D7 only the state may be retained, and nothing sent with QoS 2', async () => {
    const retaining = await box('box-1');
    const first = closed(retaining);
    retaining.publish('rating/v1/east/box-1/evt', 'x', { qos: 1, retain: true });
    await first;
    const exact = await box('box-2');
    const second = closed(exact);
    exact.publish('rating/v1/east/box-2/evt', 'x', { qos: 2 });
    await second;
    expect(
      [await refusals.next('a refusal'), await refusals.next('a refusal')].filter(
        (code) => code !== 'mqtt/client-error',
      ),
    ).toContain('mqtt/retain');
  });

  it('D7 a packet that announces more than allowed is cut off before its body arrives', async () => {
    const socket = await raw();
    const closed = once(socket, 'close');
    const length = MAX_PACKET_BYTES + 1;
    socket.write(Buffer.from([0x10, (length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14]));
    await closed;
    expect(await refusals.next('a refusal')).toBe('mqtt/too-large');
  });

  it('D7 garbage instead of MQTT ends that connection and no other', async () => {
    const honest = await box('box-1');
    const socket = await raw();
    const closed = once(socket, 'close');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    await closed;
    honest.publish('rating/v1/east/box-1/beat', 'still here', { qos: 1 });
    expect((await messages.next('a message')).text).toBe('still here');
  });

  it('B4 the last will of a box that dies is published', async () => {
    const will = {
      topic: 'rating/v1/east/box-1/state',
      payload: Buffer.from('lost'),
      qos: 1,
      retain: true,
    } as const;
    const client = await box('box-1', { will });
    client.stream.destroy();
    expect(await messages.next('a message')).toMatchObject({ place: { channel: 'state' }, text: 'lost' });
  });

  it('D2 a storm of acknowledgements, many for boxes that are gone again, brings down nobody', async () => {
    const client = await box('box-1');
    await client.subscribeAsync('rating/v1/east/box-1/ack', { qos: 1 });
    const last = new EventQueue<string>();
    client.on('message', (_topic, payload) => {
      if (String(payload) === 'last') last.push('last');
    });
    for (let number = 0; number < 200; number++) broker.publish('east', 'box-1', 'ack', String(number));
    for (let number = 0; number < STORM; number++) broker.publish('east', 'box-9', 'ack', String(number));
    broker.publish('east', 'box-1', 'ack', 'last');
    expect(await last.next('the last acknowledgement')).toBe('last');
  });

  it('a taken port is one clear error', async () => {
    const second = new AedesBroker({
      host: '127.0.0.1',
      port: broker.port,
      officesOf: () => new Set(['east']),
      clock: systemClock,
      boxRate: 1,
      maxConnections: 1,
    });
    await expect(second.start()).rejects.toMatchObject({ code: 'broker/port-taken' });
    await second.stop();
  });
});
