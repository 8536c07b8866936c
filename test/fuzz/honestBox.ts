import { connectAsync, type MqttClient } from 'mqtt';
import { ack, boxCommand, type Offer } from '#contract/commands.js';
import type { EventBody } from '#contract/events.js';
import { timestamp } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { EventQueue } from '../support/eventQueue.js';
import type { LiveHub } from './liveHub.js';

/** A box that does what it should, and times how it is served. */
export class HonestBox {
  /** From the request of the issuing system to the offer at the box, ms. */
  readonly offeredAfter: number[] = [];
  /** From sending a rating until its Ack, ms. */
  readonly ackedAfter: number[] = [];
  /** Levels for which a citizen was thanked. */
  readonly thanked: number[] = [];
  /** Windows it was offered, and the issuances they are for. */
  readonly windows: string[] = [];
  readonly issuances: string[] = [];
  private readonly offers = new EventQueue<Offer>();
  private readonly acks = new EventQueue<readonly number[]>();
  private readonly epoch = systemIds.epoch();
  private seq = 0;
  private documents = 0;

  private constructor(
    private readonly hub: LiveHub,
    private readonly id: string,
    private readonly counter: string,
    private readonly client: MqttClient,
  ) {}

  static async start(hub: LiveHub, id: string, counter: string): Promise<HonestBox> {
    const client = await connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      ...{ clientId: id, username: id, clean: true, protocolVersion: 4, reconnectPeriod: 0 },
    });
    const box = new HonestBox(hub, id, counter, client);
    client.on('error', () => undefined);
    client.on('message', (topic, payload) => box.hear(topic, payload));
    await client.subscribeAsync([box.topic('cmd'), box.topic('ack')], { qos: 1 });
    const state = { status: 'online', boot: systemIds.uuid(), software: 'honest' };
    await client.publishAsync(box.topic('state'), JSON.stringify(state), { qos: 1, retain: true });
    return box;
  }

  get connected(): boolean {
    return this.client.connected;
  }

  /** One citizen: a document is issued, the window opens, a key is pressed, the hub acknowledges. */
  async serve(level: 1 | 2 | 3 | 4 | 5): Promise<void> {
    const begun = performance.now();
    const response = await fetch(`${this.hub.origin}/api/v1/issuances`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ office: 'east', counter: this.counter, kind: 'receipt', clerk: 'lin' },
        number: `H${this.counter}-${++this.documents}`,
      }),
    });
    if (response.status !== 201) throw new Error(`the issuance was answered ${response.status}`);
    const { issuance, window } = await this.offers.next('an offer');
    this.offeredAfter.push(performance.now() - begun);
    const sent = performance.now();
    this.say({ kind: 'opened', window, issuance, lengthMs: 30_000 });
    const rated = this.say({ kind: 'rated', window, level, afterMs: 1_000 });
    while (!(await this.acks.next('an Ack')).includes(rated));
    this.ackedAfter.push(performance.now() - sent);
    this.thanked.push(level);
  }

  async stop(): Promise<void> {
    await this.client.endAsync(true);
  }

  private say(body: EventBody): number {
    const event = {
      ...body,
      id: systemIds.uuid(),
      epoch: this.epoch,
      seq: ++this.seq,
      at: timestamp(Date.now()),
    };
    this.client.publish(this.topic('evt'), JSON.stringify(event), { qos: 1 });
    return event.seq;
  }

  private hear(topic: string, payload: Buffer): void {
    if (topic === this.topic('ack')) this.acks.push(ack.decode(payload).seqs);
    else {
      const command = boxCommand.decode(payload);
      if (command.kind === 'offer') this.take(command);
    }
  }

  /** The hub offers a window again when no answer came in time. */
  private take(offer: Offer): void {
    if (this.windows.includes(offer.window)) return;
    this.windows.push(offer.window);
    this.issuances.push(offer.issuance);
    this.offers.push(offer);
  }

  private topic(channel: string): string {
    return `rating/v1/east/${this.id}/${channel}`;
  }
}
