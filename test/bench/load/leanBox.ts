import { ack, type BoxCommand, boxCommand } from '#contract/commands.js';
import { type BoxEvent, boxEvent, type EventBody } from '#contract/events.js';
import type { Clock } from '#platform/clock.js';
import type { KeyPair } from '../../../device/identity.js';
import { OutboxPump } from '../../../device/outboxPump.js';
import { type Sealer, seal, sealerOf } from '../../../device/sealing.js';
import { type LeanCredentials, LeanLine } from './leanLine.js';
import { MemoryOutbox } from './memoryOutbox.js';

export interface LeanBoxOptions {
  readonly port: number;
  readonly office: string;
  readonly box: string;
  /** With them it seals its events as a real box does; without them it seals none. */
  readonly keys?: KeyPair | undefined;
  readonly credentials?: LeanCredentials | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  /** The greeting is over, for the first time or again. */
  readonly connected?: () => void;
  readonly command?: (command: BoxCommand) => void;
  /** The hub acknowledged these numbers. */
  readonly settled: (seqs: readonly number[]) => void;
}

/** A box at the MQTT level: the real pump decides what is in flight, over a line and an outbox of little cost. */
export class LeanBox {
  readonly outbox = new MemoryOutbox();
  sent = 0;
  private readonly packets: Buffer[] = [];
  private readonly pump: OutboxPump;
  private readonly line: LeanLine;
  private readonly sealer: Sealer | undefined;
  private before: string | undefined;
  private online = false;
  private flowing = false;

  constructor(private readonly options: LeanBoxOptions) {
    const { box, clock, random, keys } = options;
    this.sealer = keys && sealerOf(box, keys);
    const uplink = { sendEvent: (event: BoxEvent) => this.send(event) };
    this.pump = new OutboxPump({ outbox: this.outbox, uplink, clock, random });
    this.line = new LeanLine({
      ...options,
      publicKey: keys?.publicKey,
      connected: () => this.cameOnline(),
      disconnected: () => this.wentOffline(),
      message: (topic, payload) => this.take(topic, payload),
    });
  }

  /** Adds an event to the outbox, sealed and encoded already: sending it later costs neither. */
  add(body: EventBody, at: string): BoxEvent {
    const event = this.outbox.append(body, at);
    this.packets.push(this.line.encode(this.textOf(event), event.seq));
    return event;
  }

  /** Adds an event and lets it go at once if it may. */
  record(body: EventBody, at: string): BoxEvent {
    const event = this.add(body, at);
    this.pump.recorded(event);
    return event;
  }

  open(): void {
    this.line.open();
  }

  reconnect(): void {
    this.line.reconnect();
  }

  /** From now on events are sent whenever the line is there. */
  flow(): void {
    this.flowing = true;
    if (this.online) this.pump.connect();
  }

  stop(): void {
    this.pump.disconnect();
    this.line.stop();
  }

  private textOf(event: BoxEvent): string {
    if (this.sealer === undefined) return boxEvent.encode(event);
    this.before = seal(event, this.before, this.sealer).text;
    return this.before;
  }

  private cameOnline(): void {
    this.online = true;
    this.options.connected?.();
    if (this.flowing) this.pump.connect();
  }

  private wentOffline(): void {
    this.online = false;
    this.pump.disconnect();
  }

  private send({ seq }: BoxEvent): void {
    const packet = this.packets[seq - 1];
    if (packet === undefined) return;
    this.sent++;
    this.line.send(packet);
  }

  private take(topic: string, payload: Buffer): void {
    if (topic.endsWith('/cmd')) {
      const command = boxCommand.decode(payload);
      if (command.kind === 'resend') this.pump.resend(command.epoch, command.from, command.to);
      else this.options.command?.(command);
      return;
    }
    const message = ack.decode(payload);
    this.pump.acknowledged(message);
    this.options.settled(message.seqs);
  }
}
