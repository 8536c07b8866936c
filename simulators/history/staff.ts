import { clerkName } from '../people/clerks.js';

/** Clerks change counters every four weeks. */
const ROTATION_DAYS = 28;
/** How long a clerk stays with an office. */
const TENURE_DAYS = 1_500;
/** One clerk in reserve for so many counters, and one more. */
const COUNTERS_PER_RESERVE = 5;

/** Who serves where: clerks change counters, stand in for each other at noon, and over the years leave. */
export class Staff {
  private readonly size: number;

  constructor(
    private readonly office: number,
    counters: number,
    private readonly lastDay: number,
  ) {
    this.size = counters + 1 + Math.ceil(counters / COUNTERS_PER_RESERVE);
  }

  /** The clerk at a counter, by its place in the office, on a day; `noon`: the one who stands in. */
  at(counter: number, day: number, noon: boolean): string {
    const rotation = Math.floor(day / ROTATION_DAYS);
    const position = (counter + rotation + (noon ? 1 : 0)) % this.size;
    const before = Math.floor((this.lastDay - day + position * 97) / TENURE_DAYS);
    return clerkName(this.office, position + before * this.size);
  }

  /** Who takes alarms, first to last. */
  supervisors(): string[] {
    return [
      `${clerkName(this.office, 780)}課長`,
      `${clerkName(this.office, 790)}秘書`,
      `${clerkName(this.office, 770)}主任`,
    ];
  }
}
