import { connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { generate, type Packet, parser } from 'mqtt-packet';
import type { BoxStatus } from '#contract/presence.js';
import { boxStatus } from '#contract/presence.js';
import { topicOf } from '#contract/topics.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { RetrySchedule } from '#platform/retrySchedule.js';

/** What a box shows and trusts where lines are encrypted, PEM. */
export interface LeanCredentials {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

export interface LeanLineOptions {
  readonly port: number;
  readonly office: string;
  readonly box: string;
  /** By which the hub verifies what it sealed; a box without it seals nothing. */
  readonly publicKey?: string | undefined;
  /** With them the line is encrypted. */
  readonly credentials?: LeanCredentials | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly connected: () => void;
  readonly disconnected: () => void;
  readonly message: (topic: string, payload: Buffer) => void;
}

/** Packet numbers of the greeting; events have those below. */
const SUBSCRIBE_ID = 65_535;
const STATE_ID = 65_534;
const EVENT_IDS = 60_000;
/** As the box's uplink has them. */
const KEEPALIVE_S = 15;
const CONNECT_TIMEOUT_MS = 5_000;
const RETRY = { first: 500, most: 15_000 } as const;

/** As little MQTT client as a box can do with, with the manners of the box's uplink: greeting, will, retries. */
export class LeanLine {
  private socket: Socket | undefined;
  private patience: Timer | undefined;
  private ping: Timer | undefined;
  private stopping = false;
  private readonly schedule: RetrySchedule;
  private readonly boot = systemIds.uuid();

  constructor(private readonly options: LeanLineOptions) {
    this.schedule = new RetrySchedule({ ...RETRY, random: options.random });
  }

  /** Comes back as a box does that has just lost its hub. */
  reconnect(): void {
    this.patience = this.options.clock.after(this.schedule.next(), () => this.open());
  }

  open(): void {
    const { clock, port, credentials } = this.options;
    const place = { port, host: '127.0.0.1' };
    const secure = credentials !== undefined;
    const socket = secure ? connectSecurely({ ...place, ...credentials }) : connect(place);
    socket.setNoDelay(true);
    this.socket = socket;
    const incoming = parser({ protocolVersion: 4 });
    incoming.on('packet', (packet: Packet) => this.take(packet));
    socket.on('data', (chunk) => void incoming.parse(chunk));
    socket.on('error', () => socket.destroy());
    socket.once(secure ? 'secureConnect' : 'connect', () => this.send(this.introduction()));
    socket.once('close', () => this.closed());
    this.patience = clock.after(CONNECT_TIMEOUT_MS, () => socket.destroy());
  }

  /** Sends at the end of this turn, together with whatever else is sent in it. */
  send(packet: Buffer): void {
    const { socket } = this;
    if (socket === undefined) return;
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    socket.write(packet);
  }

  /** The packet of an event, made once and sent as often as needed. */
  encode(payload: string, seq: number): Buffer {
    return this.publication('evt', payload, (seq % EVENT_IDS) + 1);
  }

  stop(): void {
    this.stopping = true;
    this.patience?.cancel();
    this.ping?.cancel();
    this.socket?.destroy();
  }

  private take(packet: Packet): void {
    switch (packet.cmd) {
      case 'connack':
        if (packet.returnCode !== 0) this.socket?.destroy();
        else this.subscribe();
        break;
      case 'suback':
        this.greet();
        break;
      case 'publish':
        this.send(generate({ cmd: 'puback', messageId: packet.messageId ?? 0 }));
        this.options.message(packet.topic, packet.payload as Buffer);
        break;
      default:
    }
  }

  private introduction(): Buffer {
    const { office, box } = this.options;
    const will = {
      topic: topicOf(office, box, 'state'),
      payload: Buffer.from(this.status('lost')),
      qos: 1 as const,
      retain: true,
    };
    return generate({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      clientId: box,
      username: box,
      keepalive: KEEPALIVE_S,
      will,
    });
  }

  private subscribe(): void {
    const { office, box } = this.options;
    const subscriptions = (['ack', 'cmd'] as const).map((channel) => ({
      topic: topicOf(office, box, channel),
      qos: 1 as const,
    }));
    this.send(generate({ cmd: 'subscribe', messageId: SUBSCRIBE_ID, subscriptions }));
  }

  private greet(): void {
    this.patience?.cancel();
    this.schedule.reset();
    this.send(this.publication('state', this.status('online'), STATE_ID, true));
    this.ping = every(this.options.clock, KEEPALIVE_S * 1000, () => this.send(generate({ cmd: 'pingreq' })));
    this.options.connected();
  }

  private closed(): void {
    this.patience?.cancel();
    this.ping?.cancel();
    this.socket = undefined;
    if (this.stopping) return;
    this.options.disconnected();
    this.reconnect();
  }

  private publication(channel: 'evt' | 'state', payload: string, messageId: number, retain = false): Buffer {
    const topic = topicOf(this.options.office, this.options.box, channel);
    return generate({ cmd: 'publish', topic, payload, qos: 1, messageId, retain, dup: false });
  }

  private status(status: BoxStatus['status']): string {
    const { publicKey } = this.options;
    const key = publicKey === undefined ? {} : { publicKey };
    return boxStatus.encode({ status, boot: this.boot, software: 'bench', ...key });
  }
}
