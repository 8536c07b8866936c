import { connect, type MqttClient } from 'mqtt';
import type { OfficeView } from '#contract/views.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import type { OutboundStore } from '../store/outboundStore.js';
import { availabilityTopic, discovery, officeState, type Retained } from './homeAssistantDiscovery.js';
import type { OutboundPart } from './outboundTarget.js';

export interface HomeAssistantOptions {
  readonly url: string;
  readonly prefix: string;
  /** As declared; they do not change while the hub runs. */
  readonly offices: readonly OfficeView[];
  readonly store: Pick<OutboundStore, 'waiting' | 'presences'>;
  readonly software: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

/** Changes so close together are told as one. */
const GATHER_MS = 250;
/** What changed without a word, such as a box gone silent, is told this soon. */
const LOOK_EVERY_MS = 15_000;
const RETRY_FIRST_MS = 5_000;
const RETRY_MOST_MS = 300_000;
const CONNECT_TIMEOUT_MS = 10_000;
const KEEPALIVE_S = 30;
const GOODBYE_MS = 1_000;

/**
 * Shows each office as a device in Home Assistant, by MQTT discovery. Everything is retained, so that a Home Assistant
 * that starts later knows it at once, and told anew with each connection, because a broker may have forgotten it. What
 * changes while the broker is away is told as it then stands. The hub that ends, or is killed, leaves `offline` behind.
 */
export class HomeAssistant implements OutboundPart {
  readonly name = 'outbound home-assistant';
  private readonly available: string;
  private readonly retry: RetrySchedule;
  /** What the broker has of each office. */
  private readonly told = new Map<string, string>();
  private client: MqttClient | undefined;
  private again: Timer | undefined;
  private gathering: Timer | undefined;
  private looking: Timer | undefined;
  private stopped = true;

  constructor(private readonly options: HomeAssistantOptions) {
    this.available = availabilityTopic(options.offices[0]?.id ?? 'hub');
    this.retry = new RetrySchedule({ first: RETRY_FIRST_MS, most: RETRY_MOST_MS, random: options.random });
  }

  start(): void {
    this.stopped = false;
    this.looking = every(this.options.clock, LOOK_EVERY_MS, () => this.tellChanges());
    this.open();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of [this.looking, this.gathering, this.again]) timer?.cancel();
    this.gathering = undefined;
    const { client } = this;
    this.client = undefined;
    if (client === undefined) return;
    if (client.connected) await this.within(client.publishAsync(this.available, 'offline', RETAINED));
    await this.within(client.endAsync());
    client.end(true);
  }

  poke(): void {
    if (this.stopped) return;
    this.gathering ??= this.options.clock.after(GATHER_MS, () => {
      this.gathering = undefined;
      this.tellChanges();
    });
  }

  /** Under one name for ever, so that a hub which was killed and is back takes its old connection and its will away. */
  private open(): void {
    const { url, offices, logger } = this.options;
    const client = connect(url, {
      protocolVersion: 4,
      clean: true,
      clientId: `rating-hub-${offices[0]?.id ?? ''}`,
      keepalive: KEEPALIVE_S,
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectPeriod: 0,
      queueQoSZero: false,
      will: { topic: this.available, payload: Buffer.from('offline'), ...RETAINED },
      manualConnect: true,
    });
    this.client = client;
    client.on('connect', () => this.greet());
    client.on('error', (error) => {
      if (!this.stopped) logger.warn({ error: messageOf(error) }, 'the broker of Home Assistant');
    });
    client.once('close', () => this.closed(client));
    client.connect();
  }

  private closed(client: MqttClient): void {
    client.end(true);
    if (this.client !== client) return;
    this.client = undefined;
    const pauseMs = Math.round(this.retry.next());
    this.options.logger.warn({ pauseMs }, 'no connection to Home Assistant, trying again');
    this.again = this.options.clock.after(pauseMs, () => this.open());
  }

  private greet(): void {
    const { offices, prefix, software } = this.options;
    this.retry.reset();
    this.told.clear();
    for (const office of offices)
      this.publish(discovery(office, { prefix, available: this.available, software }));
    this.tellChanges();
    this.publish({ topic: this.available, payload: 'online' });
  }

  private tellChanges(): void {
    if (!this.client?.connected) return;
    const { offices, store } = this.options;
    for (const office of offices) {
      const state = officeState(office, store.waiting(office.id), store.presences(office.id));
      if (this.told.get(office.id) === state.payload) continue;
      this.told.set(office.id, state.payload);
      this.publish(state);
    }
  }

  /** A connection that breaks before the receipt is followed by one that is told everything. */
  private publish({ topic, payload }: Retained): void {
    this.client?.publish(topic, payload, RETAINED, () => undefined);
  }

  private async within(work: Promise<unknown>): Promise<void> {
    let timer: Timer | undefined;
    const late = new Promise<void>((resolve) => {
      timer = this.options.clock.after(GOODBYE_MS, resolve);
    });
    await Promise.race([work.catch(() => undefined), late]);
    timer?.cancel();
  }
}

const RETAINED = { qos: 1, retain: true } as const;
