import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Ack, BoxCommand } from '#contract/commands.js';
import { type BoxEvent, boxEvent, type EventBody } from '#contract/events.js';
import type { Heartbeat } from '#contract/presence.js';
import { ManualClock, timestamp } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { type OpenedOutbox, openOutbox } from '../../device/adapters/openOutbox.js';
import { OutboxPump } from '../../device/outboxPump.js';
import { temporaryFolder } from '../support/temporary.js';

/** Longer than the pump ever waits before it sends again. */
const PATIENCE_MS = 60_000;
const PRESS: EventBody = { kind: 'presses', idle: { '1': 0, '2': 0, '3': 0, '4': 0, '5': 1 } };
const SUFFIXES = ['', '-wal', '-shm'] as const;

/** The real outbox on a real file and the real pump, with a line that only notes what is sent. */
export class RealBox {
  readonly clock = new ManualClock();
  /** Of its outboxes, oldest first. */
  readonly epochs: string[] = [];
  /** What was sent since it was last asked, as it went over the line. */
  private sent: BoxEvent[] = [];
  private readonly folder = temporaryFolder();
  private readonly boot = systemIds.uuid();
  private running: { opened: OpenedOutbox; pump: OutboxPump };
  private aside = 0;

  constructor(readonly id: string) {
    this.running = this.start();
  }

  get outbox(): OpenedOutbox['outbox'] {
    return this.running.opened.outbox;
  }

  get pump(): OutboxPump {
    return this.running.pump;
  }

  press(): void {
    this.append(PRESS);
  }

  /** The first event of an outbox that took the place of another. */
  report(): void {
    const { replaced } = this.running.opened;
    if (replaced.length !== 1) throw new Error(`the outbox knows of ${replaced.length} that it replaced`);
    for (const lost of replaced) this.append({ kind: 'outbox-replaced', ...lost });
  }

  waitForResend(): void {
    this.clock.advance(PATIENCE_MS);
  }

  /** @param inFlight overrides what the hub allows, so that a few events suffice to fill the line */
  take(ack: Ack, inFlight: number): void {
    this.pump.acknowledged({ ...ack, inFlight });
  }

  obey(command: BoxCommand): void {
    if (command.kind === 'resend') this.pump.resend(command.epoch, command.from, command.to);
  }

  beat(): Heartbeat {
    const { outbox } = this;
    return {
      ...{ boot: this.boot, mono: 1, at: timestamp(this.clock.wall()), epoch: outbox.epoch },
      ...{ lastSeq: outbox.lastSeq(), unacked: outbox.unsettled() },
      ...{ panel: 'ok', voice: 'ok', storage: 'ok' },
    };
  }

  restart(): void {
    this.end();
    this.running = this.start();
  }

  /** As `openOutbox` does with one that is damaged and can still be read. */
  replaceOutbox(): void {
    this.end();
    const name = `outbox-damaged-${String(++this.aside).padStart(3, '0')}.db`;
    for (const suffix of SUFFIXES) {
      try {
        renameSync(join(this.folder, `outbox.db${suffix}`), join(this.folder, name + suffix));
      } catch {
        // A database closed cleanly is one file.
      }
    }
    this.running = this.start();
  }

  end(): void {
    this.pump.disconnect();
    this.outbox.close();
  }

  takeSent(): Array<{ readonly event: BoxEvent; readonly text: string }> {
    const { sent } = this;
    this.sent = [];
    return sent.map((event) => ({ event, text: boxEvent.encode(event) }));
  }

  private append(body: EventBody): void {
    this.pump.recorded(this.outbox.append(body, timestamp(this.clock.wall())));
  }

  private start(): { opened: OpenedOutbox; pump: OutboxPump } {
    const opened = openOutbox(this.folder, systemIds, this.clock);
    const { outbox } = opened;
    if (this.epochs.at(-1) !== outbox.epoch) this.epochs.push(outbox.epoch);
    const pump = new OutboxPump({
      outbox,
      clock: this.clock,
      random: () => 0.5,
      uplink: { sendEvent: (event) => void this.sent.push(event) },
    });
    return { opened, pump };
  }
}
