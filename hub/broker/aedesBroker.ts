import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import {
  Aedes,
  type AuthenticateError,
  type Client,
  type ConnectPacket,
  type PublishPacket,
  type Subscription,
} from 'aedes';
import { type DownChannel, topicOf } from '#contract/topics.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import { CodedError, messageOf, systemCode } from '#platform/errors.js';
import type { BarOf, CertificateHolder } from '../boxes/barredBox.js';
import { BoxAuthorizer, type OfficesOf, type Refusal } from './boxAuthorizer.js';
import { type BoxDoorCredentials, openDoor } from './boxDoor.js';
import type { Broker, BrokerListener } from './broker.js';
import { guardPacketSize } from './packetGuard.js';
import { PaperEnds, SWEEP_MS } from './paperEnds.js';
import { TokenBucket } from './tokenBucket.js';

export interface AedesBrokerOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly officesOf: OfficesOf;
  /** Who may not come in, though known; nobody unless given. */
  readonly barOf?: BarOf;
  /** With these it speaks TLS, and boxes show certificates; plain without. */
  readonly credentials?: BoxDoorCredentials | undefined;
  readonly clock: Clock;
  /** Messages a second one box may send on average; bursts of twice that pass. Faster boxes are slowed, not cut. */
  readonly boxRate: number;
  readonly maxConnections: number;
}

/** A subscriber that does not read for this long is cut off, so that it cannot stall the others. */
const DRAIN_TIMEOUT_MS = 3_000;
/** A connection that says nothing is cut off after this long. */
const CONNECT_TIMEOUT_MS = 5_000;
const KEEPALIVE_LIMIT_S = 60;
/** MQTT 3.1.1 §3.2.2.3 */
const NOT_AUTHORIZED = 5;

/** MQTT 3.1.1 inside the hub's own process. Messages of boxes reach the hub as they are authorised. */
export class AedesBroker implements Broker {
  readonly name = 'broker';
  private readonly authorizer: BoxAuthorizer;
  private readonly buckets = new Map<string, TokenBucket>();
  private listener: BrokerListener | undefined;
  private aedes: Aedes | undefined;
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly clients = new Map<string, Client>();
  private readonly refusals = new WeakMap<Client, Refusal>();
  private readonly holders = new WeakMap<Client, CertificateHolder>();
  private readonly ends = new PaperEnds();
  private sweeps: Timer | undefined;
  private taken = 0;

  constructor(private readonly options: AedesBrokerOptions) {
    this.authorizer = new BoxAuthorizer(options.officesOf, options.barOf);
  }

  get up(): boolean {
    return this.server?.listening ?? false;
  }

  /** Unlike a broker elsewhere, this one comes back with the process. */
  healthy(): boolean {
    return this.up;
  }

  get accepted(): number {
    return this.taken;
  }

  /** The port in use, once started. */
  get port(): number {
    const address = this.server?.address();
    return typeof address === 'object' && address !== null ? address.port : this.options.port;
  }

  get address(): { readonly port: number } {
    return { port: this.port };
  }

  listen(listener: BrokerListener): void {
    this.listener = listener;
  }

  /** Throws `CodedError` `broker/port-taken` or `broker/incompatible`. */
  async start(): Promise<void> {
    const aedes = await Aedes.createBroker({
      // Without a limit on messages under way: one makes the emitter recurse once per message queued behind it, and
      // the acknowledgements of one commit overflow its stack. Frozen readers are cut off by the drain time-out.
      concurrency: 0,
      connectTimeout: CONNECT_TIMEOUT_MS,
      drainTimeout: DRAIN_TIMEOUT_MS,
      keepaliveLimit: KEEPALIVE_LIMIT_S,
      maxClientsIdLength: 32,
      maxTopicLevels: 5,
      queueLimit: 5,
      preConnect: (client, packet, done) => this.preConnect(client, packet, done),
      authenticate: (client, _user, _password, done) => this.authenticate(client, done),
      authorizePublish: (client, packet, done) => this.authorizePublish(client, packet, done),
      authorizeSubscribe: (client, subscription, done) => this.authorizeSubscribe(client, subscription, done),
    });
    this.aedes = aedes;
    aedes.on('clientError', (client, error) =>
      this.refused('mqtt/client-error', `${client.id}: ${messageOf(error)}`),
    );
    aedes.on('connectionError', (_client, error) => this.refused(codeOf(error), messageOf(error)));
    aedes.on('client', (client) => void this.clients.set(client.id, client));
    aedes.on('clientDisconnect', (client) => {
      if (this.clients.get(client.id) !== client) return;
      this.clients.delete(client.id);
      this.buckets.delete(client.id);
    });
    this.server = openDoor(this.options.credentials, {
      came: (socket, holder) => this.accept(aedes, socket, holder),
      refused: (reason) => this.refused('mqtt/tls', reason),
    });
    this.server.on('connection', (socket) => this.keep(socket));
    this.server.maxConnections = this.options.maxConnections;
    await this.bind(this.server);
    this.sweeps = every(this.options.clock, SWEEP_MS, () => this.sweep());
  }

