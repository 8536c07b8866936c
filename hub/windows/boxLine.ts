import type { BoxSettings } from '#contract/boxSettings.js';
import { type BoxCommand, boxCommand } from '#contract/commands.js';
import { type Clock, timestamp } from '#platform/clock.js';
import type { Broker } from '../broker/broker.js';
import type { Dockets } from '../docket/dockets.js';
import type { Place } from '../store/placeStore.js';
import type { IssuanceRecord } from './windowRecord.js';

export interface BoxLineOptions {
  readonly broker: Pick<Broker, 'publish'>;
  readonly clock: Clock;
  /** The office under whose topics a box listens; undefined for one that is unknown. */
  readonly listensAt: (box: string) => string | undefined;
  readonly dockets: Pick<Dockets, 'seal'>;
}

/** A command before it is sent. */
type Order = BoxCommand extends infer C ? (C extends BoxCommand ? Omit<C, 'sentAt'> : never) : never;

/** Speaks to boxes, wherever they listen. Commands may be lost; whoever needs an answer asks again. */
export class BoxLine {
  constructor(private readonly options: BoxLineOptions) {}

  offer(issuance: IssuanceRecord, box: string, lengthMs: number): void {
    this.send(box, {
      kind: 'offer',
      issuance: issuance.id,
      window: issuance.offered,
      ...(issuance.visit === null ? {} : { visit: issuance.visit }),
      issuedAt: timestamp(issuance.issuedMs),
      lengthMs,
      docket: this.options.dockets.seal(box, issuance),
    });
  }

  cancel(box: string, window: string): void {
    this.send(box, { kind: 'cancel', window });
  }

  resend(box: string, epoch: string, from: number, to: number): void {
    this.send(box, { kind: 'resend', epoch, from, to });
  }

  time(box: string, echo: number): void {
    this.send(box, { kind: 'time', echo });
  }

  settings(box: string, settings: BoxSettings): void {
    this.send(box, { kind: 'settings', settings });
  }

  place(box: string, { office, counter }: Place): void {
    this.send(box, { kind: 'place', office, ...(counter === null ? {} : { counter }) });
  }

  selfTest(box: string): void {
    this.send(box, { kind: 'self-test' });
  }

  certificate(box: string, certificate: string): void {
    this.send(box, { kind: 'certificate', certificate });
  }

  acknowledged(box: string, window: string): void {
    this.send(box, { kind: 'acknowledged', window });
  }

  private send(box: string, order: Order): void {
    const { broker, clock, listensAt } = this.options;
    const office = listensAt(box);
    if (office === undefined) return;
    const command = { ...order, sentAt: timestamp(clock.wall()) } as BoxCommand;
    broker.publish(office, box, 'cmd', boxCommand.encode(command));
  }
}
