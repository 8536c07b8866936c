import { type Clock, every, type Timer } from '#platform/clock.js';
import { arrivalsOfDay, OFFICE_DAY_MS } from '../people/arrivals.js';
import type { Random } from '../random.js';

const TICK_MS = 250;

/** Lets citizens arrive through office days, one after the other, faster than life by `speed`. */
export class ArrivalClock {
  private readonly begun: number;
  private pending: number[] = [];
  private day = -1;
  private ticker: Timer | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly visits: number,
    private readonly speed: number,
    private readonly arrive: () => void,
  ) {
    this.begun = clock.monotonic();
  }

  start(): void {
    this.ticker = every(this.clock, TICK_MS, () => this.tick());
  }

  stop(): void {
    this.ticker?.cancel();
  }

  private tick(): void {
    const elapsed = (this.clock.monotonic() - this.begun) * this.speed;
    const day = Math.floor(elapsed / OFFICE_DAY_MS);
    if (day !== this.day) {
      this.day = day;
      this.pending = arrivalsOfDay(this.random, this.visits);
    }
    const time = elapsed % OFFICE_DAY_MS;
    while ((this.pending[0] ?? Number.POSITIVE_INFINITY) <= time) {
      this.pending.shift();
      this.arrive();
    }
  }
}
