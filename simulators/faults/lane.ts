import type { Socket } from 'node:net';
import type { Clock, Timer } from '#platform/clock.js';
import type { Random } from '../random.js';
import type { Weather } from './lossyProxy.js';

export interface LaneConditions {
  readonly clock: Clock;
  readonly random: Random;
  readonly weather: () => Weather;
  readonly blocked: () => boolean;
}

/** As much as a network card and two kernels would hold; beyond it the sender has to wait. */
const MOST_HELD = 256 * 1024;

/** One direction of a connection: chunks leave in the order they came, each when the weather lets it. */
export class Lane {
  private readonly waiting: Buffer[] = [];
  private held = 0;
  private underWay: Timer | undefined;
  private finished = false;
  private broken = false;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private readonly conditions: LaneConditions,
  ) {
    from.on('data', (chunk: Buffer) => this.take(chunk));
    from.once('end', () => this.finish());
    from.once('close', (failed: boolean) => this.close(failed));
    to.on('drain', () => this.go());
    to.once('close', () => this.underWay?.cancel());
    from.resume();
  }

  /** Sends what can be sent now. */
  go(): void {
    while (this.underWay === undefined && !this.conditions.blocked() && !this.to.destroyed) {
      if (this.broken) return void this.to.resetAndDestroy();
      if (this.to.writableNeedDrain) return;
      const chunk = this.waiting[0];
      if (chunk === undefined) {
        if (this.finished) this.to.end();
        return;
      }
      const ms = this.wayOf(chunk.length);
      if (ms === 0) this.deliver();
      else this.underWay = this.conditions.clock.after(ms, () => this.arrive());
    }
  }

  private take(chunk: Buffer): void {
    this.waiting.push(chunk);
    this.held += chunk.length;
    if (this.held > MOST_HELD) this.from.pause();
    this.go();
  }

  private finish(): void {
    this.finished = true;
    this.go();
  }

  /** Both sides are reset by whoever holds the line; neither is to see an end in peace before. */
  cut(): void {
    this.broken = true;
    this.underWay?.cancel();
  }

  /** An end in peace follows what was sent before it; a reset overtakes it. */
  private close(failed: boolean): void {
    this.finished = true;
    this.broken ||= failed;
    if (failed) {
      this.underWay?.cancel();
      this.underWay = undefined;
    }
    this.go();
  }

  private arrive(): void {
    this.underWay = undefined;
    if (this.conditions.blocked()) return;
    this.deliver();
    this.go();
  }

  private deliver(): void {
    const chunk = this.waiting.shift();
    if (chunk === undefined) return;
    this.held -= chunk.length;
    this.to.write(chunk);
    if (this.held <= MOST_HELD && !this.from.destroyed) this.from.resume();
  }

  private wayOf(bytes: number): number {
    const { weather, random } = this.conditions;
    const { delayedShare, delayMs, bytesPerSecond } = weather();
    const delay = random() < delayedShare ? random() * delayMs : 0;
    return delay + (bytesPerSecond === Number.POSITIVE_INFINITY ? 0 : (1000 * bytes) / bytesPerSecond);
  }
}
