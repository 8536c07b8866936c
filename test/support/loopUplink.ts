import { ack, boxCommand } from '#contract/commands.js';
import { type BoxEvent, boxEvent } from '#contract/events.js';
import { type BoxStatus, boxStatus, type Heartbeat, heartbeat } from '#contract/presence.js';
import type { UpChannel } from '#contract/topics.js';
import type { Uplink, UplinkListener } from '../../device/ports/uplink.js';
import type { HubRig } from './hubRig.js';

/** A line between a box and a hub in one process, encoded and decoded as on the wire, that can be cut. */
export class LoopUplink implements Uplink {
  private listener: UplinkListener | undefined;
  private up = false;
  private heard = 0;

  constructor(
    private readonly hub: HubRig,
    private readonly box: string,
    private office: string,
    private readonly boot: string,
    private readonly seal: Pick<BoxStatus, 'publicKey' | 'unsealed'> = {},
  ) {
    this.heard = hub.broker.sent.length;
  }

  start(listener: UplinkListener): void {
    this.listener = listener;
  }

  sendEvent(event: BoxEvent): void {
    this.send('evt', boxEvent.encode(event));
  }

  sendHeartbeat(beat: Heartbeat): void {
    this.send('beat', heartbeat.encode(beat));
  }

  moveTo(office: string): void {
    const wasUp = this.up;
    this.cut();
    this.office = office;
    if (wasUp) this.restore();
  }

  async stop(): Promise<void> {
    if (this.up) this.send('state', this.status('offline'));
    this.up = false;
  }

  restore(): void {
    if (this.up) return;
    this.up = true;
    this.heard = this.hub.broker.sent.length;
    this.send('state', this.status('online'));
    this.listener?.connected();
  }

  /** The hub notices as it would: by the last will. */
  cut(): void {
    if (!this.up) return;
    this.send('state', this.status('lost'));
    this.up = false;
    this.listener?.disconnected();
  }

  /** Carries to and fro until neither side has anything more to say. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet = this.hear() ? 0 : quiet + 1) await this.hub.settle();
  }

  private hear(): boolean {
    const { sent } = this.hub.broker;
    if (this.heard === sent.length) return false;
    for (; this.heard < sent.length; this.heard++) {
      const message = sent[this.heard];
      if (!this.up || message?.box !== this.box || message.office !== this.office) continue;
      if (message.channel === 'ack') this.listener?.ack(ack.decode(message.payload));
      else this.listener?.command(boxCommand.decode(message.payload));
    }
    return true;
  }

  private send(channel: UpChannel, payload: string): void {
    if (this.up) this.hub.broker.deliver(this.office, this.box, channel, payload);
  }

  private status(status: BoxStatus['status']): string {
    return boxStatus.encode({ status, boot: this.boot, software: 'test', ...this.seal });
  }
}
