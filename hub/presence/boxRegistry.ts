import type { BoxStatus, Heartbeat } from '#contract/presence.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Service } from '#platform/service.js';
import type { Ledgers } from '../ingest/ledgers.js';
import type { BoxStore } from '../store/boxStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { BoxLine } from '../windows/boxLine.js';
import { type BoxPresence, nextPresence, type PresenceInput, unknownPresence } from './presenceMachine.js';

export interface BoxRegistryOptions {
  readonly boxes: BoxStore;
  readonly writer: GroupWriter;
  readonly ledgers: Ledgers;
  readonly line: BoxLine;
  readonly clock: Clock;
  /** The box's presence or health changed; called after it was stored. */
  readonly changed: (box: string) => void;
  /** The box can be spoken to again. */
  readonly cameOnline: (office: string, box: string) => void;
}

/** Silence is looked for this often; with it a silent death shows within 45 s (B4). */
const TICK_MS = 2_000;
/** A box is asked for what is missing at most this often. */
const ASK_EVERY_MS = 5_000;
const MAX_ASKED_RANGES = 5;

/** Who is there, how they are, and what they still owe (B4, D4). */
export class BoxRegistry implements Service {
  readonly name = 'box registry';
  private readonly presences = new Map<string, BoxPresence>();
  private readonly askedAt = new Map<string, number>();
  private ticker: Timer | undefined;

  constructor(private readonly options: BoxRegistryOptions) {}

  start(): void {
    const { boxes, clock } = this.options;
    boxes.forgetPresence(clock.wall());
    for (const { id, presence } of boxes.all()) this.presences.set(id, { ...unknownPresence, presence });
    this.ticker = every(clock, TICK_MS, () => this.tick());
  }

  stop(): void {
    this.ticker?.cancel();
  }

  isOnline(box: string): boolean {
    return this.presences.get(box)?.presence === 'online';
  }

  online(): number {
    let count = 0;
    for (const { presence } of this.presences.values()) if (presence === 'online') count++;
    return count;
  }

  status(office: string, box: string, status: BoxStatus): void {
    this.enter(office, box, { kind: 'status', status: status.status, boot: status.boot });
    if (status.status === 'online')
      this.write(() => this.options.boxes.setIdentity(box, status.boot, status.software), box);
  }

  /** Stores the health, answers with the time, and asks for what neither side will send by itself (D4). */
  heartbeat(office: string, box: string, heartbeat: Heartbeat): void {
    const { boxes, line, ledgers, clock } = this.options;
    line.time(office, box, heartbeat.mono);
    this.enter(office, box, { kind: 'heard' });
    const now = clock.wall();
    const announce = () => ledgers.touch(box, heartbeat.epoch).announce(heartbeat.lastSeq);
    announce();
    this.write(() => {
      boxes.setHealth(box, heartbeat, now);
      announce();
    }, box);
    if (ledgers.of(box, heartbeat.epoch).missing() > heartbeat.unacked)
      this.ask(office, box, heartbeat.epoch);
  }

  /** Any message proves the box is there. */
  heard(office: string, box: string): void {
    this.enter(office, box, { kind: 'heard' });
  }

  /** A number arrived with one before it missing: the box believes that one settled. */
  gapSeen(office: string, box: string, epoch: string): void {
    this.ask(office, box, epoch);
  }

  private enter(office: string, box: string, input: PresenceInput): void {
    const before = this.presences.get(box) ?? unknownPresence;
    const after = nextPresence(before, input, this.options.clock.monotonic());
    this.presences.set(box, after);
    if (after.presence === before.presence) return;
    const { boxes, clock, cameOnline } = this.options;
    const now = clock.wall();
    this.write(
      () => boxes.setPresence(box, after.presence, now, after.presence === 'online' ? now : null),
      box,
    );
    if (after.presence === 'online') cameOnline(office, box);
  }

  private ask(office: string, box: string, epoch: string): void {
    const { clock, line, ledgers } = this.options;
    const now = clock.monotonic();
    const last = this.askedAt.get(box);
    if (last !== undefined && now - last < ASK_EVERY_MS) return;
    this.askedAt.set(box, now);
    for (const { from, to } of ledgers.of(box, epoch).gaps(MAX_ASKED_RANGES))
      line.resend(office, box, epoch, from, to);
  }

  private tick(): void {
    for (const [box, { presence }] of this.presences) {
      if (presence === 'online') this.enter('', box, { kind: 'tick' });
    }
  }

  private write(run: () => void, box: string): void {
    this.options.writer.add({ run, committed: () => this.options.changed(box), failed: () => undefined });
  }
}
