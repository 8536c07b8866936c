import { onTestFinished } from 'vitest';
import type { Offer } from '#contract/commands.js';
import type { BoxEvent, EventKind } from '#contract/events.js';
import type { Level } from '#contract/values.js';
import { ManualClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { HubTime } from '../../device/hubTime.js';
import { type BoxHealth, RatingSession } from '../../device/rating/ratingSession.js';
import { MemoryOutbox } from '../../simulators/outbox/memoryOutbox.js';
import { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import { MemoryVoice } from '../../simulators/voice/memoryVoice.js';
import { countedIds } from './ids.js';
import { offerOf } from './offers.js';

/** A rating session on a panel, a voice and an outbox in memory, and all that can be noticed of it, in order. */
export class SessionRig {
  readonly clock: ManualClock;
  readonly panel = new MemoryPanel();
  readonly voice: MemoryVoice;
  readonly outbox: MemoryOutbox;
  readonly session: RatingSession;
  readonly hubTime: HubTime;
  readonly noticed: string[] = [];
  readonly health: BoxHealth[] = [];

  private constructor(clock: ManualClock, outbox: MemoryOutbox) {
    this.clock = clock;
    this.outbox = outbox;
    this.hubTime = new HubTime(clock);
    this.panel.watch((scene) => this.noticed.push(scene.kind));
    this.voice = new MemoryVoice({
      clock,
      listener: { began: (prompt) => this.noticed.push(`"${prompt}"`), ended: () => undefined },
    });
    this.session = new RatingSession({
      clock,
      hubTime: this.hubTime,
      panel: this.panel,
      voice: this.voice,
      outbox,
      logger: silentLogger,
      maxAgeMs: 10_000,
      recorded: (event) => this.noticed.push(`+${event.kind}`),
      healthChanged: () => this.health.push(this.session.health()),
    });
  }

  static async start(
    clock = new ManualClock(),
    outbox = new MemoryOutbox(countedIds()),
  ): Promise<SessionRig> {
    const rig = new SessionRig(clock, outbox);
    await rig.session.start();
    onTestFinished(() => rig.session.stop());
    return rig;
  }

  /** The same box after a power cut: the time of the run before stands still. */
  async restart(): Promise<SessionRig> {
    return SessionRig.start(new ManualClock(this.clock.wall()), this.outbox);
  }

  offer(n: number, fields: Partial<Offer> = {}): void {
    this.session.offer(offerOf(n, fields, this.clock.wall()));
  }

  press(level: Level): void {
    this.panel.key(level, true);
    this.clock.advance(100);
    this.panel.key(level, false);
    this.clock.advance(100);
  }

  get events(): BoxEvent[] {
    return this.outbox.range(1, Number.MAX_SAFE_INTEGER, 10_000);
  }

  of<K extends EventKind>(kind: K): Array<Extract<BoxEvent, { kind: K }>> {
    return this.events.filter((event): event is Extract<BoxEvent, { kind: K }> => event.kind === kind);
  }
}
