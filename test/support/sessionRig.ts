import { onTestFinished } from 'vitest';
import type { Offer } from '#contract/commands.js';
import type { BoxEvent, EventKind } from '#contract/events.js';
import { ManualClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { HealthBoard } from '../../device/healthBoard.js';
import { HubTime } from '../../device/hubTime.js';
import type { Key } from '../../device/ports/panel.js';
import { RatingSession } from '../../device/rating/ratingSession.js';
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
  readonly healthBoard: HealthBoard;
  /** Each state of health it told of. */
  readonly health: Array<ReturnType<HealthBoard['report']>> = [];

  private constructor(clock: ManualClock, outbox: MemoryOutbox) {
    this.clock = clock;
    this.outbox = outbox;
    this.hubTime = new HubTime(clock);
    this.panel.watch((scene) => this.noticed.push(scene.kind));
    this.voice = new MemoryVoice({
      clock,
      listener: { began: (prompt) => this.noticed.push(`"${prompt}"`), ended: () => undefined },
    });
    this.healthBoard = new HealthBoard(() => this.health.push(this.healthBoard.report()));
    this.session = new RatingSession({
      clock,
      hubTime: this.hubTime,
      panel: this.panel,
      speech: this.voice,
      outbox,
      health: this.healthBoard,
      logger: silentLogger,
      recorded: (event) => this.noticed.push(`+${event.kind}`),
    });
  }

  static async start(
    clock = new ManualClock(),
    outbox = new MemoryOutbox(countedIds()),
  ): Promise<SessionRig> {
    const rig = new SessionRig(clock, outbox);
    rig.voice.start((fault) => rig.healthBoard.note('voice', fault === undefined ? 'ok' : 'fault', fault));
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

  press(key: Key): void {
    this.panel.key(key, true);
    this.clock.advance(100);
    this.panel.key(key, false);
    this.clock.advance(100);
  }

  get events(): BoxEvent[] {
    return this.outbox.range(1, Number.MAX_SAFE_INTEGER, 10_000);
  }

  of<K extends EventKind>(kind: K): Array<Extract<BoxEvent, { kind: K }>> {
    return this.events.filter((event): event is Extract<BoxEvent, { kind: K }> => event.kind === kind);
  }
}
