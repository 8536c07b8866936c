import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Aedes, type AedesOptions } from 'aedes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ack, type BoxCommand, boxCommand } from '#contract/commands.js';
import { type BoxEvent, boxEvent } from '#contract/events.js';
import { boxStatus } from '#contract/presence.js';
import { systemClock } from '#platform/clock.js';
import { MqttUplink } from '../../device/adapters/mqttUplink.js';
import { EventQueue } from '../support/eventQueue.js';
import { uuid } from '../support/ids.js';
import { LogWitness } from '../support/logWitness.js';

const AT = '2026-07-07T01:02:03.456Z';
const EPOCH = '0123456789abcdef';
const event = (seq: number): BoxEvent => ({
  kind: 'cancelled',
  id: uuid(seq),
  epoch: EPOCH,
  seq,
  at: AT,
  window: uuid(1),
});
const time = (echo: number): BoxCommand => ({ kind: 'time', sentAt: AT, echo });
const topic = (channel: string) => `rating/v1/east/box-1/${channel}`;

interface Message {
  readonly channel: string;
  readonly text: string;
  readonly retain: boolean;
  readonly qos: number;
}

let broker: Aedes;
let server: Server;
let sockets: Set<Socket>;
let messages: EventQueue<Message>;
let heard: EventQueue<string>;
let log: LogWitness;
let uplink: MqttUplink;