  async stop(): Promise<void> {
    const { server, aedes } = this;
    this.sweeps?.cancel();
    this.server = undefined;
    this.aedes = undefined;
    if (server?.listening) {
      const closed = once(server, 'close');
      server.close();
      for (const socket of this.sockets) socket.destroy();
      await closed;
    }
    if (aedes !== undefined) await new Promise<void>((resolve) => aedes.close(() => resolve()));
    this.buckets.clear();
  }

  publish(office: string, box: string, channel: DownChannel, payload: string): void {
    this.aedes?.publish(
      { cmd: 'publish', topic: topicOf(office, box, channel), payload, qos: 1, retain: false, dup: false },
      () => undefined,
    );
  }

  /** Who may come is decided with each connection, by what the stores say then. */
  admit(box: string): void {
    this.cut(box);
  }

  bar(box: string): void {
    this.cut(box);
  }

  cut(box: string): void {
    this.clients.get(box)?.conn.destroy();
  }

  /** The connection below, which is there before any handshake, so that a stop ends that too. */
  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
  }

  private accept(aedes: Aedes, socket: Socket, holder: CertificateHolder | undefined): void {
    this.taken++;
    socket.setNoDelay(true);
    const client = aedes.handle(socket);
    if (holder !== undefined) {
      this.holders.set(client, holder);
      this.ends.watch(socket, holder);
    }
    guardPacketSize(client);
  }

  private sweep(): void {
    for (const { box, serial } of this.ends.cutEnded(this.options.clock.wall()))
      this.refused('mqtt/certificate', `certificate ${serial} of ${box} has ended on an open connection`);
  }

  private bind(server: Server): Promise<void> {
    const { host, port } = this.options;
    return new Promise((resolve, reject) => {
      server.once('error', (error) =>
        reject(
          systemCode(error) === 'EADDRINUSE'
            ? new CodedError(
                'broker/port-taken',
                `MQTT port ${port} on ${host} is taken; choose another with --mqtt-port`,
                { cause: error },
              )
            : new CodedError(
                'broker/cannot-listen',
                `cannot listen for MQTT on ${host}:${port}: ${messageOf(error)}`,
                { cause: error },
              ),
        ),
      );
      server.listen(port, host, resolve);
    });
  }

  private preConnect(
    client: Client,
    packet: ConnectPacket,
    done: (error: Error | null, success: boolean) => void,
  ): void {
    const decision = this.authorizer.connect({
      clientId: packet.clientId,
      clean: packet.clean ?? false,
      username: packet.username,
      willTopic: packet.will?.topic,
      holder: this.holders.get(client),
    });
    if (decision.allowed) {
      this.buckets.set(
        packet.clientId,
        new TokenBucket(this.options.boxRate, 2 * this.options.boxRate, this.options.clock.monotonic()),
      );
      done(null, true);
      return;
    }
    this.refusals.set(client, decision);
    done(null, true);
  }

  /** Says no in a CONNACK, so that a box knows it is refused and not merely cut off. */
  private authenticate(
    client: Client,
    done: (error: AuthenticateError | null, success: boolean | null) => void,
  ): void {
    const refusal = this.refusals.get(client);
    if (refusal === undefined) {
      done(null, true);
      return;
    }
    this.refused(refusal.code, refusal.detail);
    done(Object.assign(new CodedError(refusal.code, refusal.detail), { returnCode: NOT_AUTHORIZED }), false);
  }

  private authorizePublish(
    client: Client | null,
    packet: PublishPacket,
    done: (error?: Error | null) => void,
  ): void {
    if (client === null) {
      done(null);
      return;
    }
    const decision = this.authorizer.publish({
      clientId: client.id,
      topic: packet.topic,
      qos: packet.qos,
      retain: packet.retain,
    });
    if (!decision.allowed) {
      this.refused(decision.code, decision.detail);
      done(new CodedError(decision.code, decision.detail));
      return;
    }
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const wait = this.buckets.get(client.id)?.take(this.options.clock.monotonic()) ?? 0;
    const deliver = (): void => {
      this.listener?.message(decision.value, payload);
      done(null);
    };
    if (wait === 0) deliver();
    else this.options.clock.after(wait, deliver);
  }

  private authorizeSubscribe(
    client: Client,
    subscription: Subscription,
    done: (error: Error | null, subscription?: Subscription | null) => void,
  ): void {
    const decision = this.authorizer.subscribe(client.id, subscription.topic);
    if (decision.allowed) {
      done(null, subscription);
      return;
    }
    this.refused(decision.code, decision.detail);
    done(null, null);
  }

  private refused(code: string, detail: string): void {
    this.listener?.refused(code, detail);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof CodedError ? error.code : 'mqtt/connection-error';
