import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { ack, boxCommand } from '#contract/commands.js';
import { ContractError } from '#contract/errors.js';
import { type BoxEvent, boxEvent } from '#contract/events.js';
import { type BoxStatus, boxStatus, type Heartbeat, heartbeat } from '#contract/presence.js';
import { topicOf, type UpChannel } from '#contract/topics.js';
import type { Clock, Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import { certificateTrouble, refusalTrouble } from '../certificateTrouble.js';
import type { Uplink, UplinkListener } from '../ports/uplink.js';
import type { BoxCredentials } from './identityPapers.js';

export interface MqttUplinkOptions {
  readonly url: string;
  /** Until `moveTo` names another. */
  readonly office: string;
  readonly box: string;
  /** Names this run of the program (B4). */
  readonly boot: string;
  readonly software: string;
  /** What the hub has to know to verify its events (D5). */
  readonly seal?: Pick<BoxStatus, 'publicKey' | 'unsealed'>;
  /** What it shows and trusts where the line is encrypted, asked for with each connection. */
  readonly credentials?: (() => BoxCredentials) | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

const KEEPALIVE_S = 15;
const CONNECT_TIMEOUT_MS = 5_000;
const RETRY_FIRST_MS = 500;
const RETRY_MOST_MS = 15_000;
const GOODBYE_MS = 1_000;

/** The line to the hub over MQTT 3.1.1 with QoS 1 and a clean session. */
export class MqttUplink implements Uplink {
  private client: MqttClient | undefined;
  private listener: UplinkListener | undefined;
  private retry: Timer | undefined;
  private stopping = false;
  private trouble: string | undefined;
  private greeted = false;
  private office: string;
  private readonly schedule: RetrySchedule;

  constructor(private readonly options: MqttUplinkOptions) {
    this.office = options.office;
    this.schedule = new RetrySchedule({ first: RETRY_FIRST_MS, most: RETRY_MOST_MS, random: options.random });
  }

  start(listener: UplinkListener): void {
    this.listener = listener;
    this.stopping = false;
    this.open();
  }

  sendEvent(event: BoxEvent): void {
    this.publish('evt', boxEvent.encode(event));
  }

  sendHeartbeat(beat: Heartbeat): void {
    this.publish('beat', heartbeat.encode(beat));
  }

  /** The status kept under the old office is removed: nobody there waits for this box any more. */
  moveTo(office: string): void {
    const { client } = this;
    const before = this.topic('state');
    this.office = office;
    if (client === undefined) return;
    void this.leave(client, before);
  }

  /** In peace, because a line that breaks would leave the last will behind (B4). */
  private async leave(client: MqttClient, state: string): Promise<void> {
    if (client.connected) {
      const farewell = client.publishAsync(state, '', { qos: 1, retain: true });
      await this.within(
        GOODBYE_MS,
        farewell.then(() => client.endAsync()),
      );
    }
    client.end(true);
  }

  /** Says goodbye, so that the hub shows the box offline at once (B4), but never waits long for it. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.retry?.cancel();
    const { client } = this;
    if (client === undefined) return;
    if (client.connected)
      await this.within(
        GOODBYE_MS,
        client.publishAsync(this.topic('state'), this.status('offline'), { qos: 1, retain: true }),
      );
    await this.within(GOODBYE_MS, client.endAsync());
    client.end(true);
    this.client = undefined;
  }

  private open(): void {
    const { url, box, logger } = this.options;
    const settings: IClientOptions = {
      protocolVersion: 4,
      clean: true,
      clientId: box,
      username: box,
      keepalive: KEEPALIVE_S,
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectPeriod: 0,
      queueQoSZero: false,
      will: { topic: this.topic('state'), payload: Buffer.from(this.status('lost')), qos: 1, retain: true },
      manualConnect: true,
      ...this.options.credentials?.(),
    };
    const client = connect(url, settings);
    this.client = client;
    client.on('connect', () => this.greet(client));
    client.on('message', (topic, payload) => this.receive(topic, payload));
    client.on('error', (error) => {
      // What still arrives after the goodbye cannot be answered any more, and need not be.
      if (!this.stopping && !this.distrusted(error))
        logger.warn({ error: messageOf(error) }, 'hub connection');
    });
    client.once('close', () => this.closed(client));
    client.connect();
    // A server of TLS 1.3 looks at the certificate when its client thinks all is well, and then the client is not told.
    client.stream.on('error', (error) => void this.distrusted(error));
  }

  private refusal(answer: unknown): string | undefined {
    const { credentials, clock } = this.options;
    return credentials && refusalTrouble(answer, credentials().cert, clock.wall());
  }

  /** True when certificates were why the line failed; whoever listens is told. */
  private distrusted(error: unknown): boolean {
    const trouble = certificateTrouble(error) ?? this.refusal(error);
    if (trouble === undefined || this.stopping) return false;
    if (trouble !== this.trouble)
      this.options.logger.error({ code: 'certificate/refused', error: trouble }, 'hub connection');
    this.trouble = trouble;
    this.listener?.distrusted?.(trouble);
    return true;
  }

  private greet(client: MqttClient): void {
    if ('setNoDelay' in client.stream && typeof client.stream.setNoDelay === 'function')
      client.stream.setNoDelay(true);
    client.subscribe([this.topic('ack'), this.topic('cmd')], { qos: 1 }, (error, granted) => {
      if (error || granted?.some(({ qos }) => qos > 2)) {
        this.options.logger.error({ error: error?.message ?? 'denied' }, 'the hub refused the subscription');
        client.end(true);
        return;
      }
      this.schedule.reset();
      this.publish('state', this.status('online'), true);
      this.greeted = true;
      this.trouble = undefined;
      this.listener?.distrusted?.(undefined);
      this.listener?.connected();
    });
  }

  private closed(client: MqttClient): void {
    client.end(true);
    if (this.client !== client) return;
    this.client = undefined;
    if (!this.greeted) this.distrusted(undefined);
    this.greeted = false;
    this.listener?.disconnected();
    if (!this.stopping) this.retry = this.options.clock.after(this.schedule.next(), () => this.open());
  }

  private receive(topic: string, payload: Buffer): void {
    try {
      if (topic.endsWith('/ack')) this.listener?.ack(ack.decode(payload));
      else this.listener?.command(boxCommand.decode(payload));
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      this.options.logger.warn(
        { code: error.code, detail: error.message },
        'a message of the hub was not understood',
      );
    }
  }

  private publish(channel: UpChannel, payload: string, retain = false): void {
    if (this.client?.connected)
      this.client.publish(this.topic(channel), payload, { qos: 1, retain }, () => undefined);
  }

  private status(status: BoxStatus['status']): string {
    const { boot, software, seal } = this.options;
    return boxStatus.encode({ status, boot, software, ...seal });
  }

  private topic(channel: UpChannel | 'ack' | 'cmd'): string {
    return topicOf(this.office, this.options.box, channel);
  }

  private async within(ms: number, work: Promise<unknown>): Promise<void> {
    let timer: Timer | undefined;
    const late = new Promise<void>((resolve) => {
      timer = this.options.clock.after(ms, resolve);
    });
    await Promise.race([
      work.then(
        () => undefined,
        () => undefined,
      ),
      late,
    ]);
    timer?.cancel();
  }
}
