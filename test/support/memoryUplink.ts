import type { Ack, BoxCommand } from '#contract/commands.js';
import type { BoxEvent } from '#contract/events.js';
import type { Heartbeat } from '#contract/presence.js';
import type { Uplink, UplinkListener } from '../../device/ports/uplink.js';

/** A line to a hub that is a test: it says what the hub would say and reads what the box sends. */
export class MemoryUplink implements Uplink {
  readonly events: BoxEvent[] = [];
  readonly beats: Heartbeat[] = [];
  /** The offices it was moved to. */
  readonly offices: string[] = [];
  stopped = false;
  private listener: UplinkListener | undefined;
  private up = false;

  start(listener: UplinkListener): void {
    this.listener = listener;
  }

  sendEvent(event: BoxEvent): void {
    if (this.up) this.events.push(event);
  }

  sendHeartbeat(heartbeat: Heartbeat): void {
    if (this.up) this.beats.push(heartbeat);
  }

  moveTo(office: string): void {
    this.offices.push(office);
  }

  async stop(): Promise<void> {
    this.up = false;
    this.stopped = true;
  }

  connect(): void {
    this.up = true;
    this.listener?.connected();
  }

  disconnect(): void {
    this.up = false;
    this.listener?.disconnected();
  }

  command(command: BoxCommand): void {
    this.listener?.command(command);
  }

  ack(ack: Ack): void {
    this.listener?.ack(ack);
  }
}
