import type { BoxSettings } from '#contract/boxSettings.js';
import type { BoxCommand } from '#contract/commands.js';
import type { EventBody } from '#contract/events.js';
import { HEARTBEAT_MS } from '#contract/limits.js';
import { type Clock, every, type Timer, timestamp } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import { HealthBoard } from './healthBoard.js';
import { HubTime } from './hubTime.js';
import { OutboxPump } from './outboxPump.js';
import type { BoxMemory, Place } from './ports/boxMemory.js';
import type { Outbox } from './ports/outbox.js';
import type { Panel } from './ports/panel.js';
import type { Papers } from './ports/papers.js';
import type { Uplink } from './ports/uplink.js';
import type { Utterance, Voice } from './ports/voice.js';
import { RatingSession } from './rating/ratingSession.js';
import { RenumberDesk, withRefused } from './renumbering.js';
import { SelfTest } from './selfTest.js';
import { SettingsKeeper } from './settingsKeeper.js';
import { Speech } from './speech.js';

export interface BoxParts {
  readonly panel: Panel;
  readonly voice: Voice;
  readonly uplink: Uplink;
  readonly outbox: Outbox;
  readonly memory: BoxMemory;
  /** Absent where nothing is encrypted. */
  readonly papers?: Papers | undefined;
  /** Where it stands until the hub tells otherwise. */
  readonly office: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly boot: string;
  /** Bytes free where the box stores; undefined where that cannot be known. */
  readonly freeBytes: () => number | undefined;
  /** Shows in words what the box says, heard or not. */
  readonly caption?: ((utterance: Utterance) => void) | undefined;
  /** Damaged outboxes before this one of which the hub is still to be told, oldest first. */
  readonly replaced?:
    | ReadonlyArray<Omit<Extract<EventBody, { kind: 'outbox-replaced' }>, 'kind'>>
    | undefined;
  /** Settings came into force, at the start and later, for parts the box does not know of. */
  readonly settled?: (settings: BoxSettings) => void;
}

/** As the contract's `Detail`. */
const LONGEST_DETAIL = 200;
/** After its start a box is given this long to find its panel and its hub before it tests itself (B6). */
const FIRST_TEST_MS = 5_000;
/** A panel that stays lost may be the driver's fault, so the watchdog has the program started anew (B7). */
const PANEL_PATIENCE_MS = 5 * 60_000;

/** The rating box, assembled from given ports: panel and voice at the counter, outbox in between, uplink to the hub. */
export class Box implements Service {
  readonly name = 'rating box';
  private readonly hubTime: HubTime;
  private readonly health: HealthBoard;
  private readonly pump: OutboxPump;
  private readonly renumbering: RenumberDesk;
  private readonly speech: Speech;
  private readonly session: RatingSession;
  private readonly selfTest: SelfTest;
  private readonly keeper: SettingsKeeper;
  private heartbeat: Timer | undefined;
  private firstTest: Timer | undefined;
  private linked = false;
  private distrust = false;
  private panelLostAt: number | undefined;
  private office: string;

  constructor(private readonly parts: BoxParts) {
    const { panel, voice, outbox, uplink, memory, clock, logger, random } = parts;
    const { freeBytes } = parts;
    this.office = parts.office;
    const hubTime = new HubTime(clock);
    const health = new HealthBoard(() => this.healthChanged());
    this.keeper = new SettingsKeeper(memory, (settings) => this.apply(settings));
    this.hubTime = hubTime;
    this.health = health;
    const failed = (error: unknown) => this.refused(error);
    this.pump = new OutboxPump({ outbox, uplink, clock, random, failed });
    const renumbered = () => this.renumbered();
    this.renumbering = new RenumberDesk({ outbox, clock, hubTime, logger, renumbered, failed });
    const speech = new Speech(voice, hubTime, health, this.keeper.settings, parts.caption);
    const session = new RatingSession({
      clock,
      hubTime,
      panel,
      speech,
      outbox,
      health,
      logger,
      recorded: (event) => this.guard(() => this.pump.recorded(event)),
    });
    this.speech = speech;
    this.session = session;
    const linked = () => this.linked;
    const report = session.report.bind(session);
    this.selfTest = new SelfTest({ clock, hubTime, health, session, speech, linked, freeBytes, report });
  }

