import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Syslog } from '../../../hub/outbound/syslog.js';
import { syslogAddress } from '../../../hub/outbound/syslogAddress.js';
import { EventQueue } from '../../support/eventQueue.js';
import { freePort } from '../../support/freePort.js';
import { alarmView, at, equipmentAlarm } from '../../support/views.js';
import { alarmId, news, OutboundRig } from './outboundRig.js';
import { type ParsedSyslog, parseSyslog } from './syslogParser.js';

const place = {
  office: { zh: '東區戶政事務所', en: 'East District Household Registration Office' },
  counter: { zh: '1 號櫃檯', en: 'Counter 1' },
};

const syslogTo = (url: string): Syslog =>
  new Syslog({
    address: syslogAddress(url),
    host: 'hub.example',
    process: '4711',
    placeOf: (_office, counter) => (counter === undefined ? { office: place.office } : place),
  });

const FAILED = 'a step of an alarm could not be told, trying again';

class UdpCollector {
  readonly messages = new EventQueue<ParsedSyslog>();
  private constructor(readonly url: string) {}

  static async start(): Promise<UdpCollector> {
    const socket = createSocket('udp4');
    onTestFinished(() => void socket.close());
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const collector = new UdpCollector(`udp://127.0.0.1:${socket.address().port}`);
    socket.on('message', (bytes) => collector.messages.push(parseSyslog(bytes)));
    return collector;
  }
}