async function listen(options: AedesOptions = {}, port = 0): Promise<void> {
  broker = await Aedes.createBroker({
    ...options,
    published: (packet, client, done) => {
      if (packet.topic.startsWith('rating/'))
        messages.push({
          channel: packet.topic.replace('rating/v1/east/box-1/', client === null ? '(will) ' : ''),
          text: packet.payload.toString(),
          retain: packet.retain,
          qos: packet.qos,
        });
      done();
    },
  });
  server = createServer((socket) => {
    sockets.add(socket);
    broker.handle(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

async function shut(): Promise<void> {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  const closed = once(server, 'close');
  server.close();
  await closed;
  await new Promise<void>((resolve) => broker.close(() => resolve()));
}

const portOf = () => (server.address() as AddressInfo).port;

function create(port = portOf()): MqttUplink {
  return new MqttUplink({
    url: `mqtt://127.0.0.1:${port}`,
    office: 'east',
    box: 'box-1',
    boot: uuid(7),
    software: '1.2.3',
    clock: systemClock,
    random: () => 0,
    logger: log.logger,
  });
}

const start = (line = create()) => {
  uplink = line;
  uplink.start({
    connected: () => heard.push('connected'),
    disconnected: () => heard.push('disconnected'),
    command: (command) => heard.push(`command ${JSON.stringify(command)}`),
    ack: ({ seqs }) => heard.push(`ack ${seqs}`),
  });
};

const tell = (channel: string, payload: string) =>
  broker.publish(
    { cmd: 'publish', topic: topic(channel), payload, qos: 1, retain: false, dup: false },
    () => undefined,
  );

/** The next message of the box itself. */
async function said(): Promise<Message> {
  for (;;) {
    const message = await messages.next('a message');
    if (!message.channel.startsWith('rating/')) return message;
  }
}

async function online(): Promise<void> {
  expect(await heard.next('the connection')).toBe('connected');
  expect((await said()).channel).toBe('state');
}

beforeEach(async () => {
  sockets = new Set();
  messages = new EventQueue();
  heard = new EventQueue();
  log = new LogWitness();
  await listen();
});
afterEach(async () => {
  await uplink.stop();
  await shut();
});

describe('the MQTT uplink', () => {
  it('B4 announces itself, retained, when it can hear the hub', async () => {
    start();
    expect(await heard.next('the connection')).toBe('connected');
    const { channel, text, retain, qos } = await said();
    expect({ channel, retain, qos }).toEqual({ channel: 'state', retain: true, qos: 1 });
    expect(boxStatus.decode(text)).toEqual({ status: 'online', boot: uuid(7), software: '1.2.3' });
  });

  it('sends events in order with QoS 1', async () => {
    start();
    await online();
    for (const seq of [1, 2, 3]) uplink.sendEvent(event(seq));
    const got = [await said(), await said(), await said()];
    expect(got.map(({ channel, qos, retain }) => [channel, qos, retain])).toEqual(
      Array.from({ length: 3 }, () => ['evt', 1, false]),
    );
    expect(got.map(({ text }) => boxEvent.decode(text))).toEqual([event(1), event(2), event(3)]);
  });

  it('hears commands and acks', async () => {
    start();
    await online();
    tell('cmd', boxCommand.encode(time(5)));
    tell('ack', ack.encode({ epoch: EPOCH, seqs: [1, 2], contiguous: 2 }));
    expect(await heard.next('a command')).toBe(`command ${JSON.stringify(time(5))}`);
    expect(await heard.next('an ack')).toBe('ack 1,2');
  });

  it.each([
    ['no JSON', 'hello'],
    ['an unknown command', JSON.stringify({ kind: 'dance', sentAt: AT })],
    ['a wrong field', JSON.stringify({ kind: 'time', sentAt: AT, echo: 'x' })],
    ['too much', `"${'x'.repeat(17_000)}"`],
  ])('drops %s, says so, and goes on', async (_name, payload) => {
    start();
    await online();
    tell('cmd', payload);
    tell('cmd', boxCommand.encode(time(6)));
    expect(await heard.next('a command')).toContain('"echo":6');
    expect(log.messages).toContain('a message of the hub was not understood');
  });

  it('B5 moved to another office it leaves no status behind under the old one and is online under the new', async () => {
    start();
    await online();
    uplink.moveTo('west');
    expect(await said()).toMatchObject({ channel: 'state', text: '', retain: true });
    expect(await heard.next('the end of the line')).toBe('disconnected');
    expect(await heard.next('the connection')).toBe('connected');
    const next = await messages.next('the state at the new office');
    expect(next).toMatchObject({ channel: 'rating/v1/west/box-1/state', retain: true });
    expect(boxStatus.decode(next.text).status).toBe('online');
    expect(messages.unread.map(({ channel }) => channel)).not.toContain('(will) state');
  });

  it('B4 says goodbye when stopped', async () => {
    start();
    await online();
    await uplink.stop();
    const { channel, text, retain } = await said();
    expect({ channel, retain }).toEqual({ channel: 'state', retain: true });
    expect(boxStatus.decode(text).status).toBe('offline');
  });

  it('B4 its last will calls it lost when the line breaks', async () => {
    start();
    await online();
    for (const socket of sockets) socket.destroy();
    expect(await heard.next('the loss')).toBe('disconnected');
    const { text, retain } = await messages.next('the will');
    expect(retain).toBe(true);
    expect(boxStatus.decode(text)).toEqual({ status: 'lost', boot: uuid(7), software: '1.2.3' });
  });

  it('D2 sends nothing later that was sent while there was no line', async () => {
    start();
    await online();
    for (const socket of sockets) socket.destroy();
    await heard.next('the loss');
    uplink.sendEvent(event(1));
    expect(await heard.next('the next connection')).toBe('connected');
    uplink.sendEvent(event(2));
    for (;;) {
      const { channel, text } = await said();
      if (channel !== 'evt') continue;
      expect(boxEvent.decode(text).seq).toBe(2);
      return;
    }
  });

  it('comes back by itself after the hub was away', async () => {
    start();
    await online();
    const port = portOf();
    await shut();
    expect(await heard.next('the loss')).toBe('disconnected');
    await listen({}, port);
    for (let word = ''; word !== 'connected'; ) word = await heard.next('the connection');
    tell('cmd', boxCommand.encode(time(8)));
    expect(await heard.next('a command')).toContain('"echo":8');
  });

  it('tries again when the hub refuses the subscription', async () => {
    const port = portOf();
    await shut();
    let refusals = 1;
    await listen(
      {
        authorizeSubscribe: (_client, subscription, done) =>
          done(null, subscription.topic.endsWith('/cmd') && refusals-- > 0 ? null : subscription),
      },
      port,
    );
    start();
    for (let word = ''; word !== 'connected'; ) word = await heard.next('the connection');
    expect(log.messages).toContain('the hub refused the subscription');
  });

  it('sends nothing and stops at once while nobody listens', async () => {
    const port = portOf();
    await shut();
    start(create(port));
    uplink.sendEvent(event(1));
    await log.count('hub connection', 1, 5_000);
    await uplink.stop();
    await listen({}, port);
    expect(sockets.size).toBe(0);
  });
});
