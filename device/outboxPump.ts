import type { Ack } from '#contract/commands.js';
import type { BoxEvent } from '#contract/events.js';
import type { Clock, Timer } from '#platform/clock.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import { otherNumbers } from './otherNumbers.js';
import type { Outbox } from './ports/outbox.js';
import type { Uplink } from './ports/uplink.js';

export interface OutboxPumpOptions {
  readonly outbox: Outbox;
  readonly uplink: Pick<Uplink, 'sendEvent'>;
  readonly clock: Clock;
  readonly random: () => number;
  /** The outbox could not be read; it is read again later. */
  readonly failed?: (error: unknown) => void;
}

/** Until the hub's first Ack says how many it can take: few, since a whole city may be coming back at once. */
const FIRST_IN_FLIGHT = 2;
/** Without an Ack for this long everything unacknowledged is sent again, ever more patiently. */
const RESEND_FIRST_MS = 2_000;
const RESEND_MOST_MS = 30_000;
const MOST_RESENT = 500;

/**
 * Brings the outbox to the hub: oldest first, a few in flight, and an entry is settled by the hub's Ack alone (D2).
 * What is lost on the way is sent again until it is acknowledged; the hub stores it once (D3). What the hub refuses because
 * it holds other events under these numbers stays in the outbox until that numbers anew.
 */
export class OutboxPump {
  private connected = false;
  private readonly inFlight = new Set<number>();
  private sentThrough = 0;
  private window = FIRST_IN_FLIGHT;
  private timer: Timer | undefined;
  private readonly schedule: RetrySchedule;

  constructor(private readonly options: OutboxPumpOptions) {
    this.schedule = new RetrySchedule({
      first: RESEND_FIRST_MS,
      most: RESEND_MOST_MS,
      random: options.random,
    });
  }

  connect(): void {
    this.connected = true;
    this.schedule.reset();
    this.restart();
  }

  disconnect(): void {
    this.connected = false;
    this.timer?.cancel();
    this.timer = undefined;
  }

  /** A new event is durable; it goes out at once unless older ones are waiting. */
  recorded(event: BoxEvent): void {
    if (!this.connected || this.inFlight.size >= this.window || event.seq !== this.sentThrough + 1)
      return this.fill();
    this.send(event);
  }

  acknowledged(ack: Ack): void {
    const { outbox } = this.options;
    if (ack.epoch !== outbox.epoch) return;
    const refused = otherNumbers(ack);
    if (refused.size > 0) outbox.refuse([...refused]);
    outbox.settle(refused.size > 0 ? ack.seqs.filter((seq) => !refused.has(seq)) : ack.seqs);
    for (const seq of ack.seqs) this.inFlight.delete(seq);
    this.window = ack.inFlight ?? this.window;
    this.schedule.reset();
    this.timer?.cancel();
    this.timer = undefined;
    this.fill();
    if (this.inFlight.size > 0) this.watch();
  }

  /** The outbox has a new numbering, of which nothing was sent yet. */
  renumbered(): void {
    this.timer?.cancel();
    this.timer = undefined;
    this.schedule.reset();
    this.restart();
  }

  /** The hub lacks these, whether or not it has acknowledged them before (D4). */
  resend(epoch: string, from: number, to: number): void {
    const { outbox, uplink } = this.options;
    if (!this.connected || epoch !== outbox.epoch) return;
    for (const event of outbox.range(from, to, MOST_RESENT)) uplink.sendEvent(event);
  }

  private restart(): void {
    this.inFlight.clear();
    this.sentThrough = 0;
    this.fill();
  }

  private fill(): void {
    const { outbox, failed } = this.options;
    const room = this.window - this.inFlight.size;
    if (!this.connected || room <= 0 || this.sentThrough >= outbox.lastSeq()) return;
    try {
      for (const event of outbox.pending(this.sentThrough, room)) {
        // An Ack that came while sending may have sent more.
        if (event.seq > this.sentThrough) this.send(event);
      }
    } catch (error) {
      failed?.(error);
      this.watch();
    }
  }

  private send(event: BoxEvent): void {
    this.inFlight.add(event.seq);
    this.sentThrough = event.seq;
    this.options.uplink.sendEvent(event);
    this.watch();
  }

  private watch(): void {
    this.timer ??= this.options.clock.after(this.schedule.next(), () => {
      this.timer = undefined;
      this.restart();
    });
  }
}