/** Reads octet-counted messages; what it does with a connection can be prescribed. */
class TcpCollector {
  readonly messages = new EventQueue<ParsedSyslog>();
  /** What happens to the next connections instead, in order; `undefined` reads it like any other. */
  readonly moods: Array<((socket: Socket) => void) | undefined> = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    server: Server,
    readonly url: string,
  ) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      const mood = this.moods.shift();
      if (mood === undefined) this.read(socket);
      else mood(socket);
    });
  }

  static async start(port = 0): Promise<TcpCollector> {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const collector = new TcpCollector(
      server,
      `tcp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    );
    onTestFinished(() => {
      for (const socket of collector.sockets) socket.destroy();
      server.close();
    });
    return collector;
  }

  private read(socket: Socket): void {
    let rest = Buffer.alloc(0);
    socket.on('data', (piece) => {
      rest = Buffer.concat([rest, typeof piece === 'string' ? Buffer.from(piece) : piece]);
      for (;;) {
        const space = rest.indexOf(' ');
        const length = Number(rest.subarray(0, Math.max(0, space)).toString());
        if (space < 1 || rest.length < space + 1 + length) return;
        this.messages.push(parseSyslog(rest.subarray(space + 1, space + 1 + length)));
        rest = rest.subarray(space + 1 + length);
      }
    });
  }
}

const signal = new AbortController().signal;

describe('syslog', () => {
  it('A8 tells a collector over UDP what happened, to people and to programs', async () => {
    const collector = await UdpCollector.start();
    const alarm = alarmView(1, '1', { level: 1 });
    await syslogTo(collector.url).deliver(news(1, 'raised', alarm), signal);
    expect(await collector.messages.next('a datagram')).toEqual({
      priority: 16 * 8 + 2,
      version: 1,
      time: at(0),
      host: 'hub.example',
      app: 'rating-hub',
      process: '4711',
      kind: 'raised',
      data: {
        'alarm@32473': { id: alarmId(1), office: 'east', counter: '1', source: 'rating', priority: 'high' },
      },
      text:
        '發生，不滿意評分，東區戶政事務所，1 號櫃檯，高 / ' +
        'Raised, Dissatisfied rating, East District Household Registration Office, Counter 1, High',
    });
  });

  it('A6 tells of equipment without a counter', async () => {
    const collector = await UdpCollector.start();
    const alarm = equipmentAlarm(1, { code: 'hub-disk', detail: '3 MB' });
    await syslogTo(collector.url).deliver(news(1, 'raised', alarm), signal);
    const { data, text, priority } = await collector.messages.next('a datagram');
    expect(priority).toBe(16 * 8 + 5);
    expect(data['alarm@32473']).toEqual({
      id: alarmId(1),
      office: 'east',
      source: 'equipment',
      priority: 'low',
    });
    expect(text).toContain('主機磁碟空間不足');
  });

  it('P5 names nobody', async () => {
    const collector = await UdpCollector.start();
    const alarm = alarmView(1, '1', {
      acknowledgedBy: '王主任',
      closedBy: '林秘書',
      remark: '說明',
      called: ['王主任'],
      toCall: ['林秘書'],
    });
    const { step } = news(1, 'closed', alarm);
    await syslogTo(collector.url).deliver({ step: { ...step, by: '林秘書', detail: '說明' }, alarm }, signal);
    const said = JSON.stringify(await collector.messages.next('a datagram'));
    for (const name of ['陳志明', '王主任', '林秘書', '說明']) expect(said).not.toContain(name);
  });

  it.each([
    ['raised', 'high', 2],
    ['called', 'medium', 4],
    ['departed', 'low', 5],
    ['acknowledged', 'high', 6],
    ['closed', 'medium', 6],
    ['shelved', 'high', 6],
    ['returned', 'low', 6],
  ] as const)('A8 %s of priority %s has severity %i', async (step, priority, severity) => {
    const collector = await UdpCollector.start();
    await syslogTo(collector.url).deliver(news(1, step, alarmView(1, '1', { priority })), signal);
    expect((await collector.messages.next('a datagram')).priority % 8).toBe(severity);
  });

  it('A8 tells a collector over TCP, in order, one message after the other', async () => {
    const collector = await TcpCollector.start();
    const rig = new OutboundRig();
    await rig.courier(syslogTo(collector.url));
    rig.raise(1);
    rig.step(1, 'called');
    rig.step(1, 'acknowledged');
    const kinds: string[] = [];
    while (kinds.length < 3) kinds.push((await collector.messages.next('a message')).kind);
    expect(kinds).toEqual(['raised', 'called', 'acknowledged']);
    expect(rig.log.messages).toEqual([]);
  });

  it('A8 a collector that is away for a while misses nothing over TCP', async () => {
    const port = await freePort();
    const rig = new OutboundRig();
    await rig.courier(syslogTo(`tcp://127.0.0.1:${port}`));
    rig.raise(1);
    rig.raise(2);
    await rig.log.count(FAILED, 1, 5_000);
    const collector = await TcpCollector.start(port);
    rig.clock.advance(5_000);
    const ids: Array<string | undefined> = [];
    while (ids.length < 2) ids.push((await collector.messages.next('a message')).data['alarm@32473']?.id);
    expect(ids).toEqual([alarmId(1), alarmId(2)]);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['resets the connection', (socket) => void socket.resetAndDestroy()],
    [
      'resets it before it has read',
      (socket) => void socket.once('readable', () => socket.resetAndDestroy()),
    ],
  ])('A8 a message is sent again to a collector that %s', async (_what, mood) => {
    const collector = await TcpCollector.start();
    const rig = new OutboundRig();
    collector.moods.push(mood);
    await rig.courier(syslogTo(collector.url));
    rig.raise(1);
    await rig.log.count(FAILED, 1, 5_000);
    rig.clock.advance(5_000);
    expect((await collector.messages.next('a message')).kind).toBe('raised');
  });

  it('A8 a collector that takes the connection and reads nothing costs 10 s', async () => {
    const collector = await TcpCollector.start();
    const rig = new OutboundRig();
    const taken = new EventQueue<Socket>();
    collector.moods.push((socket) => taken.push(socket));
    await rig.courier(syslogTo(collector.url));
    rig.raise(1);
    await taken.next('a connection');
    rig.clock.advance(10_000);
    await rig.log.count(FAILED, 1, 5_000);
    rig.clock.advance(5_000);
    expect((await collector.messages.next('a message')).kind).toBe('raised');
  });

  it('A8 a collector that talks without end costs 10 s too, and no memory', async () => {
    const collector = await TcpCollector.start();
    const rig = new OutboundRig();
    const taken = new EventQueue<Socket>();
    collector.moods.push((socket) => {
      const more = (): void => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
      };
      socket.on('drain', more);
      more();
      taken.push(socket);
    });
    await rig.courier(syslogTo(collector.url));
    rig.raise(1);
    await taken.next('a connection');
    rig.clock.advance(10_000);
    await rig.log.count(FAILED, 1, 5_000);
  });

  it('A8 a name nobody knows is asked for again', async () => {
    const rig = new OutboundRig();
    await rig.courier(syslogTo('udp://collector.invalid:514'));
    rig.raise(1);
    await rig.log.count(FAILED, 1, 9_000);
  });

  it.each([
    ['udp://collector', { transport: 'udp', host: 'collector', port: 514 }],
    ['tcp://collector.example:601/', { transport: 'tcp', host: 'collector.example', port: 601 }],
    ['udp://[fd00::5]:1514', { transport: 'udp', host: 'fd00::5', port: 1_514 }],
    ['tcp://[::1]', { transport: 'tcp', host: '::1', port: 514 }],
  ] as const)('A8 %s is an address', (text, address) => {
    expect(syslogAddress(text)).toEqual(address);
  });
});
