import type { BoxCommand } from '#contract/commands.js';
import { HEARTBEAT_MS } from '#contract/limits.js';
import { type Clock, every, type Timer, timestamp } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import { HubTime } from './hubTime.js';
import { OutboxPump } from './outboxPump.js';
import type { Outbox } from './ports/outbox.js';
import type { Panel } from './ports/panel.js';
import type { Uplink } from './ports/uplink.js';
import type { Voice } from './ports/voice.js';
import { RatingSession } from './rating/ratingSession.js';

export interface BoxParts {
  readonly panel: Panel;
  readonly voice: Voice;
  readonly uplink: Uplink;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly boot: string;
  readonly maxAgeMs: number;
}

/** The rating box, assembled from given ports: panel and voice at the counter, outbox in between, uplink to the hub. */
export class Box implements Service {
  readonly name = 'rating box';
  private readonly hubTime: HubTime;
  private readonly pump: OutboxPump;
  private readonly session: RatingSession;
  private heartbeat: Timer | undefined;

  constructor(private readonly parts: BoxParts) {
    const { panel, voice, outbox, uplink, clock, logger, random, maxAgeMs } = parts;
    this.hubTime = new HubTime(clock);
    this.pump = new OutboxPump({ outbox, uplink, clock, random, failed: (error) => this.refused(error) });
    this.session = new RatingSession({
      clock,
      hubTime: this.hubTime,
      panel,
      voice,
      outbox,
      logger,
      maxAgeMs,
      recorded: (event) => this.guard(() => this.pump.recorded(event)),
      healthChanged: () => this.beat(),
    });
  }

  async start(): Promise<void> {
    await this.session.start();
    await this.parts.uplink.start({
      connected: () => this.connected(),
      disconnected: () => this.disconnected(),
      command: (command) => this.obey(command),
      ack: (ack) => this.guard(() => this.pump.acknowledged(ack)),
    });
  }

  async stop(): Promise<void> {
    this.disconnected();
    await this.parts.uplink.stop();
    await this.session.stop();
    this.parts.outbox.close();
  }

  private connected(): void {
    this.hubTime.expire();
    this.beat();
    this.heartbeat = every(this.parts.clock, HEARTBEAT_MS, () => this.beat());
    this.guard(() => this.pump.connect());
  }

  private disconnected(): void {
    this.heartbeat?.cancel();
    this.pump.disconnect();
  }

  private obey(command: BoxCommand): void {
    const sentAt = Date.parse(command.sentAt);
    this.hubTime.heard(sentAt);
    switch (command.kind) {
      case 'offer':
        return this.session.offer(command);
      case 'cancel':
        return this.session.cancel(command.window);
      case 'resend':
        return this.guard(() => this.pump.resend(command.epoch, command.from, command.to));
      case 'time':
        return this.hubTime.answered(command.echo, sentAt);
    }
  }

  private beat(): void {
    this.guard(() => {
      const { clock, outbox, uplink, boot } = this.parts;
      uplink.sendHeartbeat({
        boot,
        mono: clock.monotonic(),
        at: timestamp(this.hubTime.now()),
        epoch: outbox.epoch,
        lastSeq: outbox.lastSeq(),
        unacked: outbox.unsettled(),
        ...this.session.health(),
      });
    });
  }

  /** A disk that refuses for a moment must not end the program; what was not done is done again. */
  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.refused(error);
    }
  }

  private refused(error: unknown): void {
    this.parts.logger.error({ error: messageOf(error) }, 'the outbox refused');
  }
}
