import { type Clock, every, type Timer } from '#platform/clock.js';
import type { Station, StationFault } from '../panelServer/station.js';
import { type Random, weighted } from '../random.js';

/** Each fault with the one that ends it, and how often it is chosen. */
const FAULTS: ReadonlyArray<
  readonly [{ readonly begin: StationFault; readonly end?: StationFault }, number]
> = [
  [{ begin: 'cut-link', end: 'restore-link' }, 4],
  [{ begin: 'kill' }, 3],
  [{ begin: 'unplug', end: 'plug' }, 3],
];
const LONGEST_MS = 30_000;
const TICK_MS = 1_000;

/** Breaks a box now and then and mends it again: `perHour` faults on average over the whole office. */
export class FaultPlan {
  private ticker: Timer | undefined;

  constructor(
    private readonly stations: readonly Station[],
    private readonly perHour: number,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  start(): void {
    if (this.perHour > 0) this.ticker = every(this.clock, TICK_MS, () => this.tick());
  }

  stop(): void {
    this.ticker?.cancel();
  }

  private tick(): void {
    if (this.random() >= (this.perHour * TICK_MS) / 3_600_000) return;
    const station = this.stations[Math.floor(this.random() * this.stations.length)];
    const { begin, end } = weighted(this.random, FAULTS);
    station?.fault(begin);
    if (end !== undefined) this.clock.after(this.random() * LONGEST_MS, () => station?.fault(end));
  }
}
