import { type BoxCommand, boxCommand } from '#contract/commands.js';
import { type Clock, timestamp } from '#platform/clock.js';
import type { Broker } from '../broker/broker.js';
import type { IssuanceRecord } from './windowRecord.js';

/** Speaks to boxes. Commands may be lost; whoever needs an answer asks again. */
export class BoxLine {
  constructor(
    private readonly broker: Pick<Broker, 'publish'>,
    private readonly clock: Clock,
  ) {}

  offer(issuance: IssuanceRecord, box: string, lengthMs: number): void {
    this.send(issuance.office, box, {
      kind: 'offer',
      sentAt: this.now(),
      issuance: issuance.id,
      window: issuance.offered,
      ...(issuance.visit === null ? {} : { visit: issuance.visit }),
      issuedAt: timestamp(issuance.issuedMs),
      lengthMs,
    });
  }

  cancel(office: string, box: string, window: string): void {
    this.send(office, box, { kind: 'cancel', sentAt: this.now(), window });
  }

  resend(office: string, box: string, epoch: string, from: number, to: number): void {
    this.send(office, box, { kind: 'resend', sentAt: this.now(), epoch, from, to });
  }

  time(office: string, box: string, echo: number): void {
    this.send(office, box, { kind: 'time', sentAt: this.now(), echo });
  }

  private send(office: string, box: string, command: BoxCommand): void {
    this.broker.publish(office, box, 'cmd', boxCommand.encode(command));
  }

  private now(): string {
    return timestamp(this.clock.wall());
  }
}
