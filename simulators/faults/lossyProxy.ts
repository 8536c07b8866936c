import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Clock } from '#platform/clock.js';
import type { Random } from '../random.js';
import { Lane, type LaneConditions } from './lane.js';

export interface Weather {
  /** Share of chunks that are held back, 0 … 1; the others behind them wait too, as TCP has it. */
  readonly delayedShare: number;
  /** Longest delay of one chunk, ms. */
  readonly delayMs: number;
  /** Bytes a second in each direction. */
  readonly bytesPerSecond: number;
}

export const CALM: Weather = { delayedShare: 0, delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY };

/** `up` from those who connect to the proxy, `down` to them. */
export type Direction = 'up' | 'down';

export interface LossyProxyOptions {
  readonly target: { readonly host: string; readonly port: number };
  /** Address to listen on. */
  readonly host: string;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * A bad line between two programs. It works on TCP streams, so what is lost on the way shows as programs see it:
 * as a delay (the kernel sends again), as silence with the connection still open, or as a connection reset. Bytes that
 * arrive are unchanged and in order, and nothing arrives after a gap. What a stream cannot show, frames that vanish, is
 * the business of whoever pulls the cable under it.
 */
export class LossyProxy {
  private readonly lines = new Set<Line>();
  private readonly blocked = new Set<Direction>();
  private weather = CALM;
  private server: Server | undefined;

  constructor(private readonly options: LossyProxyOptions) {}

  /** Resolves with the port it listens on. */
  async start(port = 0): Promise<number> {
    const server = createServer({ allowHalfOpen: true }, (near) => this.join(near));
    server.listen(port, this.options.host);
    await once(server, 'listening');
    this.server = server;
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  turn(weather: Weather): void {
    this.weather = weather;
  }

  /** Every connection of this moment ends at once at both sides, with whatever was on its way. */
  reset(): void {
    for (const line of this.lines) line.reset();
  }

  /** Nothing passes that way any more, not even the end of a connection, while both sides believe it open. */
  block(...directions: readonly Direction[]): void {
    for (const direction of directions) this.blocked.add(direction);
  }

  /** What was held back follows, as TCP would send it again. */
  unblock(): void {
    this.blocked.clear();
    for (const line of this.lines) line.go();
  }

  async stop(): Promise<void> {
    this.reset();
    const { server } = this;
    if (server === undefined) return;
    this.server = undefined;
    const closed = once(server, 'close');
    server.close();
    await closed;
  }

  private join(near: Socket): void {
    const { target, clock, random } = this.options;
    const conditions = (direction: Direction): LaneConditions => ({
      clock,
      random,
      weather: () => this.weather,
      blocked: () => this.blocked.has(direction),
    });
    const line = new Line({ near, target, up: conditions('up'), down: conditions('down') });
    this.lines.add(line);
    line.whenOver(() => this.lines.delete(line));
    line.go();
  }
}

interface LineOptions {
  readonly near: Socket;
  readonly target: { readonly host: string; readonly port: number };
  readonly up: LaneConditions;
  readonly down: LaneConditions;
}

/** One connection through the proxy; the far side is dialled only when something can get there. */
class Line {
  private lanes: readonly Lane[] = [];
  private over: () => void = () => undefined;
  private far: Socket | undefined;

  constructor(private readonly options: LineOptions) {
    const { near } = options;
    near.setNoDelay(true);
    near.pause();
    near.on('error', () => undefined);
    near.once('close', () => this.ended());
  }

  /** Both sides have ended; one alone may not know yet that the other has. */
  whenOver(over: () => void): void {
    this.over = over;
  }

  go(): void {
    const { near, target, up, down } = this.options;
    for (const lane of this.lanes) lane.go();
    if (this.far !== undefined || up.blocked() || near.destroyed) return;
    const far = connect({ ...target, allowHalfOpen: true });
    far.setNoDelay(true);
    far.on('error', () => undefined);
    far.once('close', () => this.ended());
    this.far = far;
    this.lanes = [new Lane(near, far, up), new Lane(far, near, down)];
  }

  reset(): void {
    for (const lane of this.lanes) lane.cut();
    this.options.near.resetAndDestroy();
    this.far?.resetAndDestroy();
  }

  private ended(): void {
    const { near } = this.options;
    if (near.destroyed && this.far?.destroyed !== false) this.over();
  }
}