  async start(): Promise<void> {
    const { uplink, clock, settled, replaced = [] } = this.parts;
    this.panelLostAt = clock.monotonic();
    this.session.govern(this.keeper.settings);
    settled?.(this.keeper.settings);
    for (const lost of replaced) this.session.report({ kind: 'outbox-replaced', ...lost });
    await this.speech.start();
    await this.session.start();
    await uplink.start({
      connected: () => this.connected(),
      disconnected: () => this.disconnected(),
      command: (command) => this.obey(command),
      ack: (ack) =>
        this.guard(() => {
          this.pump.acknowledged(ack);
          this.renumbering.consider();
        }),
      distrusted: (trouble) => this.distrusted(trouble),
    });
    this.firstTest = clock.after(FIRST_TEST_MS, () => this.selfTest.run('start'));
  }

  async stop(): Promise<void> {
    this.firstTest?.cancel();
    this.selfTest.stop();
    this.renumbering.stop();
    await this.session.stop();
    this.disconnected();
    await this.parts.uplink.stop();
    await this.speech.stop();
    this.parts.outbox.close();
  }

  /**
   * Whether the watchdog may be told that all is well (B7): the database answers, and the panel does or has not been
   * lost for long. A full disk is no reason to start anew, and neither is a cable that somebody is about to plug in.
   */
  healthy(): boolean {
    try {
      this.parts.outbox.unsettled();
    } catch {
      return false;
    }
    const { panelLostAt, parts } = this;
    return panelLostAt === undefined || parts.clock.monotonic() - panelLostAt < PANEL_PATIENCE_MS;
  }

  private healthChanged(): void {
    const { clock } = this.parts;
    this.panelLostAt = this.session.panelWorks ? undefined : (this.panelLostAt ?? clock.monotonic());
    this.beat();
  }

  private apply(settings: BoxSettings): void {
    this.speech.apply(settings);
    this.session.govern(settings);
    this.parts.settled?.(settings);
  }

  private connected(): void {
    this.linked = true;
    this.hubTime.expire();
    this.beat();
    this.heartbeat = every(this.parts.clock, HEARTBEAT_MS, () => this.beat());
    this.guard(() => {
      this.pump.connect();
      this.renumbering.consider();
    });
  }

  /** Said at once, so that the hub does not ask for numbers that nobody has any more. */
  private renumbered(): void {
    this.guard(() => this.pump.renumbered());
    this.beat();
  }

  private disconnected(): void {
    this.linked = false;
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
      case 'settings':
        this.keeper.take(command.settings);
        return this.beat();
      case 'place':
        return this.guard(() => this.stand(command));
      case 'self-test':
        return this.selfTest.run('request');
      case 'certificate':
        return this.guard(() => this.renew(command.certificate));
      case 'acknowledged':
        return this.session.acknowledged(command.window);
    }
  }

  /** Durable before the box answers to it, so that a power cut on the way does not take it back (B5). */
  private stand({ office, counter }: Place): void {
    const { memory, uplink } = this.parts;
    const known = memory.place();
    if (known?.office !== office || known.counter !== counter) memory.keepPlace({ office, counter });
    if (office === this.office) return;
    this.office = office;
    uplink.moveTo(office);
  }

  /** Said at once, so that the hub sends no other. */
  private renew(certificate: string): void {
    this.parts.papers?.renew(certificate);
    this.beat();
  }

  /** A fault like any other, though the hub hears of it only when the box is back. */
  private distrusted(trouble: string | undefined): void {
    const active = trouble !== undefined;
    if (this.distrust === active) return;
    this.distrust = active;
    const why = trouble === undefined ? {} : { detail: trouble.slice(0, LONGEST_DETAIL) };
    this.session.report({ kind: 'fault', code: 'certificate', active, ...why });
  }

  private beat(): void {
    if (!this.linked) return;
    this.guard(() => {
      const { clock, outbox, uplink, boot, papers } = this.parts;
      uplink.sendHeartbeat({
        boot,
        mono: clock.monotonic(),
        at: timestamp(this.hubTime.now()),
        epoch: outbox.epoch,
        lastSeq: outbox.lastSeq(),
        unacked: outbox.unsettled(),
        ...withRefused(this.health.report(), outbox.refused()),
        settings: this.keeper.report(),
        ...(papers === undefined ? {} : { certificateUntil: timestamp(papers.until()) }),
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
    this.parts.logger.error({ error: messageOf(error) }, 'the box could not store');
  }
}
