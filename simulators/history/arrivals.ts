import { poisson, type Random } from '../random.js';
import type { WorkingDay } from './calendar.js';

/** 3,559,768 documents in 755 days at 370 counters, as the source documents count them. */
export const USUAL_VISITS = 3_559_768 / 755 / 370;

const HOUR_MS = 3_600_000;
const SATURDAY = 6;
/** On a Saturday morning only every third counter is open, another one each week. */
const SATURDAY_COUNTERS = 3;
/** Between two documents at one counter at the least, and between the last one and the closing hour. */
const SERVICE_MS = 180_000;

/** When documents are issued at one counter on a day, in order; `mean` of them on a usual weekday. */
export function arrivalsOf(random: Random, day: WorkingDay, counter: number, mean: number): number[] {
  const visits = poisson(random, mean * trafficAt(day, counter));
  const arrivals: number[] = [];
  for (let visit = 0; visit < visits; visit++) arrivals.push(day.opensMs + momentOf(random, day.hours));
  arrivals.sort((a, b) => a - b);
  return spaced(arrivals, day.opensMs + day.hours.length * HOUR_MS - SERVICE_MS);
}

function trafficAt({ weekday, number, traffic }: WorkingDay, counter: number): number {
  if (weekday !== SATURDAY) return traffic;
  const open = (counter + Math.floor(number / 7)) % SATURDAY_COUNTERS === 0;
  return open ? traffic * SATURDAY_COUNTERS : 0;
}

function momentOf(random: Random, hours: readonly number[]): number {
  let point = random();
  let hour = 0;
  for (; hour < hours.length - 1; hour++) {
    const share = hours[hour] ?? 0;
    if (point < share) break;
    point -= share;
  }
  return Math.floor((hour + random()) * HOUR_MS);
}

/** One citizen after the other; whoever would come too late comes another day. */
function spaced(arrivals: readonly number[], closesMs: number): number[] {
  const found: number[] = [];
  let free = 0;
  for (const arrival of arrivals) {
    const at = Math.max(arrival, free);
    if (at > closesMs) break;
    found.push(at);
    free = at + SERVICE_MS;
  }
  return found;
}
