import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { ContractError } from '#contract/errors.js';
import { MAX_MESSAGE_BYTES } from '#contract/limits.js';
import { type DownChannel, everyBox, parseTopic, topicOf, UP_CHANNELS } from '#contract/topics.js';
import { messageOf } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import type { ClientCredentials } from '../tls/hubCertificates.js';
import type { Broker, BrokerListener } from './broker.js';
import { type BoxesAllowed, BrokerControl } from './brokerControl.js';
import { CONTROL_TOPIC, RESPONSE_TOPIC } from './dynamicSecurity.js';

export interface ExternalBrokerOptions {
  readonly url: string;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** What the hub shows a broker that it reaches by `mqtts`. */
  readonly credentials?: (() => ClientCredentials) | undefined;
  /** With these the broker is a Mosquitto with dynamic security that the hub tells who may use it. */
  readonly boxes?: BoxesAllowed | undefined;
  /** Called when certificates were revoked: all that a box had, or those for its keys before. */
  readonly revoked?: (() => void) | undefined;
}

const RECONNECT_MS = 1_000;

/**
 * Any MQTT 3.1.1 broker outside the hub's process (D8). The hub is one of its clients; who may use which topic is
 * the broker's configuration. The hub starts while the broker is away and connects when it comes.
 */
export class ExternalBroker implements Broker {
  readonly name = 'broker';
  readonly accepted = 0;
  private listener: BrokerListener | undefined;
  private client: MqttClient | undefined;
  private readonly control: BrokerControl | undefined;

  constructor(private readonly options: ExternalBrokerOptions) {
    const { boxes, logger } = options;
    if (boxes === undefined) return;
    this.control = new BrokerControl({ boxes, logger, send: (payload) => this.send(CONTROL_TOPIC, payload) });
  }

  get up(): boolean {
    return this.client?.connected ?? false;
  }

  /** Without the hub's own name and password, which are nobody else's. */
  get address(): { readonly url: string } {
    const address = new URL(this.options.url);
    address.username = '';
    address.password = '';
    return { url: address.href };
  }

  listen(listener: BrokerListener): void {
    this.listener = listener;
  }

  start(): void {
    const { url, ids, logger } = this.options;
    const settings: IClientOptions = {
      protocolVersion: 4,
      clean: true,
      clientId: `rating-hub-${ids.epoch()}`,
      keepalive: 15,
      reconnectPeriod: RECONNECT_MS,
      resubscribe: false,
      queueQoSZero: false,
      ...this.options.credentials?.(),
    };
    const client = connect(url, { ...settings, manualConnect: true });
    client.on('connect', () => {
      if ('setNoDelay' in client.stream && typeof client.stream.setNoDelay === 'function')
        client.stream.setNoDelay(true);
      client.subscribe(UP_CHANNELS.map(everyBox), { qos: 1 }, (error) => {
        if (error) logger.error({ error: messageOf(error) }, 'the broker refused the subscription');
      });
      if (this.control !== undefined) this.takeControl(client, this.control);
    });
    // Renewed certificates count from the next connection on.
    client.on('close', () => Object.assign(client.options, this.options.credentials?.()));
    client.on('message', (topic, payload) => this.receive(topic, payload));
    client.on('error', (error) => logger.warn({ error: messageOf(error) }, 'broker connection'));
    client.on('offline', () => logger.warn({ url }, 'broker out of reach, trying again'));
    client.connect();
    this.client = client;
  }

  async stop(): Promise<void> {
    await this.client?.endAsync(true);
    this.client = undefined;
  }

  admit(box: string): void {
    this.control?.admit(box);
    this.options.revoked?.();
  }

  bar(box: string): void {
    this.control?.bar(box);
    this.options.revoked?.();
  }

  cut(box: string): void {
    this.control?.cut(box);
  }

  publish(office: string, box: string, channel: DownChannel, payload: string): void {
    this.send(topicOf(office, box, channel), payload);
  }

  private send(topic: string, payload: string): void {
    if (this.client?.connected) this.client.publish(topic, payload, { qos: 1 }, () => undefined);
  }

  private takeControl(client: MqttClient, control: BrokerControl): void {
    client.subscribe(RESPONSE_TOPIC, { qos: 1 }, (error) => {
      if (error) this.options.logger.error({ error: messageOf(error) }, 'the broker lets nobody be told of');
    });
    control.connected();
  }

  private receive(topic: string, payload: Buffer): void {
    if (topic === RESPONSE_TOPIC) {
      this.control?.answered(payload);
      return;
    }
    if (payload.byteLength > MAX_MESSAGE_BYTES) {
      this.listener?.refused('mqtt/too-large', `${payload.byteLength} bytes on ${topic.slice(0, 80)}`);
      return;
    }
    try {
      this.listener?.message(parseTopic(topic), payload);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      this.listener?.refused('mqtt/topic', `${topic.slice(0, 80)} is no topic of a box`);
    }
  }
}
