import type { Ack, BoxCommand } from '#contract/commands.js';
import type { BoxEvent } from '#contract/events.js';
import type { Heartbeat } from '#contract/presence.js';

export interface UplinkListener {
  connected(): void;
  disconnected(): void;
  command(command: BoxCommand): void;
  ack(ack: Ack): void;
  /** Certificates keep the box from its hub, and why; undefined when they do so no longer. */
  distrusted?(trouble: string | undefined): void;
}

/**
 * The line to the hub. Sending is best effort and never throws: while disconnected it does nothing, because the
 * outbox, not the line, keeps what matters (D2). Reconnects by itself with growing, jittered delays. The last
 * will announces `lost`; a clean `stop` announces `offline` first (B4).
 */
export interface Uplink {
  start(listener: UplinkListener): Promise<void> | void;
  sendEvent(event: BoxEvent): void;
  sendHeartbeat(heartbeat: Heartbeat): void;
  /** Says goodbye under the office of before and comes back under this one; what was in flight is sent again then. */
  moveTo(office: string): void;
  stop(): Promise<void>;
}
