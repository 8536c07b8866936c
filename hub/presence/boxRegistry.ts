import type { BoxStatus, Heartbeat } from '#contract/presence.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Service } from '#platform/service.js';
import type { Ledgers } from '../ingest/ledgers.js';
import type { BoxStore } from '../store/boxStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { BoxLine } from '../windows/boxLine.js';
import type { BoxCare } from './boxCare.js';
import { type BoxPresence, nextPresence, type PresenceInput, unknownPresence } from './presenceMachine.js';
import type { Whereabouts } from './whereabouts.js';

export interface BoxRegistryOptions {
  readonly boxes: BoxStore;
  readonly writer: GroupWriter;
  readonly ledgers: Ledgers;
  readonly line: BoxLine;
  readonly whereabouts: Whereabouts;
  readonly care: BoxCare;
  readonly clock: Clock;
  /** The box's presence or health changed; called after it was stored. */
  readonly changed: (box: string) => void;
  /** The box can be spoken to again. */
  readonly cameOnline: (box: string) => void;
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
    for (const { id, presence } of boxes.presences())
      this.presences.set(id, { ...unknownPresence, presence });
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

  /**
   * A status, which the broker may have kept from long ago, under an office that the box belongs or belonged to. Returns
   * whether it says how the box is now.
   */
  status(office: string, box: string, { status, boot, software }: BoxStatus): boolean {
    const { whereabouts, care, boxes } = this.options;
    if (!whereabouts.believes(box, office, status)) return false;
    if (status === 'online') whereabouts.speaksAt(box, office);
    this.enter(box, { kind: 'status', status, boot });
    if (status !== 'online') return true;
    care.greet(box);
    this.write(() => boxes.setIdentity(box, boot, software), box);
    return true;
  }

  /** Stores the health, answers with the time, and asks for what neither side will send by itself (D4). */
  heartbeat(office: string, box: string, heartbeat: Heartbeat): void {
    const { boxes, line, ledgers, clock, whereabouts, care } = this.options;
    whereabouts.speaksAt(box, office);
    line.time(box, heartbeat.mono);
    this.enter(box, { kind: 'heard' });
    care.look(box, heartbeat);
    const now = clock.wall();
    const known = ledgers.admits(box, heartbeat.epoch);
    const announce = () => {
      if (known) ledgers.touch(box, heartbeat.epoch).announce(heartbeat.lastSeq);
    };
    announce();
    this.write(() => {
      boxes.setHealth(box, heartbeat, now);
      announce();
    }, box);
    if (known && ledgers.of(box, heartbeat.epoch).missing() > heartbeat.unacked)
      this.ask(box, heartbeat.epoch);
  }

  /** Any message proves the box is there. */
  heard(box: string): void {
    if (this.enter(box, { kind: 'heard' })) this.options.care.greet(box);
  }

  /** A number arrived with one before it missing: the box believes that one settled. */
  gapSeen(box: string, epoch: string): void {
    this.ask(box, epoch);
  }

  /** True when the box came online by this. */
  private enter(box: string, input: PresenceInput): boolean {
    const before = this.presences.get(box) ?? unknownPresence;
    const after = nextPresence(before, input, this.options.clock.monotonic());
    this.presences.set(box, after);
    if (after.presence === before.presence) return false;
    const { boxes, clock, cameOnline } = this.options;
    const now = clock.wall();
    const came = after.presence === 'online';
    this.write(
      () => boxes.setPresence(box, after.presence, now, came ? now : null),
      box,
      () => this.undo(box, before),
    );
    if (came) cameOnline(box);
    return came;
  }

  /** Only of the outbox the box has now: nobody can send what was in another one. */
  private ask(box: string, epoch: string): void {
    const { clock, line, ledgers } = this.options;
    const current = ledgers.current(box);
    if (current?.epoch !== epoch) return;
    const now = clock.monotonic();
    const last = this.askedAt.get(box);
    if (last !== undefined && now - last < ASK_EVERY_MS) return;
    this.askedAt.set(box, now);
    for (const { from, to } of current.ledger.gaps(MAX_ASKED_RANGES)) line.resend(box, epoch, from, to);
  }

  private tick(): void {
    for (const [box, { presence }] of this.presences) {
      if (presence === 'online') this.enter(box, { kind: 'tick' });
    }
  }

  /** What a full disk kept from being stored is entered again at the box's next sign, or its next silence. */
  private undo(box: string, { presence }: BoxPresence): void {
    this.presences.set(box, { ...(this.presences.get(box) ?? unknownPresence), presence });
  }

  private write(run: () => void, box: string, failed: () => void = () => undefined): void {
    this.options.writer.add({ run, committed: () => this.options.changed(box), failed });
  }
}
