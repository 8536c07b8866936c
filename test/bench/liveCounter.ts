import { EventEmitter, once } from 'node:events';
import type { BoxCommand } from '#contract/commands.js';
import { systemClock, timestamp } from '#platform/clock.js';
import type { KeyPair } from '../../device/identity.js';
import { pause } from './ground.js';
import { issueReceipt } from './issuing.js';
import { LeanBox } from './load/leanBox.js';
import type { LeanCredentials } from './load/leanLine.js';

/** How long a citizen takes before the next one comes. */
const PAUSE_MS = 150;

/** What a counter needs where the hub lets nobody in unknown. */
export interface LiveTrust {
  readonly ask: typeof fetch;
  readonly keys: KeyPair;
  readonly credentials: LeanCredentials;
}

/** A counter at which life goes on: a window is issued, opened, rated, and then the next. */
export class LiveCounter {
  /** From the issuance's request to the hub's acknowledgement of `opened`, ms. */
  readonly openings: number[] = [];
  /** From the issuance's request until its window was offered to the box, ms. */
  readonly offers: number[] = [];
  /** From the issuance's request to its answer, ms. */
  readonly answers: number[] = [];
  private readonly told = new EventEmitter();
  private readonly box: LeanBox;
  private ended = false;
  private begun = 0;

  constructor(
    private readonly http: string,
    port: number,
    /** Begins the numbers of its documents, which a hub knows for ever. */
    private readonly series = 'L',
    private readonly trust?: LiveTrust,
  ) {
    this.box = new LeanBox({
      port,
      office: 'live',
      box: 'live-1',
      keys: trust?.keys,
      credentials: trust?.credentials,
      clock: systemClock,
      random: Math.random,
      connected: () => void this.told.emit('connected'),
      command: (command) => this.take(command),
      settled: (seqs) => {
        for (const seq of seqs) this.told.emit(`settled ${seq}`);
      },
    });
  }

  async connect(): Promise<void> {
    const connected = once(this.told, 'connected');
    this.box.flow();
    this.box.open();
    await connected;
  }

  /** Serves citizens until `end`. */
  async serve(): Promise<void> {
    for (let number = 1; !this.ended; number++) {
      const begun = systemClock.monotonic();
      this.begun = begun;
      const opened = once(this.told, 'opened') as Promise<[window: string, seq: number]>;
      await issueReceipt(this.http, 'live', '1', `${this.series}-${number}`, this.trust?.ask);
      this.answers.push(systemClock.monotonic() - begun);
      const [window, seq] = await opened;
      await this.settled(seq);
      this.openings.push(systemClock.monotonic() - begun);
      const at = timestamp(systemClock.wall());
      await this.settled(this.box.record({ kind: 'rated', window, level: 5, afterMs: 0 }, at).seq);
      await pause(PAUSE_MS);
    }
  }

  end(): void {
    this.ended = true;
  }

  stop(): void {
    this.ended = true;
    this.box.stop();
  }

  private take(command: BoxCommand): void {
    if (command.kind !== 'offer') return;
    const { window, issuance, lengthMs } = command;
    if (this.box.outbox.recent(4).some((event) => event.kind === 'opened' && event.window === window)) return;
    this.offers.push(systemClock.monotonic() - this.begun);
    const at = timestamp(systemClock.wall());
    const { seq } = this.box.record({ kind: 'opened', window, issuance, lengthMs }, at);
    this.told.emit('opened', window, seq);
  }

  private async settled(seq: number): Promise<void> {
    if (this.box.outbox.pending(seq - 1, 1)[0]?.seq === seq) await once(this.told, `settled ${seq}`);
  }
}
