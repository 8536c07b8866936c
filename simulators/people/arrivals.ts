import { exponential, type Random } from '../random.js';

/** Share of a day's visitors in each hour from opening at 09:00: peaks at lunch and before closing. */
const HOURLY = [0.1, 0.12, 0.13, 0.17, 0.11, 0.1, 0.12, 0.15];
const HOUR_MS = 3_600_000;

export const OFFICE_DAY_MS = HOURLY.length * HOUR_MS;

/** Arrival times of one office day in ms after opening, in order; `visits` on average. */
export function arrivalsOfDay(random: Random, visits: number): number[] {
  const arrivals: number[] = [];
  HOURLY.forEach((share, hour) => {
    const mean = HOUR_MS / (visits * share);
    for (let at = exponential(random, mean); at < HOUR_MS; at += exponential(random, mean)) {
      arrivals.push(hour * HOUR_MS + at);
    }
  });
  return arrivals;
}
